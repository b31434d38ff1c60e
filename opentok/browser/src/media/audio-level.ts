const INTERVAL = 50;

/** Reads a level from 0 to 1 twenty times a second until it is stopped. */
export class LevelMeter {
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #source: { read(): number; close(): void };

  constructor(source: { read(): number; close(): void }, report: (level: number) => void) {
    this.#source = source;
    this.#timer = setInterval(() => report(source.read()), INTERVAL);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#source.close();
  }
}

/** The level of a track of this page, by the Web Audio API. */
export function trackLevel(track: MediaStreamTrack): { read(): number; close(): void } {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  void context.resume().catch(() => {});
  const samples = new Float32Array(analyser.fftSize);
  return {
    read: () => {
      analyser.getFloatTimeDomainData(samples);
      return Math.min(1, Math.max(...samples.map(Math.abs)));
    },
    close: () => void context.close().catch(() => {}),
  };
}

/** The level of what a receiver plays, which the browser knows without decoding anything again. */
export function receiverLevel(receiver: RTCRtpReceiver): { read(): number; close(): void } {
  return {
    read: () => receiver.getSynchronizationSources()[0]?.audioLevel ?? 0,
    close: () => {},
  };
}
