// A page for the library under test: happy-dom for the document, small fakes for what it does not have. Import it first.

import { Window } from "happy-dom";
import { FakeMediaStream, fakeDevices } from "./media";
import { FakePeerConnection } from "./peer";
import { FakeWebSocket } from "./server";

const window = new Window({ url: "https://page.example/" });

/** Errors thrown by code of the page, which must not disturb the library. */
export const reported: unknown[] = [];

/** Events and completion handlers reach the page one task later each; unlike node's own, this keeps no process alive. */
class TaskChannel {
  readonly port1: { onmessage: (() => void) | null } = { onmessage: null };
  readonly port2 = { postMessage: () => void setImmediate(() => this.port1.onmessage?.()) };
}

Object.assign(globalThis, {
  window,
  document: window.document,
  location: window.location,
  HTMLElement: window.HTMLElement,
  MutationObserver: window.MutationObserver,
  MessageChannel: TaskChannel,
  MediaStream: FakeMediaStream,
  RTCPeerConnection: FakePeerConnection,
  WebSocket: FakeWebSocket,
  reportError: (error: unknown) => reported.push(error),
});
Object.defineProperty(globalThis, "navigator", { value: { mediaDevices: fakeDevices }, configurable: true });

const media = window.HTMLMediaElement.prototype;
const sources = new WeakMap<object, unknown>();
Object.defineProperty(media, "srcObject", {
  get() {
    return sources.get(this) ?? null;
  },
  set(stream) {
    sources.set(this, stream);
  },
});

/** What the next calls of `video.play()` do. */
export const autoplay = { refused: false };
media.play = async function () {
  if (autoplay.refused && !this.muted) throw new DOMException("play() needs a gesture", "NotAllowedError");
};

export function resetPage(html = ""): void {
  document.body.innerHTML = html;
  reported.length = 0;
  autoplay.refused = false;
  fakeDevices.reset();
  FakePeerConnection.all.length = 0;
}

/** Lets everything that is under way come to rest. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
}
