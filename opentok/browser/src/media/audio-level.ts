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

/** How often a receiver is asked: one that was heard within a second, and one that was not. */
const HEARD_INTERVAL = 100;
const UNHEARD_INTERVAL = 400;
const LINGER = 1000;
const AUDIBLE = 0.005;

/**
 * The level of what a receiver plays, which the browser knows without decoding anything again. Each question holds the page up
 * until another thread of the browser has answered, so in a room of many the silent are asked seldom and the others half as often
 * as is told; between questions the last answer stands.
 */
export function receiverLevel(receiver: RTCRtpReceiver, now: () => number = () => performance.now()): { read(): number; close(): void } {
  let level = 0;
  let heard = -Infinity;
  let due = now() + Math.random() * UNHEARD_INTERVAL; // so that not all ask in the same moment
  return {
    read: () => {
      const time = now();
      if (time < due) return level;
      level = receiver.getSynchronizationSources()[0]?.audioLevel ?? 0;
      if (level > AUDIBLE) heard = time;
      due = time + (time - heard < LINGER ? HEARD_INTERVAL : UNHEARD_INTERVAL);
      return level;
    },
    close: () => {},
  };
}
