import { showVideo, whenLoud } from "./picture";

/**
 * Brings the streams of the session and the places for them on the page together, whichever comes first: the server shows
 * a place as soon as it knows of a stream, and the session tells of the stream by itself.
 */
class Audience {
  #session: OT.Session | null = null;
  readonly #streams = new Map<string, OT.Stream>();
  readonly #places = new Map<string, HTMLElement>();
  readonly #subscribers = new Map<string, OT.Subscriber>();

  /** From now on the streams of this session are subscribed to, and no others. */
  attend(session: OT.Session): void {
    this.leave();
    this.#session = session;
    session.on("streamCreated", ({ stream }) => {
      this.#streams.set(stream.streamId, stream);
      this.#bringTogether(stream.streamId);
    });
    session.on("streamDestroyed", ({ stream }) => {
      this.#streams.delete(stream.streamId);
      this.#part(stream.streamId);
    });
  }

  leave(): void {
    for (const streamId of [...this.#subscribers.keys()]) this.#part(streamId);
    this.#streams.clear();
    this.#session = null;
  }

  addPlace(streamId: string, place: HTMLElement): void {
    this.#places.set(streamId, place);
    this.#bringTogether(streamId);
  }

  removePlace(streamId: string): void {
    this.#places.delete(streamId);
    this.#part(streamId);
  }

  #bringTogether(streamId: string): void {
    const stream = this.#streams.get(streamId);
    const place = this.#places.get(streamId);
    if (!this.#session || !stream || !place || this.#subscribers.has(streamId)) return;
    const properties = { insertDefaultUI: false, preferredResolution: "auto" } as const; // what the tile can show, if it is seen
    const subscriber = this.#session.subscribe(stream, place, properties, (error) => {
      if (error && this.#subscribers.get(streamId) === subscriber) {
        console.warn(`Cannot receive stream ${streamId}:`, error);
        this.#part(streamId);
      }
    });
    this.#subscribers.set(streamId, subscriber);
    subscriber.on("videoElementCreated", ({ element }) => showVideo(place, element));
    whenLoud(subscriber, place);
  }

  #part(streamId: string): void {
    const subscriber = this.#subscribers.get(streamId);
    if (!subscriber) return;
    this.#subscribers.delete(streamId);
    try {
      this.#session?.unsubscribe(subscriber);
    } catch {
      // It is gone already.
    }
    this.#places.get(streamId)?.replaceChildren();
    this.#places.get(streamId)?.classList.remove("playing", "portrait");
  }
}

/** A page is in one call at most. */
export const audience = new Audience();
