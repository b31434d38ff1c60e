import type * as OT from "../../types/opentok";
import type { Wishes } from "../signalling/messages";
import { DisplayWatch, type Display } from "./display-watch";

/** A size or a frame rate that changes is told after this, for it often changes on. */
const RESIZE_DELAY = 200;
/** What is hidden for a moment only, such as while tabs are changed, stays on its way. */
const HIDE_DELAY = 1_000;

type PreferredResolution = OT.Dimensions | "auto" | undefined;

/** What one subscriber can make use of: by what the page prefers, or with "auto" by how its element is shown. */
export class VideoWishes {
  readonly #video: HTMLVideoElement;
  readonly #priority: Wishes["priority"];
  readonly #cover: boolean;
  readonly #changed: () => void;
  #resolution: PreferredResolution;
  #frameRate: number | undefined;
  #restricted = false;
  #watch: DisplayWatch | undefined;
  #display: Display | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #current: Wishes;

  constructor(video: HTMLVideoElement, priority: Wishes["priority"], cover: boolean, changed: () => void) {
    this.#video = video;
    this.#priority = priority;
    this.#cover = cover;
    this.#changed = changed;
    this.#current = this.#compute();
  }

  get current(): Wishes {
    return this.#current;
  }

  preferResolution(resolution: OT.Dimensions | "auto" | null | undefined): void {
    if (resolution && resolution !== "auto" && !(resolution.width > 0 && resolution.height > 0)) {
      console.warn('OT: a preferred resolution is { width, height } in pixels, "auto", or null for none:', resolution);
      return;
    }
    this.#resolution = resolution ?? undefined;
    this.#watch?.stop();
    this.#watch = undefined;
    this.#display = undefined;
    if (resolution === "auto" && DisplayWatch.isSupported()) {
      this.#watch = new DisplayWatch(this.#video, (display) => this.#displayed(display));
    }
    this.#update(0);
  }

  preferFrameRate(framesPerSecond: number | null | undefined): void {
    if (framesPerSecond && !(framesPerSecond > 0)) {
      console.warn("OT: a preferred frame rate is a number of frames per second, or null for none:", framesPerSecond);
      return;
    }
    this.#frameRate = framesPerSecond || undefined;
    this.#update(0);
  }

  restrictFrameRate(restricted: boolean): void {
    this.#restricted = restricted;
    this.#update(0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#watch?.stop();
  }

  #displayed(display: Display): void {
    const wasVisible = this.#current.visible;
    this.#display = display;
    if (display.visible === wasVisible) this.#update(RESIZE_DELAY);
    else this.#update(display.visible ? 0 : HIDE_DELAY);
  }

  #update(delay: number): void {
    clearTimeout(this.#timer);
    if (delay === 0) this.#settle();
    else this.#timer = setTimeout(() => this.#settle(), delay);
  }

  #settle(): void {
    const wishes = this.#compute();
    if (same(wishes, this.#current)) return;
    this.#current = wishes;
    this.#changed();
  }

  #compute(): Wishes {
    const frameRate = this.#restricted ? 1 : this.#frameRate;
    return {
      videoDimensions: this.#dimensions() ?? null,
      frameRate: frameRate === undefined ? null : Math.min(240, Math.max(1, Math.round(frameRate))),
      priority: this.#priority,
      visible: this.#display?.visible ?? true,
    };
  }

  #dimensions(): OT.Dimensions | undefined {
    if (this.#resolution !== "auto") return this.#resolution && whole(this.#resolution);
    const display = this.#display;
    if (!display?.visible) return this.#current?.videoDimensions ?? undefined; // of no account while it is not seen
    return whole(neededFor(display, this.#video, this.#cover));
  }
}

/** The size of the picture that fills a place without being enlarged: all of it where it is cut, else what fits in. */
export function neededFor(place: OT.Dimensions, video: HTMLVideoElement, cover: boolean): OT.Dimensions {
  if (!video.videoWidth || !video.videoHeight) return place;
  const ratio = video.videoWidth / video.videoHeight;
  const choose = cover ? Math.max : Math.min;
  const width = choose(place.width, place.height * ratio);
  return { width, height: width / ratio };
}

function whole({ width, height }: OT.Dimensions): OT.Dimensions {
  const pixels = (length: number): number => Math.min(65_535, Math.ceil(length));
  return { width: pixels(width), height: pixels(height) };
}

function same(one: Wishes, other: Wishes): boolean {
  return (
    one.visible === other.visible &&
    one.priority === other.priority &&
    one.frameRate === other.frameRate &&
    one.videoDimensions?.width === other.videoDimensions?.width &&
    one.videoDimensions?.height === other.videoDimensions?.height
  );
}
