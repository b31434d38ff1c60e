/** How an element is shown: its size in device pixels, and whether anything of it can be seen. */
export interface Display {
  readonly width: number;
  readonly height: number;
  readonly visible: boolean;
}

/** What is about to be scrolled into view is seen already. */
const MARGIN = "200px";

/** Tells how a video element is shown, at first and whenever that changes. */
export class DisplayWatch {
  readonly #video: HTMLVideoElement;
  readonly #changed: (display: Display) => void;
  readonly #resizes: ResizeObserver;
  readonly #intersections: IntersectionObserver;
  #inView = true;
  #stopped = false;

  static isSupported(): boolean {
    return typeof ResizeObserver === "function" && typeof IntersectionObserver === "function";
  }

  constructor(video: HTMLVideoElement, changed: (display: Display) => void) {
    this.#video = video;
    this.#changed = changed;
    this.#resizes = new ResizeObserver(() => this.#tell());
    this.#intersections = new IntersectionObserver(
      (entries) => {
        this.#inView = entries[entries.length - 1]?.isIntersecting ?? true;
        this.#tell();
      },
      { rootMargin: MARGIN },
    );
    this.#resizes.observe(video);
    this.#intersections.observe(video);
    document.addEventListener("visibilitychange", this.#tell);
    for (const name of ["resize", "enterpictureinpicture", "leavepictureinpicture"]) video.addEventListener(name, this.#tell);
  }

  stop(): void {
    this.#stopped = true;
    this.#resizes.disconnect();
    this.#intersections.disconnect();
    document.removeEventListener("visibilitychange", this.#tell);
    for (const name of ["resize", "enterpictureinpicture", "leavepictureinpicture"]) {
      this.#video.removeEventListener(name, this.#tell);
    }
  }

  readonly #tell = (): void => {
    if (this.#stopped) return;
    const { clientWidth, clientHeight } = this.#video;
    const detached = document.pictureInPictureElement === this.#video;
    const shown = this.#inView && document.visibilityState !== "hidden" && clientWidth > 0 && clientHeight > 0;
    const ratio = globalThis.devicePixelRatio || 1;
    // What loses up to a quarter of its width to fill the element is not worth a picture of four times the size.
    const { videoWidth, videoHeight } = this.#video;
    const whole = (clientWidth * videoHeight) / videoWidth;
    const height = whole < clientHeight && whole * 1.35 > clientHeight ? whole : clientHeight;
    this.#changed({ width: clientWidth * ratio, height: height * ratio, visible: detached || shown });
  };
}
