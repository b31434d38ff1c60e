export interface SocketListener {
  /** A frame that is not a ping. */
  received(frame: { type: string } & Record<string, unknown>): void;
  /** The socket is gone, told once: closed by the other side, broken, or silent for too long. */
  lost(): void;
}

/** One WebSocket of JSON frames: answers pings, and gives itself up when it hears nothing for too long. */
export class Socket {
  readonly #webSocket: WebSocket;
  readonly #listener: SocketListener;
  #idleTimeout: number;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** @param idleTimeout milliseconds of silence after which the socket is given up, also while it opens */
  constructor(url: string, idleTimeout: number, listener: SocketListener) {
    this.#listener = listener;
    this.#idleTimeout = idleTimeout;
    this.#webSocket = new WebSocket(url);
    this.#webSocket.onmessage = (message) => this.#received(String(message.data));
    this.#webSocket.onclose = () => this.#giveUp();
    this.#webSocket.onerror = () => this.#giveUp();
    this.#heard();
  }

  whenOpen(ready: () => void): void {
    this.#webSocket.onopen = ready;
  }

  send(frame: object): void {
    if (this.#webSocket.readyState === WebSocket.OPEN) this.#webSocket.send(JSON.stringify(frame));
  }

  idleAfter(milliseconds: number): void {
    this.#idleTimeout = milliseconds;
    this.#heard();
  }

  /** Closes without telling the listener. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#idleTimer);
    this.#webSocket.close();
  }

  #received(text: string): void {
    if (this.#closed) return;
    this.#heard();
    const frame: unknown = parse(text);
    if (!isFrame(frame)) return;
    if (frame.type === "ping") this.send({ type: "pong" });
    else this.#listener.received(frame);
  }

  #heard(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.#giveUp(), this.#idleTimeout);
  }

  #giveUp(): void {
    if (this.#closed) return;
    this.close();
    this.#listener.lost();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFrame(frame: unknown): frame is { type: string } & Record<string, unknown> {
  return typeof frame === "object" && frame !== null && "type" in frame && typeof frame.type === "string";
}
