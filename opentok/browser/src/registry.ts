import type * as OT from "../types/opentok";
import { Publisher } from "./publisher/publisher";
import { Collection } from "./session/collection";

/** What this page has, as `OT.sessions`, `OT.publishers` and `OT.subscribers` show it. */
class Registry {
  readonly sessions = new Collection<OT.Session>();
  readonly publishers = new Collection<OT.Publisher>();
  readonly subscribers = new Collection<OT.Subscriber>();
  readonly #keys = new WeakMap<object, string>();
  #lastKey = 0;

  initPublisher(target: OT.Target | undefined, properties: OT.PublisherProperties): Publisher {
    const publisher = new Publisher(target, properties, (gone) => this.publishers.remove(this.#key(gone)));
    this.publishers.add(this.#key(publisher), publisher);
    return publisher;
  }

  sessionCreated(session: OT.Session): void {
    this.sessions.add(this.#key(session), session);
  }

  subscriberCreated(subscriber: OT.Subscriber): void {
    this.subscribers.add(this.#key(subscriber), subscriber);
  }

  subscriberDestroyed(subscriber: OT.Subscriber): void {
    this.subscribers.remove(this.#key(subscriber));
  }

  /** Elements have no id before they are placed, so the things get a key of their own. */
  #key(thing: object): string {
    const key = this.#keys.get(thing) ?? String(++this.#lastKey);
    this.#keys.set(thing, key);
    return key;
  }
}

export const registry = new Registry();
