import type * as OT from "../../types/opentok";
import { complete, completeWith, Deferred } from "../completion";
import { OpenTokError } from "../errors";
import { Dispatcher } from "../events/dispatcher";
import { Publisher } from "../publisher/publisher";
import { registry } from "../registry";
import { signallingUrl } from "../settings";
import { Channel } from "../signalling/channel";
import type { Connected, Notice, Requests } from "../signalling/messages";
import { ReceivingConnection } from "../subscriber/receiving-connection";
import { Subscriber } from "../subscriber/subscriber";
import { later } from "../tasks";
import { widgetArguments } from "./arguments";
import type { OwnPublisher, SessionLink } from "./link";
import { Roster } from "./roster";
import { signalRequest } from "./signals";
import { Stream } from "./stream";

type State = OT.Session["currentState"];

export class Session extends Dispatcher<OT.SessionEvents> implements OT.Session {
  readonly apiKey: string;
  readonly sessionId: string;
  readonly id: string;
  readonly #options: OT.SessionOptions;
  readonly #publishers = new Set<OwnPublisher>();
  readonly #subscribers = new Set<Subscriber>();
  readonly #link: SessionLink = {
    session: this,
    request: async (type, fields, retry) => this.#open().request(type, fields, retry),
    rtcConfiguration: () => this.#rtcConfiguration(),
    published: (info) => this.#roster.addStream(info),
    unpublished: (publisher, stream) => {
      this.#publishers.delete(publisher);
      if (stream) this.#roster.removeStream(stream.streamId, "clientDisconnected");
    },
  };
  readonly #roster = new Roster({
    connectionCreated: (connection) => this.emit("connectionCreated", { connection }),
    connectionDestroyed: (connection, reason) => this.emit("connectionDestroyed", { connection, reason }),
    streamCreated: (stream) => this.emit("streamCreated", { stream }),
    streamDestroyed: (stream, reason) => this.#streamDestroyed(stream, reason),
    streamChanged: (stream, changedProperty, oldValue, newValue) => {
      this.getSubscribersForStream(stream).forEach((subscriber) => subscriber.streamChanged(changedProperty));
      this.emit("streamPropertyChanged", { stream, changedProperty, oldValue, newValue });
    },
  });
  #receiving = new ReceivingConnection(this.#link);
  #state: State = "disconnected";
  #entered = new Deferred<void>();
  #channel: Channel | undefined;
  #connection: OT.Connection | undefined;
  #capabilities: Partial<OT.Capabilities> = {};
  #iceServers: RTCIceServer[] = [];
  #token: string | undefined;
  #speakers = "";

  constructor(apiKey: string | number, sessionId: string, options: OT.SessionOptions = {}) {
    super();
    this.apiKey = String(apiKey);
    this.sessionId = sessionId;
    this.id = sessionId;
    this.#options = options;
  }

  get token(): string | undefined {
    return this.#token;
  }

  get currentState(): State {
    return this.#state;
  }

  get connection(): OT.Connection | undefined {
    return this.#connection;
  }

  get capabilities(): Partial<OT.Capabilities> {
    return this.#capabilities;
  }

  get connections(): OT.Collection<OT.Connection> {
    return this.#roster.connections;
  }

  get streams(): OT.Collection<OT.Stream> {
    return this.#roster.streams;
  }

  isConnected(): boolean {
    return this.#state === "connected";
  }

  readonly connect = Object.assign(
    (token: string, handler?: OT.CompletionHandler): this => {
      complete(this.#connect(token), handler, "OT_CONNECT_FAILED");
      return this;
    },
    { promise: (token: string): Promise<void> => completeWith(this.#connect(token), undefined, "OT_CONNECT_FAILED") },
  );

  async disconnect(): Promise<void> {
    const wasIn = this.#state === "connected" || this.#state === "reconnecting";
    this.#channel?.leave();
    if (wasIn) this.#disconnected("clientDisconnected");
    else this.#forgetConnection(new OpenTokError("OT_NOT_CONNECTED", "the session was disconnected"));
  }

  readonly publish = Object.assign(
    (...args: unknown[]): Publisher => {
      const { publisher, handler } = this.#publisherOf(args);
      complete(this.#publish(publisher), handler, "OT_STREAM_CREATE_FAILED");
      return publisher;
    },
    {
      promise: async (...args: unknown[]): Promise<Publisher> => {
        const { publisher } = this.#publisherOf(args);
        await completeWith(this.#publish(publisher), undefined, "OT_STREAM_CREATE_FAILED");
        return publisher;
      },
    },
  );

  unpublish(publisher: OT.Publisher): void {
    if (publisher instanceof Publisher && publisher.session === this) publisher.unpublish("clientDisconnected");
  }

  readonly subscribe = Object.assign(
    (stream: OT.Stream, ...args: unknown[]): Subscriber => {
      const { subscriber, handler } = this.#subscribe(stream, args);
      complete(subscriber.ready, handler, "OT_STREAM_NOT_FOUND");
      return subscriber;
    },
    {
      promise: async (stream: OT.Stream, ...args: unknown[]): Promise<Subscriber> => {
        const { subscriber } = this.#subscribe(stream, args);
        await completeWith(subscriber.ready, undefined, "OT_STREAM_NOT_FOUND");
        return subscriber;
      },
    },
  );

  unsubscribe(subscriber: OT.Subscriber): void {
    if (subscriber instanceof Subscriber) subscriber.destroy();
  }

  signal(signal: OT.Signal, handler?: OT.CompletionHandler): Promise<void> {
    const sent = Promise.resolve().then(async () => {
      const request = signalRequest(signal);
      if (!this.#channel) throw new OpenTokError("OT_NOT_CONNECTED", "the page is not connected to the session", 500);
      await this.#channel.request("signal", request, signal.retryAfterReconnect !== false);
    });
    return completeWith(sent, handler as OT.ResultHandler<void>, "OT_NOT_CONNECTED");
  }

  forceDisconnect(connection: OT.Connection | string, handler?: OT.CompletionHandler): Promise<void> {
    const connectionId = typeof connection === "string" ? connection : connection.connectionId;
    return this.#moderate("forceDisconnect", { connectionId }, handler);
  }

  forceUnpublish(stream: OT.Stream | string, handler?: OT.CompletionHandler): Promise<void> {
    const streamId = typeof stream === "string" ? stream : stream.streamId;
    return this.#moderate("forceUnpublish", { streamId }, handler);
  }

  forceMuteStream(stream: OT.Stream): Promise<void> {
    return this.#moderate("forceMute", { streamId: stream.streamId }, undefined);
  }

  forceMuteAll(excludedStreams: OT.Stream[] = []): Promise<void> {
    const excludedStreamIds = excludedStreams.map(({ streamId }) => streamId);
    return this.#moderate("forceMuteAll", { active: true, excludedStreamIds }, undefined);
  }

  disableForceMute(): Promise<void> {
    return this.#moderate("forceMuteAll", { active: false, excludedStreamIds: [] }, undefined);
  }

  getPublisherForStream(stream: OT.Stream): OT.Publisher | undefined {
    return this.#publisherOfStream(stream);
  }

  getSubscribersForStream(stream: OT.Stream): Subscriber[] {
    return [...this.#subscribers].filter((subscriber) => subscriber.streamId === stream.streamId);
  }

  // ---- connecting and leaving ---------------------------------------------------------------------------------------

  async #connect(token: string): Promise<void> {
    if (this.#state !== "disconnected") throw new OpenTokError("OT_CONNECT_FAILED", `the session is ${this.#state}`);
    if (!token) throw new OpenTokError("OT_AUTHENTICATION_ERROR", "connect needs a token");
    this.#state = "connecting";
    this.#token = token;
    const channel: Channel = new Channel(
      signallingUrl(),
      { apiKey: this.apiKey, sessionId: this.sessionId, token },
      {
        // One after the other with the news of having entered: none may overtake it.
        noticed: (notice) => later(() => this.#channel === channel && this.#noticed(notice)),
        reconnecting: () => this.#reconnecting(),
        resumed: (connected) => this.#resumed(connected),
        lost: () => this.#disconnected("networkDisconnected"),
      },
    );
    this.#channel = channel;
    try {
      this.#connected(await channel.open(), channel);
    } catch (error) {
      if (this.#channel === channel) this.#forgetConnection(error);
      throw error;
    }
  }

  #connected(connected: Connected, channel: Channel): void {
    this.#state = "connected";
    this.#connection = this.#roster.enter(connected.connection);
    this.#capabilities = connected.capabilities;
    this.#iceServers = connected.iceServers;
    // The page's completion handler learns that it is connected before its event handlers hear of it and of the others.
    later(() => {
      if (this.#channel !== channel) return;
      this.emit("sessionConnected", {});
      this.#roster.announce(connected);
    });
    this.#entered.resolve();
  }

  #reconnecting(): void {
    this.#state = "reconnecting";
    this.emit("sessionReconnecting", {});
  }

  #resumed(connected: Connected): void {
    this.#state = "connected";
    this.#iceServers = connected.iceServers;
    this.emit("sessionReconnected", {});
    this.#roster.resumed(connected);
    this.#unpublishStrays();
    this.#publishers.forEach((publisher) => publisher.resumed());
    this.#receiving.resumed();
  }

  #disconnected(reason: OT.DestroyedReason): void {
    const subscribers = [...this.#subscribers];
    const publishers = [...this.#publishers];
    this.#forgetConnection(new OpenTokError("OT_NOT_CONNECTED", "the session was disconnected"));
    publishers.forEach((publisher) => publisher.streamEnded(reason));
    subscribers.forEach((subscriber) => subscriber.streamEnded());
    this.emitCancelable("sessionDisconnected", { reason }, () => subscribers.forEach((subscriber) => subscriber.destroy()));
  }

  #forgetConnection(error: unknown): void {
    this.#state = "disconnected";
    this.#channel?.close();
    this.#channel = undefined;
    this.#connection = undefined;
    this.#capabilities = {};
    this.#speakers = "";
    this.#receiving.close();
    this.#receiving = new ReceivingConnection(this.#link);
    this.#roster.clear();
    this.#publishers.clear();
    this.#subscribers.clear();
    this.#entered.reject(error);
    this.#entered = new Deferred();
  }

  /** Own streams without a publisher: the reply to their `publish` was lost, and it is being asked again. */
  #unpublishStrays(): void {
    for (const stream of this.#roster.streams) {
      if (!this.#roster.isOwn(stream) || this.#publisherOfStream(stream)) continue;
      this.#link.request("unpublish", { streamId: stream.streamId }).catch(() => {});
      this.#roster.removeStream(stream.streamId, "clientDisconnected");
    }
  }

  // ---- what the server tells ----------------------------------------------------------------------------------------

  #noticed(notice: Notice): void {
    switch (notice.type) {
      case "connectionCreated":
        return this.#roster.addConnection(notice.connection);
      case "connectionDestroyed":
        return this.#roster.removeConnection(notice.connectionId, notice.reason);
      case "streamCreated":
        return void this.#roster.addStream(notice.stream);
      case "streamDestroyed":
        return this.#roster.removeStream(notice.streamId, notice.reason);
      case "streamPropertyChanged":
        return this.#roster.changeStream(notice);
      case "offer":
        return void this.#receiving.offered(notice);
      case "signal":
        return this.#signalled(notice.signalType ?? "", notice.data ?? undefined, notice.from ?? undefined);
      case "sessionDisconnected":
        return this.#disconnected(notice.reason);
      case "muteForced":
        return this.#muteForced(notice.streamId, notice.all);
      case "muteState":
        return this.emit("muteForced", { active: notice.active });
      case "activeSpeakers":
        return this.#activeSpeakers(notice.streamIds);
      case "layersWanted":
        return [...this.#publishers].find((own) => own.streamId === notice.streamId)?.layersWanted(notice);
      case "videoQuality":
        return this.#receiving.qualityChanged(notice.subscriptionId, notice.quality);
      case "mediaState": // else the peer connections of this page know better
        if (notice.peer === "receiver" && notice.state === "closed") this.#receiving.lost();
    }
  }

  #signalled(signalType: string, data: string | undefined, from: string | undefined): void {
    const sender = from === undefined ? null : (this.#roster.connections.get(from) ?? null);
    const type = signalType === "" ? "signal" : `signal:${signalType}`;
    this.emitAs(type, ["signal", type], { data, from: sender });
  }

  #muteForced(streamId: string, all: boolean): void {
    const publisher = [...this.#publishers].find((own) => own.streamId === streamId);
    if (!publisher) return;
    publisher.muteForced();
    if (!all) this.emit("muteForced", { active: true, stream: publisher.stream! }); // else `muteState` tells
  }

  /** After coming back the server may tell what is known already. */
  #activeSpeakers(streamIds: string[]): void {
    if (streamIds.join() === this.#speakers) return;
    this.#speakers = streamIds.join();
    const streams = streamIds.map((streamId) => this.#roster.streams.get(streamId)).filter((stream) => stream !== undefined);
    this.emit("activeSpeakerChanged", { stream: streams[0], streams });
  }

  #streamDestroyed(stream: Stream, reason: OT.DestroyedReason): void {
    const subscribers = this.getSubscribersForStream(stream);
    const removeElements = (): void => subscribers.forEach((subscriber) => subscriber.destroy());
    subscribers.forEach((subscriber) => subscriber.streamEnded());
    if (this.#roster.isOwn(stream)) {
      this.#publisherOfStream(stream)?.streamEnded(reason);
      removeElements();
    } else {
      this.emitCancelable("streamDestroyed", { stream, reason }, removeElements);
    }
  }

  #publisherOfStream(stream: OT.Stream): OwnPublisher | undefined {
    return [...this.#publishers].find((publisher) => publisher.streamId === stream.streamId);
  }

  // ---- publishing and subscribing -----------------------------------------------------------------------------------

  #publisherOf(args: unknown[]): { publisher: Publisher; handler: OT.CompletionHandler | undefined } {
    if (args[0] instanceof Publisher) {
      const handler = args.slice(1).find((arg) => typeof arg === "function") as OT.CompletionHandler | undefined;
      return { publisher: args[0], handler };
    }
    const { target, properties, handler } = widgetArguments<OT.PublisherProperties>(args);
    return { publisher: registry.initPublisher(target, properties), handler };
  }

  async #publish(publisher: Publisher): Promise<void> {
    await this.#whenConnected();
    if (this.#capabilities.publish === 0) {
      throw new OpenTokError("OT_PERMISSION_DENIED", "this token's role may not publish");
    }
    this.#publishers.add(publisher);
    try {
      await publisher.publish(this.#link);
    } catch (error) {
      this.#publishers.delete(publisher);
      throw error;
    }
  }

  #subscribe(
    stream: OT.Stream,
    args: unknown[],
  ): { subscriber: Subscriber; handler: OT.CompletionHandler | undefined } {
    if (!(stream instanceof Stream)) throw new OpenTokError("OT_INVALID_PARAMETER", "subscribe needs a stream of the session");
    const { target, properties, handler } = widgetArguments<OT.SubscriberProperties>(args);
    const subscriber = new Subscriber(this, stream, target, properties, this.#receiving, (ended) => {
      this.#subscribers.delete(ended);
      registry.subscriberDestroyed(ended);
    });
    this.#subscribers.add(subscriber);
    registry.subscriberCreated(subscriber);
    return { subscriber, handler };
  }

  #moderate<Type extends "forceDisconnect" | "forceUnpublish" | "forceMute" | "forceMuteAll">(
    type: Type,
    fields: Requests[Type],
    handler: OT.CompletionHandler | undefined,
  ): Promise<void> {
    const done = this.#link.request(type, fields).then(() => {});
    return completeWith(done, handler as OT.ResultHandler<void>, "OT_NOT_CONNECTED");
  }

  /** Calls made while the session is connecting wait for it. */
  async #whenConnected(): Promise<void> {
    if (this.#state === "connecting") await this.#entered.promise;
    else this.#open();
  }

  #open(): Channel {
    if (this.#channel) return this.#channel;
    throw new OpenTokError("OT_NOT_CONNECTED", "the page is not connected to the session");
  }

  #rtcConfiguration(): RTCConfiguration {
    const { includeServers = "all", transportPolicy = "all", customServers = [] } = this.#options.iceConfig ?? {};
    const offered = includeServers === "all" ? this.#iceServers : [];
    return { iceServers: [...offered, ...customServers], iceTransportPolicy: transportPolicy, bundlePolicy: "max-bundle" };
  }
}
