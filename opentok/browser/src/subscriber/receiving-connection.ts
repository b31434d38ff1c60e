import { OpenTokError } from "../errors";
import { ConnectionWatch } from "../media/connection-watch";
import type { SessionLink } from "../session/link";
import type { Offer, SubscriptionMedia } from "../signalling/messages";

export interface Receivers {
  readonly audio: RTCRtpReceiver | undefined;
  readonly video: RTCRtpReceiver | undefined;
}

/** One subscription, as the receiving connection sees it. */
export interface Sink {
  readonly streamId: string;
  readonly wantsAudio: boolean;
  readonly wantsVideo: boolean;
  /** What carries the stream from now on; the connection may carry it in another place after each offer. */
  receive(receivers: Receivers): void;
  mediaConnected(): void;
  mediaDisconnected(): void;
}

/**
 * The one peer connection through which a page receives all it subscribes to. The server offers whenever the set of
 * subscriptions changes, and tells by media id which subscription is where; offers are applied one after the other.
 */
export class ReceivingConnection {
  readonly #link: SessionLink;
  readonly #sinks = new Map<string, Sink>();
  #media: SubscriptionMedia[] = [];
  #subscribing = 0;
  #peer: RTCPeerConnection | undefined;
  #watch: ConnectionWatch | undefined;
  #applying: Promise<void> = Promise.resolve();

  constructor(link: SessionLink) {
    this.#link = link;
  }

  /** Asks the server for a stream; returns the id of the subscription. */
  async subscribe(sink: Sink): Promise<string> {
    this.#subscribing++;
    try {
      const { subscriptionId } = await this.#link.request("subscribe", {
        streamId: sink.streamId,
        audio: sink.wantsAudio,
        video: sink.wantsVideo,
      });
      this.#sinks.set(subscriptionId, sink);
      this.#distribute();
      return subscriptionId;
    } finally {
      this.#subscribing--;
    }
  }

  update(subscriptionId: string, wanted: { audio?: boolean; video?: boolean }): void {
    this.#link
      .request("updateSubscription", { subscriptionId, ...wanted })
      .catch((error: unknown) => console.warn("OT: the subscription was not updated", error));
  }

  unsubscribe(subscriptionId: string): void {
    this.#sinks.delete(subscriptionId);
    this.#link.request("unsubscribe", { subscriptionId }).catch(() => {});
  }

  /** The server ended the subscription itself, with its stream. */
  forget(subscriptionId: string): void {
    this.#sinks.delete(subscriptionId);
  }

  /** Applies an offer of the server after those before it. */
  offered(offer: Offer): Promise<void> {
    this.#applying = this.#applying
      .then(() => this.#apply(offer))
      .catch((error: unknown) => console.error("OT: an offer of the server was not applied", error));
    return this.#applying;
  }

  /** Signalling is back: sees to it that media is, too. */
  resumed(): void {
    this.#watch?.check();
  }

  close(): void {
    this.#watch?.stop();
    this.#peer?.close();
    this.#peer = undefined;
    this.#sinks.clear();
    this.#media = [];
  }

  async #apply({ revision, sdp, subscriptions }: Offer): Promise<void> {
    const peer = (this.#peer ??= this.#open());
    await peer.setRemoteDescription({ type: "offer", sdp });
    this.#media = subscriptions;
    this.#distribute();
    await peer.setLocalDescription(await peer.createAnswer());
    await this.#link.request("answer", { revision, sdp: peer.localDescription?.sdp ?? "" });
  }

  #open(): RTCPeerConnection {
    let peer: RTCPeerConnection;
    try {
      peer = new RTCPeerConnection(this.#link.rtcConfiguration());
    } catch (error) {
      throw new OpenTokError("OT_CREATE_PEER_CONNECTION_FAILED", String(error));
    }
    this.#watch = new ConnectionWatch(
      peer,
      async () => void (await this.#link.request("restartIce", {})),
      (state) => this.#stateChanged(state),
    );
    return peer;
  }

  /** Gives each subscription the receivers the last offer named for it. */
  #distribute(): void {
    const peer = this.#peer;
    if (!peer) return;
    const receivers = new Map(peer.getTransceivers().map(({ mid, receiver }) => [mid, receiver]));
    const at = (mid: string | null | undefined): RTCRtpReceiver | undefined =>
      mid === null || mid === undefined ? undefined : receivers.get(mid);
    for (const { subscriptionId, audioMid, videoMid } of this.#media) {
      const sink = this.#sinks.get(subscriptionId);
      if (!sink) {
        this.#releaseOrphan(subscriptionId);
        continue;
      }
      sink.receive({ audio: at(audioMid), video: at(videoMid) });
      if (peer.connectionState === "connected") sink.mediaConnected();
    }
  }

  /** A subscription whose reply was lost with a socket, and that was then asked for again. */
  #releaseOrphan(subscriptionId: string): void {
    if (this.#subscribing === 0) this.#link.request("unsubscribe", { subscriptionId }).catch(() => {});
  }

  #stateChanged(state: RTCPeerConnectionState): void {
    for (const { subscriptionId } of this.#media) {
      const sink = this.#sinks.get(subscriptionId);
      if (state === "connected") sink?.mediaConnected();
      else if (state === "disconnected" || state === "failed") sink?.mediaDisconnected();
    }
  }
}
