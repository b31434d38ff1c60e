import type * as OT from "../../types/opentok";
import { Controls } from "./controls";
import { installStylesheet } from "./stylesheet";
import { place } from "./target";

const DEFAULT_WIDTH = 264;
const DEFAULT_HEIGHT = 198;

export interface WidgetOptions {
  readonly kind: "publisher" | "subscriber";
  readonly target: OT.Target | null | undefined;
  readonly properties: OT.WidgetProperties;
  readonly name: string;
  readonly muteChanged: (muted: boolean) => void;
}

/**
 * What a publisher or subscriber shows: the video, and around it the element with OpenTok's classes. With
 * `insertDefaultUI: false` there is only the video, and the page puts it where it likes.
 */
export class Widget {
  readonly video: HTMLVideoElement;
  /** Fulfilled when the element stands in the page; rejected when its target does not come. */
  readonly placed: Promise<void>;
  readonly #options: WidgetOptions;
  readonly #controls: Controls | undefined;
  readonly #waiting = new AbortController();
  readonly #classes = new Set<string>();
  #element: HTMLElement | undefined;
  #poster: HTMLElement | undefined;
  #style: OT.WidgetStyle;

  constructor(options: WidgetOptions) {
    const { properties } = options;
    this.#options = options;
    this.#style = { ...properties.style };
    this.video = document.createElement("video");
    this.video.classList.add("OT_video-element");
    this.video.autoplay = true;
    this.video.playsInline = true;
    if (properties.showControls !== false) this.#controls = new Controls(options.name, options.muteChanged);
    this.#classes.add("OT_root").add(`OT_${options.kind}`);
    if (properties.fitMode !== "contain") this.#classes.add("OT_fit-mode-cover");
    this.placed = properties.insertDefaultUI === false ? Promise.resolve() : this.#place();
    this.placed.catch(() => {});
  }

  get element(): HTMLElement | undefined {
    return this.#element;
  }

  get id(): string | undefined {
    return this.#element?.id;
  }

  set loading(loading: boolean) {
    this.#toggle("OT_loading", loading);
  }

  set mirrored(mirrored: boolean) {
    this.#toggle("OT_mirrored", mirrored);
  }

  /** Whether there is a picture to show, or the poster instead. */
  set videoShown(shown: boolean) {
    this.#toggle("OT_audio-only", !shown);
  }

  set muted(muted: boolean) {
    if (this.#controls) this.#controls.muted = muted;
  }

  get style(): OT.WidgetStyle {
    return { ...this.#style };
  }

  restyle(change: OT.WidgetStyle): void {
    this.#style = { ...this.#style, ...change };
    this.#controls?.style(this.#style);
    if (this.#poster) {
      const image = this.#style.backgroundImageURI;
      this.#poster.style.backgroundImage = image ? `url(${JSON.stringify(image)})` : "";
    }
  }

  /** The current picture as base64 PNG, without the `data:` prefix. */
  picture(): string | null {
    if (this.video.videoWidth === 0) return null;
    const canvas = document.createElement("canvas");
    canvas.width = this.video.videoWidth;
    canvas.height = this.video.videoHeight;
    canvas.getContext("2d")?.drawImage(this.video, 0, 0);
    return canvas.toDataURL("image/png").split(",")[1] ?? null;
  }

  /** Takes the element out of the page. */
  destroy(): void {
    this.#waiting.abort();
    this.video.srcObject = null;
    (this.#element ?? this.video).remove();
  }

  /** Takes out what was put into the page, but leaves a target that was there before, empty. */
  withdraw(): void {
    const element = this.#element;
    const wasThere = element !== undefined && (this.#options.properties.insertMode ?? "replace") === "replace";
    if (!wasThere || this.#options.target === undefined || this.#options.target === null) {
      this.destroy();
      return;
    }
    element.replaceChildren();
    element.classList.remove(...this.#classes);
    element.style.width = "";
    element.style.height = "";
  }

  #place(): Promise<void> {
    installStylesheet();
    const { target, properties } = this.#options;
    const placed = place(target, properties.insertMode ?? "replace", this.#waiting.signal);
    if (placed instanceof Promise) return placed.then((element) => this.#fill(element));
    this.#fill(placed);
    return Promise.resolve();
  }

  #fill(element: HTMLElement): void {
    const { width = DEFAULT_WIDTH, height = DEFAULT_HEIGHT } = this.#options.properties;
    element.style.width = length(width);
    element.style.height = length(height);
    element.classList.add(...this.#classes);
    this.#poster = document.createElement("div");
    this.#poster.classList.add("OT_video-poster");
    const container = document.createElement("div");
    container.classList.add("OT_widget-container");
    container.append(this.#poster, this.video);
    element.append(container);
    if (this.#controls) element.append(this.#controls.bar);
    this.#element = element;
    this.restyle({});
  }

  #toggle(name: string, present: boolean): void {
    if (present) this.#classes.add(name);
    else this.#classes.delete(name);
    this.#element?.classList.toggle(name, present);
  }
}

function length(value: number | string): string {
  return typeof value === "number" || /^\d+$/.test(value) ? `${value}px` : value;
}
