import type { Devices } from "./devices";
import type { Kind } from "./switching";

/** Notices in a call that a device ends by itself, unplugged or taken away by the system, and that others were plugged in. */
export class Plugs {
  readonly #watched = new WeakSet<MediaStreamTrack>();
  readonly #lost: (kind: Kind, track: MediaStreamTrack) => void;
  readonly #changed: () => void;

  constructor(lost: (kind: Kind, track: MediaStreamTrack) => void, changed: () => void) {
    this.#lost = lost;
    this.#changed = changed;
    navigator.mediaDevices?.addEventListener("devicechange", changed);
  }

  /** Tracks that the page itself stops are not lost: browsers tell nothing of those. */
  watch(devices: Devices): void {
    for (const kind of ["camera", "microphone"] as const) {
      const { track } = devices[kind];
      if (!track || this.#watched.has(track)) continue;
      this.#watched.add(track);
      track.addEventListener("ended", () => this.#lost(kind, track));
    }
  }

  close(): void {
    navigator.mediaDevices?.removeEventListener("devicechange", this.#changed);
  }
}
