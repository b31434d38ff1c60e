import type { ConnectionInfo, StreamInfo } from "../../src/signalling/messages";

type Frame = { type: string } & Record<string, any>;

export class FakeWebSocket {
  static readonly OPEN = 1;

  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readyState = 0;

  constructor(readonly url: string) {
    FakeServer.current.accepts(this);
  }

  send(text: string): void {
    FakeServer.current.receives(this, JSON.parse(text) as Frame);
  }

  close(): void {
    this.readyState = 3;
  }
}

/** The server's side of the wire: keeps every frame, and answers each request as a friendly server would. */
export class FakeServer {
  static current: FakeServer;

  readonly sockets: FakeWebSocket[] = [];
  readonly frames: Frame[] = [];
  reachable = true;
  resumes = true;
  iceServers: RTCIceServer[] = [];
  connections: ConnectionInfo[] = [];
  streams: StreamInfo[] = [];
  capabilities = { publish: 1, subscribe: 1, signal: 1, forceDisconnect: 0, forceUnpublish: 0, forceMute: 0 };
  /** By request type: an error instead of the reply, or null for no reply at all. */
  readonly answers = new Map<string, { name: string; code: number; message: string } | null>();
  #streams = 0;
  #subscriptions = 0;

  constructor() {
    FakeServer.current = this;
  }

  get socket(): FakeWebSocket {
    return this.sockets[this.sockets.length - 1]!;
  }

  ofType(type: string): Frame[] {
    return this.frames.filter((frame) => frame.type === type);
  }

  send(frame: Frame, socket = this.socket): void {
    setImmediate(() => socket.onmessage?.({ data: JSON.stringify(frame) }));
  }

  /** The network drops the socket. */
  breaks(): void {
    this.socket.readyState = 3;
    this.socket.onclose?.();
  }

  accepts(socket: FakeWebSocket): void {
    this.sockets.push(socket);
    setImmediate(() => {
      if (socket.readyState !== 0) return;
      if (this.reachable) {
        socket.readyState = FakeWebSocket.OPEN;
        socket.onopen?.();
      } else socket.onclose?.();
    });
  }

  receives(socket: FakeWebSocket, frame: Frame): void {
    this.frames.push(frame);
    const answer = this.answers.get(frame.type);
    if (answer === null || frame.type === "pong") return;
    this.send({ ...(answer ? { type: "error", ...answer } : this.#reply(frame)), id: frame["id"] }, socket);
  }

  #reply(frame: Frame): Frame {
    switch (frame.type) {
      case "connect":
        return {
          type: "connected",
          connection: { connectionId: "me", creationTime: 1, data: "my data" },
          capabilities: this.capabilities,
          connections: this.connections,
          streams: this.streams,
          resume: "secret",
          resumed: frame["resume"] === "secret" && this.resumes,
          iceServers: this.iceServers,
          idleTimeout: 12_000,
        };
      case "publish":
        return { type: "published", stream: ownStream(`own${++this.#streams}`, frame["stream"]), sdp: "server answer" };
      case "renegotiate":
        return { type: "answer", sdp: "answer to restart" };
      case "subscribe":
        return { type: "subscribed", subscriptionId: `sub${++this.#subscriptions}` };
      default:
        return { type: "done" };
    }
  }
}

function ownStream(streamId: string, stream: object): StreamInfo {
  return { streamId, connectionId: "me", creationTime: 2, hasAudio: true, hasVideo: true, ...stream };
}

export function connectionInfo(connectionId: string): ConnectionInfo {
  return { connectionId, creationTime: 1, data: `data of ${connectionId}` };
}

export function streamInfo(streamId: string, connectionId = "ann"): StreamInfo {
  return {
    streamId,
    connectionId,
    name: `name of ${streamId}`,
    videoType: "camera",
    hasAudio: true,
    hasVideo: true,
    videoDimensions: { width: 640, height: 480 },
    creationTime: 3,
  };
}
