import type * as OT from "../../types/opentok";
import type { Connected, ConnectionInfo, StreamInfo, StreamPropertyChanged } from "../signalling/messages";
import { Collection } from "./collection";
import { Connection } from "./connection";
import { Stream, type ChangeableProperty } from "./stream";

export interface RosterListener {
  connectionCreated(connection: Connection): void;
  connectionDestroyed(connection: Connection, reason: OT.DestroyedReason): void;
  /** Not told of this page's own streams: their publisher tells. */
  streamCreated(stream: Stream): void;
  streamDestroyed(stream: Stream, reason: OT.DestroyedReason): void;
  streamChanged(stream: Stream, property: ChangeableProperty, oldValue: unknown, newValue: unknown): void;
}

/** Who is in the session and what they publish, as the server tells it. */
export class Roster {
  readonly connections = new Collection<Connection>();
  readonly streams = new Collection<Stream>();
  readonly #listener: RosterListener;
  #own: Connection | undefined;

  constructor(listener: RosterListener) {
    this.#listener = listener;
  }

  isOwn(stream: OT.Stream): boolean {
    return stream.connection.connectionId === this.#own?.connectionId;
  }

  /** This page's own connection, known from the first moment. */
  enter(info: ConnectionInfo): Connection {
    this.#own = new Connection(info);
    return this.#own;
  }

  /** Tells of this page itself, and of everyone and everything already there. */
  announce(connected: Connected): void {
    this.#addConnection(connected.connection);
    connected.connections.forEach((info) => this.#addConnection(info));
    connected.streams.forEach((info) => this.addStream(info));
  }

  /** This page came back to its place: tells what changed while it was away. */
  resumed({ connection, connections, streams }: Connected): void {
    const present = new Set([connection, ...connections].map(({ connectionId }) => connectionId));
    const published = new Set(streams.map(({ streamId }) => streamId));
    for (const { streamId } of this.streams) if (!published.has(streamId)) this.removeStream(streamId, "networkDisconnected");
    for (const { id } of this.connections) if (!present.has(id)) this.removeConnection(id, "networkDisconnected");
    connections.forEach((info) => this.#addConnection(info));
    streams.forEach((info) => this.#update(info));
  }

  addConnection(info: ConnectionInfo): void {
    this.#addConnection(info);
  }

  removeConnection(connectionId: string, reason: OT.DestroyedReason): void {
    const connection = this.connections.remove(connectionId);
    if (connection) this.#listener.connectionDestroyed(connection, reason);
  }

  /** Adds a stream, or returns the one that is known by this id. */
  addStream(info: StreamInfo): Stream {
    const known = this.streams.get(info.streamId);
    if (known) return known;
    const stream = new Stream(info, this.#connectionOf(info));
    this.streams.add(stream.streamId, stream);
    if (!this.isOwn(stream)) this.#listener.streamCreated(stream);
    return stream;
  }

  removeStream(streamId: string, reason: OT.DestroyedReason): void {
    const stream = this.streams.remove(streamId);
    if (!stream) return;
    stream.destroyed = true;
    this.#listener.streamDestroyed(stream, reason);
  }

  changeStream({ streamId, changedProperty, newValue }: StreamPropertyChanged): void {
    const stream = this.streams.get(streamId);
    if (stream) this.#change(stream, changedProperty, newValue);
  }

  /** The page left: nobody is there any more, and nobody is told. */
  clear(): void {
    this.streams.drain().forEach((stream) => (stream.destroyed = true));
    this.connections.drain();
    this.#own = undefined;
  }

  #addConnection(info: ConnectionInfo): Connection {
    const known = this.connections.get(info.connectionId);
    if (known) return known;
    const connection = info.connectionId === this.#own?.id ? this.#own : new Connection(info);
    this.connections.add(connection.id, connection);
    this.#listener.connectionCreated(connection);
    return connection;
  }

  #connectionOf({ connectionId, creationTime }: StreamInfo): Connection {
    return this.connections.get(connectionId) ?? new Connection({ connectionId, creationTime });
  }

  #update(info: StreamInfo): void {
    const known = this.streams.get(info.streamId);
    if (!known) {
      this.addStream(info);
      return;
    }
    this.#change(known, "hasAudio", info.hasAudio);
    this.#change(known, "hasVideo", info.hasVideo);
    if (info.videoDimensions) this.#change(known, "videoDimensions", info.videoDimensions);
  }

  #change<Name extends ChangeableProperty>(stream: Stream, property: Name, newValue: Stream[Name]): void {
    const oldValue = stream.change(property, newValue);
    if (!same(oldValue, newValue)) this.#listener.streamChanged(stream, property, oldValue, newValue);
  }
}

function same(one: boolean | OT.Dimensions, other: boolean | OT.Dimensions): boolean {
  if (typeof one === "boolean" || typeof other === "boolean") return one === other;
  return one.width === other.width && one.height === other.height;
}
