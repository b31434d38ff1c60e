const NOTES = [523.25, 659.25, 783.99]; // C, E, G
const NOTE_S = 0.22;

export const canChooseSpeaker = "setSinkId" in HTMLMediaElement.prototype;

/** Plays three notes through a speaker; done when they have sounded. */
export async function chime(speaker: string | null): Promise<void> {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const audio = new Audio();
  audio.srcObject = out.stream;
  try {
    if (speaker && canChooseSpeaker) await audio.setSinkId(speaker);
    await Promise.all([audio.play(), context.resume()]);
    const begin = context.currentTime + 0.05;
    NOTES.forEach((note, at) => sound(context, out, note, begin + at * NOTE_S));
    await new Promise((done) => setTimeout(done, (NOTES.length + 1.5) * NOTE_S * 1000));
  } finally {
    audio.srcObject = null;
    void context.close();
  }
}

function sound(context: AudioContext, out: AudioNode, hertz: number, at: number): void {
  const note = new OscillatorNode(context, { frequency: hertz, type: "triangle" });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.35, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S * 1.8);
  note.connect(loudness).connect(out);
  note.start(at);
  note.stop(at + NOTE_S * 2);
}
