import { Deferred } from "../completion";
import { OpenTokError } from "../errors";
import type { Replies, Requests, RequestType } from "./messages";

const REPLY_TIMEOUT = 60_000;

interface Pending {
  readonly frame: { type: string; id: number };
  readonly reply: Deferred<any>;
  readonly retry: boolean;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Requests that wait for their reply. They outlive a socket: what was not replied to is asked again on the next one. */
export class PendingRequests {
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  add<Type extends RequestType>(
    type: Type,
    fields: Requests[Type],
    retry: boolean,
  ): { frame: object; reply: Promise<Replies[Type]> } {
    const id = ++this.#lastId;
    const frame = { type, id, ...fields };
    const reply = new Deferred<Replies[Type]>();
    const timer = setTimeout(
      () => this.#take(id)?.reply.reject(new OpenTokError("OT_TIMEOUT", `the server did not answer "${type}" in time`)),
      REPLY_TIMEOUT,
    );
    this.#pending.set(id, { frame, reply, retry, timer });
    return { frame, reply: reply.promise };
  }

  /** Settles the request that the frame replies to. */
  replied(frame: { type: string } & Record<string, unknown>): void {
    const pending = this.#take(Number(frame["id"]));
    if (frame.type === "error") pending?.reply.reject(serverError(frame));
    else pending?.reply.resolve(frame);
  }

  /** Fails those that must not be asked twice; called when a socket is lost. */
  failUnretried(error: OpenTokError): void {
    for (const [id, { retry }] of this.#pending) if (!retry) this.#take(id)?.reply.reject(error);
  }

  failAll(error: OpenTokError): void {
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reply.reject(error);
  }

  /** The frames still without a reply, oldest first. */
  frames(): object[] {
    return [...this.#pending.values()].map(({ frame }) => frame);
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    clearTimeout(pending?.timer);
    return pending;
  }
}

export function serverError(frame: Record<string, unknown>): OpenTokError {
  return new OpenTokError(
    String(frame["name"] ?? "OT_UNEXPECTED_SERVER_RESPONSE"),
    String(frame["message"] ?? "the server refused"),
    Number(frame["code"] ?? 2001),
  );
}
