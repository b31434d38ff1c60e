import { showVideo, whenLoud } from "./picture";
import { Quality } from "./quality";

interface Place {
  readonly element: HTMLElement;
  /** Whether there is a picture, or only sound. */
  readonly video: boolean;
}

interface Reception {
  readonly subscriber: OT.Subscriber;
  picture: HTMLVideoElement | null;
}

/**
 * Brings the streams of the session and the places for them on the page together, whichever comes first: the server shows
 * a place as soon as it knows of a stream, and the session tells of the stream by itself. A stream that goes from one place
 * to another, such as out of sight, is received on: only its picture stops.
 */
class Audience {
  #session: OT.Session | null = null;
  readonly #streams = new Map<string, OT.Stream>();
  readonly #places = new Map<string, Place>();
  readonly #receptions = new Map<string, Reception>();
  readonly #quality = new Quality();

  /** The session of the call, while there is one. */
  get session(): OT.Session | null {
    return this.#session;
  }

  /** From now on the streams of this session are subscribed to, and no others. */
  attend(session: OT.Session): void {
    this.leave();
    this.#session = session;
    session.on("streamCreated", ({ stream }) => {
      this.#streams.set(stream.streamId, stream);
      this.#settle(stream.streamId);
    });
    session.on("streamDestroyed", ({ stream }) => {
      this.#streams.delete(stream.streamId);
      this.#part(stream.streamId);
    });
  }

  leave(): void {
    for (const streamId of [...this.#receptions.keys()]) this.#part(streamId);
    this.#streams.clear();
    this.#session = null;
  }

  addPlace(streamId: string, element: HTMLElement, video: boolean): void {
    this.#places.set(streamId, { element, video });
    this.#settle(streamId);
  }

  /** One patch of the page takes the old place away and brings the new one, in any order: what counts is how it looks after. */
  removePlace(streamId: string, element: HTMLElement): void {
    if (this.#places.get(streamId)?.element !== element) return;
    this.#places.delete(streamId);
    window.setTimeout(() => {
      if (!this.#places.has(streamId)) this.#part(streamId);
    }, 0);
  }

  #settle(streamId: string): void {
    const place = this.#places.get(streamId);
    if (!place) return;
    const reception = this.#receptions.get(streamId);
    if (reception) {
      reception.subscriber.subscribeToVideo(place.video);
      if (reception.picture && reception.picture.parentElement !== place.element) showVideo(place.element, reception.picture);
    } else {
      this.#receive(streamId, place);
    }
  }

  #receive(streamId: string, place: Place): void {
    const stream = this.#streams.get(streamId);
    if (!this.#session || !stream) return;
    // Of the picture only as much as the tile can show, if it is seen.
    const properties = { insertDefaultUI: false, preferredResolution: "auto", subscribeToVideo: place.video } as const;
    const subscriber = this.#session.subscribe(stream, place.element, properties, (error) => {
      if (error && this.#receptions.get(streamId)?.subscriber === subscriber) {
        console.warn(`Cannot receive stream ${streamId}:`, error);
        this.#part(streamId);
      }
    });
    const reception: Reception = { subscriber, picture: null };
    this.#receptions.set(streamId, reception);
    const here = (): HTMLElement | undefined => this.#places.get(streamId)?.element;
    subscriber.on("videoElementCreated", ({ element }) => {
      reception.picture = element;
      const now = here();
      if (now) showVideo(now, element);
    });
    whenLoud(subscriber, here);
    this.#quality.watchSubscriber(subscriber, here);
  }

  #part(streamId: string): void {
    const reception = this.#receptions.get(streamId);
    if (!reception) return;
    this.#receptions.delete(streamId);
    this.#quality.forget(reception.subscriber);
    try {
      this.#session?.unsubscribe(reception.subscriber);
    } catch {
      // It is gone already.
    }
    const place = this.#places.get(streamId)?.element;
    place?.replaceChildren();
    place?.classList.remove("playing", "portrait", "speaking");
  }
}

/** A page is in one call at most. */
export const audience = new Audience();
