// Draws somebody who talks, makes the sound to it, and encodes both as a browser does in a call: a keyframe, then differences.
async ({ width, height, fps, seconds, videoBitrate, audioBitrate }) => {
  const canvas = new OffscreenCanvas(width, height);
  const paint = canvas.getContext('2d');
  const draw = (at) => {
    const turn = (at / seconds) * 2 * Math.PI; // the end leads back to the beginning
    const wall = paint.createLinearGradient(0, 0, width, height);
    wall.addColorStop(0, '#8fa3ad');
    wall.addColorStop(1, '#d8c8b0');
    paint.fillStyle = wall;
    paint.fillRect(0, 0, width, height);
    paint.fillStyle = '#6b4f3a'; // a shelf behind
    for (let i = 0; i < 7; i++) paint.fillRect(12 + i * 11, 30 + (i % 3) * 5, 8, 60 - (i % 3) * 5);
    const x = width / 2 + 9 * Math.sin(turn);
    const y = height * 0.45 + 3 * Math.sin(2 * turn);
    const disc = (color, cx, cy, rx, ry) => {
      paint.fillStyle = color;
      paint.beginPath();
      paint.ellipse(cx, cy, rx, ry, 0, 0, 2 * Math.PI);
      paint.fill();
    };
    disc('#2f5d8a', x, height * 1.08, 78, 66);
    disc('#3a2a20', x, y - 12, 42, 46);
    disc('#e0b090', x, y, 36, 44);
    const open = at % 1 > 0.93 ? 0.5 : 4;
    disc('#22282c', x - 13, y - 8, 4, open);
    disc('#22282c', x + 13, y - 8, 4, open);
    disc('#8c3f3a', x, y + 22, 11, 2 + 5 * Math.abs(Math.sin(7 * turn)));
    // A sensor's noise, without which an encoder has too little to do.
    for (let i = 0; i < 500; i++) {
      const v = Math.floor(Math.random() * 255);
      paint.fillStyle = `rgba(${v},${v},${v},0.06)`;
      paint.fillRect(Math.random() * width, Math.random() * height, 4, 4);
    }
  };

  const bytes = (chunk) => {
    const data = new Uint8Array(chunk.byteLength);
    chunk.copyTo(data);
    return Array.from(data);
  };
  const fail = (error) => { throw error; };

  const pictures = [];
  const videoEncoder = new VideoEncoder({ output: (chunk) => pictures.push(bytes(chunk)), error: fail });
  videoEncoder.configure({ codec: 'vp8', width, height, framerate: fps, bitrate: videoBitrate, latencyMode: 'realtime' });
  for (let i = 0; i < fps * seconds; i++) {
    draw(i / fps);
    const frame = new VideoFrame(canvas, { timestamp: (i * 1e6) / fps });
    videoEncoder.encode(frame, { keyFrame: i === 0 });
    frame.close();
  }
  await videoEncoder.flush();

  const sounds = [];
  const audioEncoder = new AudioEncoder({ output: (chunk) => sounds.push(bytes(chunk)), error: fail });
  audioEncoder.configure({ codec: 'opus', sampleRate: 48000, numberOfChannels: 1, bitrate: audioBitrate });
  const samples = 960; // 20 ms
  for (let i = 0; i < seconds * 50; i++) {
    const data = new Float32Array(samples);
    for (let j = 0; j < samples; j++) {
      const at = (i * samples + j) / 48000;
      const voice = [1, 2, 3, 4, 5].reduce((sum, n) => sum + Math.sin(2 * Math.PI * 130 * n * at) / n, 0);
      data[j] = 0.12 * voice * Math.abs(Math.sin(2 * Math.PI * 2 * at)); // four syllables a second
    }
    const sound = new AudioData({
      format: 'f32', sampleRate: 48000, numberOfFrames: samples, numberOfChannels: 1, timestamp: i * 20000, data,
    });
    audioEncoder.encode(sound);
    sound.close();
  }
  await audioEncoder.flush();
  return [pictures, sounds];
}
