/** How loud a microphone is, for as long as somebody looks. */
export class Meter {
  readonly #context = new AudioContext();
  readonly #samples: Float32Array<ArrayBuffer>;
  #frame = 0;

  /** @param show is told the level, 0 for silence to 1, with every picture of the screen */
  constructor(track: MediaStreamTrack, show: (level: number) => void) {
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = 1024;
    this.#samples = new Float32Array(analyser.fftSize);
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const look = (): void => {
      analyser.getFloatTimeDomainData(this.#samples);
      show(levelOf(this.#samples));
      this.#frame = requestAnimationFrame(look);
    };
    look();
    if (this.#context.state === "suspended") {
      // Some browsers let pages handle sound only after the person has done something.
      for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, this.#wake, { once: true });
    }
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    for (const event of ["pointerdown", "keydown"]) document.removeEventListener(event, this.#wake);
    void this.#context.close();
  }

  readonly #wake = (): void => {
    if (this.#context.state === "suspended") void this.#context.resume();
  };
}

/** Ears count in decibels: 60 below full scale is silence. */
function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length + 1e-12);
  return Math.min(1, Math.max(0, (decibels + 60) / 60));
}
