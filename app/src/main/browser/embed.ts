/// <reference path="./embed.d.ts" />
// What pages of other sites load as /embed.js: puts a room into a frame, listens to it and tells it what to do. See embed.d.ts.
import { VERSION, type Command } from "./embed/protocol";

type Listener = (event: never) => void;

const ALLOW = "camera; microphone; display-capture; fullscreen; autoplay; speaker-selection; picture-in-picture; clipboard-write";

// Only while this script runs first is it known where it came from.
const cameFrom = document.currentScript instanceof HTMLScriptElement ? new URL(document.currentScript.src).origin : "";

class Frame implements RoomjarFrame {
  readonly element = document.createElement("iframe");
  readonly #site: string;
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(place: Element | string, options: RoomjarFrameOptions) {
    const parent = typeof place === "string" ? document.querySelector(place) : place;
    if (!parent) throw new Error(`RoomjarFrame: no element "${String(place)}" in this page`);
    if (!options.room) throw new Error('RoomjarFrame: say which room, as in { room: "Class 5b" }');
    if (!options.site && !cameFrom) throw new Error("RoomjarFrame: say where Roomjar is, as in { site: \"https://rooms.example\" }");
    this.#site = new URL(options.site ?? cameFrom).origin;
    window.addEventListener("message", this.#hear);
    this.element.allow = ALLOW;
    this.element.allowFullscreen = true;
    this.element.referrerPolicy = "origin";
    this.element.title = options.title ?? options.room;
    this.element.style.cssText = "border: 0; width: 100%; height: 100%";
    this.element.addEventListener("load", () => this.#say({ type: "hello" }));
    this.element.src = address(this.#site, options);
    parent.append(this.element);
  }

  on(type: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  mute(): void {
    this.#say({ type: "mute" });
  }

  unmute(): void {
    this.#say({ type: "unmute" });
  }

  camera(on: boolean): void {
    this.#say({ type: "camera", on });
  }

  raiseHand(up = true): void {
    this.#say({ type: "raiseHand", up });
  }

  leave(): void {
    this.#say({ type: "leave" });
  }

  remove(): void {
    window.removeEventListener("message", this.#hear);
    this.element.remove();
  }

  #say(command: Command): void {
    this.element.contentWindow?.postMessage({ roomjar: VERSION, ...command }, this.#site);
  }

  readonly #hear = ({ source, origin, data }: MessageEvent): void => {
    if (source !== this.element.contentWindow || origin !== this.#site || data?.roomjar !== VERSION) return;
    for (const listener of this.#listeners.get(String(data.type)) ?? []) listener(data as never);
  };
}

function address(site: string, options: RoomjarFrameOptions): string {
  const url = new URL(`/embed/${encodeURIComponent(options.room)}`, site);
  const wish = (name: string, value: string | undefined): void => {
    if (value) url.searchParams.set(name, value);
  };
  wish("name", options.name);
  wish("token", options.token);
  wish("join", options.join ? "now" : undefined);
  wish("mic", options.microphone === false ? "off" : undefined);
  wish("camera", options.camera === false ? "off" : undefined);
  wish("hide", options.hide?.join(","));
  wish("lang", options.lang);
  return url.href;
}

(globalThis as { RoomjarFrame?: typeof RoomjarFrame }).RoomjarFrame = Frame;
