// Draws somebody in front of the camera, and is silent until window.speaks(true): NUMBER says who, FRAME_MS how often.
{
  const number = NUMBER;
  const pick = (list) => list[number % list.length];
  const look = {
    wall: pick([['#d9cfbf', '#a99a84'], ['#9db3ad', '#5f7f78'], ['#b9c3d3', '#77879f'], ['#d3b9a6', '#a07c68'], ['#c5c9b1', '#858c6a'], ['#cdbcc8', '#937c8c'], ['#a9bcc4', '#62808c']]),
    room: pick(['window', 'shelf', 'plant', 'lamp', 'shelf', 'window', 'plant', 'frame']),
    skin: pick(['#f1cdb0', '#c78d62', '#e2b48d', '#8a5a3c', '#f3d6c0', '#d9a27a', '#6f4630', '#edc3a0']),
    hair: pick(['#6b3f24', '#1d1613', '#3a3040', '#c9b79c', '#141313', '#7b4b2a', '#1a1512', '#a8623a', '#8d8a86']),
    cut: pick(['long', 'short', 'scarf', 'wavy', 'bun', 'short', 'curly', 'long', 'bald', 'bun', 'short', 'wavy']),
    shirt: pick(['#2d6a8a', '#7a2f3b', '#3b4a7a', '#20242e', '#b9632c', '#4c6b4f', '#e8e1d5', '#8a4f7d', '#c8a13a']),
    glasses: pick([false, true, false, true, false, false, false, true, false, false, true]),
    beard: pick([false, true, false, false, false, false, true, false, true, false, false, false]),
  };
  const shade = (colour, by) => `color-mix(in oklab, ${colour}, ${by < 0 ? 'black' : 'white'} ${Math.abs(by)}%)`;

  const oval = (c, fill, x, y, rx, ry, turn = 0) => {
    c.fillStyle = fill;
    c.beginPath();
    c.ellipse(x, y, rx, ry, turn, 0, 7);
    c.fill();
  };
  const box = (c, fill, x, y, w, h) => {
    c.fillStyle = fill;
    c.fillRect(x, y, w, h);
  };

  /** What is behind, out of focus. It never moves, so it is drawn once. */
  const background = () => {
    const canvas = new OffscreenCanvas(640, 360), c = canvas.getContext('2d');
    c.filter = 'blur(4px)';
    const wall = c.createLinearGradient(0, 0, 640, 360);
    wall.addColorStop(0, look.wall[0]);
    wall.addColorStop(1, look.wall[1]);
    box(c, wall, -20, -20, 680, 400);
    if (look.room === 'window') {
      box(c, '#f7f4ea', 60, 20, 150, 190);
      box(c, '#cfe4ee', 70, 30, 60, 170);
      box(c, '#dcecf2', 140, 30, 60, 170);
      box(c, shade(look.wall[1], -15), 520, 130, 90, 240);
    } else if (look.room === 'shelf') {
      for (const y of [70, 160, 250]) {
        box(c, '#7a5a40', 400, y + 60, 250, 8);
        for (let i = 0; i < 9; i++) {
          const tone = ['#b5533c', '#2f5d6b', '#d9b56a', '#4a4a58', '#8aa27a', '#c98f66'][(i * 5 + y) % 6];
          box(c, tone, 410 + i * 24, y + ((i * 7 + y) % 4) * 5, 17, 60 - ((i * 7 + y) % 4) * 5);
        }
      }
      oval(c, '#6f8f6a', 60, 300, 40, 60);
    } else if (look.room === 'plant') {
      for (const [x, y, a] of [[90, 150, -0.5], [130, 120, 0.1], [60, 200, -0.9], [160, 170, 0.7], [110, 210, 0]]) oval(c, '#4f7a54', x, y, 22, 70, a);
      box(c, '#b96f4a', 80, 260, 70, 110);
      box(c, shade(look.wall[0], 30), 470, 50, 110, 140);
    } else if (look.room === 'lamp') {
      oval(c, 'rgb(255 232 180 / .55)', 540, 110, 120, 110);
      oval(c, '#fff0cf', 540, 110, 44, 36);
      box(c, '#5a4a3c', 536, 140, 8, 230);
      box(c, shade(look.wall[1], -20), 30, 210, 140, 160);
    } else {
      box(c, '#3c3a36', 70, 40, 120, 150);
      box(c, '#e3c9a2', 80, 50, 100, 130);
      oval(c, '#c2703f', 130, 110, 30, 30);
      box(c, '#6a5644', 470, 220, 190, 160);
    }
    c.filter = 'none';
    const dusk = c.createRadialGradient(320, 160, 120, 320, 180, 420);
    dusk.addColorStop(0, 'rgb(0 0 0 / 0)');
    dusk.addColorStop(1, 'rgb(0 0 0 / .28)');
    box(c, dusk, 0, 0, 640, 360);
    return canvas;
  };

  const person = (c, t) => {
    const sway = Math.sin(t / 1300 + number), x = 320 + sway * 5 + (number % 3 - 1) * 18, y = 158 + Math.sin(t / 900 + number) * 2, r = 62;
    const dark = shade(look.hair, -25), shadow = shade(look.skin, -16);
    if (['long', 'wavy'].includes(look.cut)) {
      oval(c, dark, x, y + 26, r * 1.16, r * 1.62);
      if (look.cut === 'wavy') for (const s of [-1, 1]) oval(c, dark, x + s * r * 0.95, y + 82, 26, 44, s * 0.3);
    }
    if (look.cut === 'bun') oval(c, dark, x + 6, y - r * 1.32, 26, 24);
    if (look.cut === 'curly') for (let i = 0; i < 13; i++) oval(c, look.hair, x + Math.cos(i * 0.42 + 2.9) * r * 1.02, y - 14 + Math.sin(i * 0.42 + 2.9) * r * 1.1, 24, 24);
    if (look.cut === 'scarf') oval(c, shade(look.hair, 18), x, y + 8, r * 1.2, r * 1.5);
    const cloth = c.createLinearGradient(0, 230, 0, 360);
    cloth.addColorStop(0, shade(look.shirt, 10));
    cloth.addColorStop(1, shade(look.shirt, -28));
    c.fillStyle = cloth;
    c.beginPath();
    c.moveTo(x - 190, 380);
    c.bezierCurveTo(x - 185, 282, x - 110, 262, x - 40, 244);
    c.lineTo(x + 40, 244);
    c.bezierCurveTo(x + 110, 262, x + 185, 282, x + 190, 380);
    c.fill();
    box(c, shadow, x - 24, y + 46, 48, 52);
    oval(c, shadow, x, y + 96, 40, 22);
    for (const s of [-1, 1]) if (look.cut !== 'scarf') oval(c, shadow, x + s * r * 0.93, y + 8, 9, 15);
    const face = c.createLinearGradient(x - r, 0, x + r, 0);
    face.addColorStop(0, shade(look.skin, 8));
    face.addColorStop(1, shade(look.skin, -9));
    oval(c, face, x, y + 4, r * 0.92, r * 1.2);
    if (look.beard) {
      c.fillStyle = look.cut === 'bald' ? '#4d3a2d' : look.hair;
      c.beginPath();
      c.ellipse(x, y + 22, r * 0.9, r * 0.95, 0, 0.12, Math.PI - 0.12);
      c.quadraticCurveTo(x - r * 0.5, y + 22, x, y + 24);
      c.quadraticCurveTo(x + r * 0.5, y + 22, x + r * 0.9, y + 28);
      c.fill();
    }
    if (look.cut === 'scarf') {
      c.lineWidth = 20;
      c.strokeStyle = shade(look.hair, 18);
      c.beginPath();
      c.ellipse(x, y + 6, r * 1.02, r * 1.3, 0, 0, 7);
      c.stroke();
      oval(c, shade(look.hair, 12), x, y + 104, 74, 34);
    } else if (look.cut !== 'bald' && look.cut !== 'curly') {
      c.fillStyle = look.hair;
      c.beginPath();
      c.ellipse(x, y - 12, r * 1.0, r * 1.1, 0, Math.PI, 0);
      c.bezierCurveTo(x + r * 0.9, y - 44, x + r * 0.4, y - 50, x + (number % 2 ? 26 : -26), y - 40);
      c.bezierCurveTo(x - r * 0.4, y - 34, x - r * 0.9, y - 40, x - r, y - 12);
      c.fill();
    }
    const closed = t % 4300 < 140;
    for (const s of [-1, 1]) {
      oval(c, '#fbf7f2', x + s * 24, y + 2, 9, closed ? 1 : 6);
      if (!closed) oval(c, '#2b211c', x + s * 24 + sway, y + 2, 4.6, 5);
      c.strokeStyle = look.cut === 'bald' ? '#4d3a2d' : dark;
      c.lineWidth = 4;
      c.lineCap = 'round';
      c.beginPath();
      c.moveTo(x + s * 14, y - 15);
      c.quadraticCurveTo(x + s * 25, y - 20, x + s * 36, y - 14);
      c.stroke();
    }
    c.strokeStyle = shadow;
    c.lineWidth = 4;
    c.beginPath();
    c.moveTo(x + 2, y + 8);
    c.quadraticCurveTo(x + 11, y + 26, x - 3, y + 28);
    c.stroke();
    const speaks = window.speaking ? Math.abs(Math.sin(t / 120)) * 9 : 0;
    c.fillStyle = '#8f3f3a';
    c.beginPath();
    c.moveTo(x - 19, y + 43);
    c.quadraticCurveTo(x, y + 56 + speaks, x + 19, y + 43);
    c.quadraticCurveTo(x, y + 48, x - 19, y + 43);
    c.fill();
    if (look.glasses) {
      c.strokeStyle = '#2a2624';
      c.lineWidth = 3;
      for (const s of [-1, 1]) {
        c.beginPath();
        c.roundRect(x + s * 25 - 18, y - 11, 36, 27, 11);
        c.stroke();
      }
      c.beginPath();
      c.moveTo(x - 7, y);
      c.lineTo(x + 7, y);
      c.stroke();
    }
  };

  let sound = null;
  window.speaks = (on) => {
    window.speaking = on;
    sound?.gain.gain.setValueAtTime(on ? 0.4 : 0, sound.context.currentTime);
  };
  const devices = navigator.mediaDevices, ask = devices?.getUserMedia.bind(devices);
  if (devices) devices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    if (wanted.audio) {
      const context = new AudioContext(), out = context.createMediaStreamDestination();
      const voice = new OscillatorNode(context, { frequency: 180 }), gain = new GainNode(context, { gain: window.speaking ? 0.4 : 0 });
      voice.connect(gain).connect(out);
      voice.start();
      sound = { context, gain };
      stream.getAudioTracks().forEach((track) => stream.removeTrack(track));
      stream.addTrack(out.stream.getAudioTracks()[0]);
    }
    if (wanted.video) {
      const canvas = document.createElement('canvas');
      // One of the crowd holds a phone.
      [canvas.width, canvas.height] = FRAME_MS < 150 ? [1280, 720] : number === 9 ? [360, 640] : [640, 360];
      const context = canvas.getContext('2d'), behind = background();
      const draw = () => {
        const scale = Math.max(canvas.width / 640, canvas.height / 360);
        context.setTransform(scale, 0, 0, scale, (canvas.width - 640 * scale) / 2, (canvas.height - 360 * scale) / 2);
        context.drawImage(behind, 0, 0);
        person(context, performance.now());
      };
      draw();
      setInterval(draw, FRAME_MS);
      stream.getVideoTracks().forEach((track) => stream.removeTrack(track));
      stream.addTrack(canvas.captureStream(1000 / FRAME_MS).getVideoTracks()[0]);
    }
    return stream;
  };
}
