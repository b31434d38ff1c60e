import { Deferred } from "../completion";
import { OpenTokError } from "../errors";
import type { Connected, Notice, Replies, Requests, RequestType } from "./messages";
import { PendingRequests, serverError } from "./requests";
import { Socket } from "./socket";

const OPEN_TIMEOUT = 15_000;
const GIVE_UP_AFTER = 60_000;
const FIRST_DELAY = 250;
const LONGEST_DELAY = 4_000;

export interface ChannelListener {
  noticed(notice: Notice): void;
  /** The socket broke; the channel is trying to get its place in the session back. */
  reconnecting(): void;
  /** The place is back; `connected` says how the session looks now. Waiting requests go out after this returns. */
  resumed(connected: Connected): void;
  /** The place is lost for good and the channel closed. */
  lost(): void;
}

export type Hello = Requests["connect"];

/**
 * The signalling of one session over one WebSocket after the other: requests with replies, notices, and the way back
 * after a broken socket with the secret that resumes the connection. The server keeps a broken connection for seconds;
 * trying for longer finds out when the server is there again, so that the page can start anew.
 */
export class Channel {
  readonly #url: string;
  readonly #hello: Hello;
  readonly #listener: ChannelListener;
  readonly #requests = new PendingRequests();
  #state: "opening" | "open" | "reconnecting" | "closed" = "opening";
  #socket: Socket | undefined;
  #entering: Deferred<Connected> | undefined;
  #resume = "";
  #delay = FIRST_DELAY;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #giveUpTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, hello: Hello, listener: ChannelListener) {
    this.#url = url;
    this.#hello = hello;
    this.#listener = listener;
  }

  /** Opens the socket and enters the session; an error closes the channel. */
  async open(): Promise<Connected> {
    try {
      const connected = await this.#enter(this.#hello);
      this.#opened(connected);
      return connected;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** @param retry whether the request is asked again after a reconnect, or fails when the socket breaks */
  request<Type extends RequestType>(type: Type, fields: Requests[Type], retry = true): Promise<Replies[Type]> {
    if (this.#state === "closed" || (this.#state === "reconnecting" && !retry)) {
      return Promise.reject(new OpenTokError("OT_NOT_CONNECTED", "the page is not connected to the session"));
    }
    const { frame, reply } = this.#requests.add(type, fields, retry);
    if (this.#state === "open") this.#socket?.send(frame);
    return reply;
  }

  /** Leaves the session and closes the socket. */
  leave(): void {
    if (this.#state === "open") this.#socket?.send({ type: "disconnect", id: 0 });
    this.close();
  }

  close(): void {
    this.#state = "closed";
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#giveUpTimer);
    globalThis.removeEventListener?.("online", this.#hurry);
    this.#socket?.close();
    const disconnected = new OpenTokError("OT_NOT_CONNECTED", "the session was disconnected");
    this.#entering?.reject(disconnected);
    this.#requests.failAll(disconnected);
  }

  /** One attempt: a new socket whose first exchange is `connect`. */
  #enter(hello: Hello): Promise<Connected> {
    const entered = new Deferred<Connected>();
    let inside = false;
    const socket = new Socket(this.#url, OPEN_TIMEOUT, {
      received: (frame) => {
        if (inside) this.#received(frame);
        else if (frame.type === "connected") {
          inside = true;
          entered.resolve(frame as unknown as Connected);
        } else if (frame.type === "error") entered.reject(serverError(frame));
      },
      lost: () => {
        if (inside) this.#broken();
        else entered.reject(new OpenTokError("OT_CONNECT_FAILED", `the server at ${this.#url} does not answer`));
      },
    });
    socket.whenOpen(() => socket.send({ type: "connect", id: 0, ...hello }));
    this.#socket = socket;
    this.#entering = entered;
    return entered.promise;
  }

  #received(frame: { type: string } & Record<string, unknown>): void {
    if (frame["id"] !== undefined && frame["id"] !== null) this.#requests.replied(frame);
    else if (frame.type === "error") console.warn("OT: the server reports", serverError(frame));
    else this.#listener.noticed(frame as unknown as Notice);
  }

  #opened(connected: Connected): void {
    this.#state = "open";
    this.#resume = connected.resume;
    this.#delay = FIRST_DELAY;
    this.#socket?.idleAfter(connected.idleTimeout);
  }

  #broken(): void {
    this.#state = "reconnecting";
    this.#requests.failUnretried(new OpenTokError("OT_NOT_CONNECTED", "the connection to the session was lost"));
    this.#giveUpTimer = setTimeout(() => this.#loseEverything(), GIVE_UP_AFTER);
    globalThis.addEventListener?.("online", this.#hurry);
    this.#listener.reconnecting();
    void this.#comeBack();
  }

  async #comeBack(): Promise<void> {
    this.#retryTimer = undefined;
    try {
      const connected = await this.#enter({ ...this.#hello, resume: this.#resume });
      if (this.#state === "reconnecting") this.#cameBack(connected);
    } catch (error) {
      if (this.#state !== "reconnecting") return;
      if (error instanceof OpenTokError && error.name === "OT_CONNECT_FAILED") this.#retryLater();
      else this.#loseEverything();
    }
  }

  #cameBack(connected: Connected): void {
    clearTimeout(this.#giveUpTimer);
    globalThis.removeEventListener?.("online", this.#hurry);
    this.#opened(connected);
    if (!connected.resumed) {
      this.#socket?.send({ type: "disconnect", id: 0 });
      this.#loseEverything();
      return;
    }
    const waiting = this.#requests.frames();
    this.#listener.resumed(connected);
    for (const frame of waiting) this.#socket?.send(frame);
  }

  #retryLater(): void {
    const spread = 0.5 + Math.random() / 2; // or all pages would meet a restarted server in the same instant
    this.#retryTimer = setTimeout(() => void this.#comeBack(), this.#delay * spread);
    this.#delay = Math.min(2 * this.#delay, LONGEST_DELAY);
  }

  /** The browser says that the network is back: no need to sit out the delay. */
  readonly #hurry = (): void => {
    if (this.#state !== "reconnecting" || this.#retryTimer === undefined) return;
    clearTimeout(this.#retryTimer);
    this.#delay = FIRST_DELAY;
    void this.#comeBack();
  };

  #loseEverything(): void {
    this.close();
    this.#listener.lost();
  }
}
