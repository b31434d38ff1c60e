import { OpenTokError } from "../errors";
import { ConnectionWatch } from "../media/connection-watch";
import type { SessionLink } from "../session/link";
import type { Offer, SubscriptionMedia, VideoQuality, Wishes } from "../signalling/messages";

export interface Receivers {
  readonly audio: RTCRtpReceiver | undefined;
  readonly video: RTCRtpReceiver | undefined;
}

/** One subscription, as the receiving connection sees it. */
export interface Sink {
  readonly streamId: string;
  readonly wantsAudio: boolean;
  readonly wantsVideo: boolean;
  readonly wishes: Wishes;
  /** What the bandwidth allows for the video from now on; sufficient at first. */
  qualityChanged(quality: VideoQuality): void;
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
  /** The server's id of each subscription; undefined until it has answered. */
  readonly #subscriptions = new Map<Sink, string | undefined>();
  #media: SubscriptionMedia[] = [];
  #peer: RTCPeerConnection | undefined;
  #watch: ConnectionWatch | undefined;
  #applying: Promise<void> = Promise.resolve();

  constructor(link: SessionLink) {
    this.#link = link;
  }

  async subscribe(sink: Sink): Promise<void> {
    const { streamId, wantsAudio: audio, wantsVideo: video } = sink;
    this.#subscriptions.set(sink, undefined);
    try {
      const { subscriptionId } = await this.#link.request("subscribe", { streamId, audio, video });
      if (!this.#subscriptions.has(sink)) {
        this.#release(subscriptionId);
        return;
      }
      this.#subscriptions.set(sink, subscriptionId);
      if (sink.wantsAudio !== audio || sink.wantsVideo !== video) this.update(sink);
      sink.qualityChanged("sufficient");
      if (!isEverything(sink.wishes)) this.wish(sink);
      this.#distribute();
    } catch (error) {
      this.#subscriptions.delete(sink);
      throw error;
    }
  }

  /** The sink wants something else than before. */
  update(sink: Sink): void {
    const subscriptionId = this.#subscriptions.get(sink);
    if (subscriptionId === undefined) return; // it says what it wants when it is subscribed
    this.#link
      .request("updateSubscription", { subscriptionId, audio: sink.wantsAudio, video: sink.wantsVideo })
      .catch((error: unknown) => console.warn("OT: the subscription was not updated", error));
  }

  /** The sink can make use of something else than before. */
  wish(sink: Sink): void {
    const subscriptionId = this.#subscriptions.get(sink);
    if (subscriptionId === undefined) return; // it says what it wishes when it is subscribed
    this.#link
      .request("wish", { subscriptionId, ...sink.wishes })
      .catch((error: unknown) => console.warn("OT: the server was not told what the video is needed for", error));
  }

  qualityChanged(id: string, quality: VideoQuality): void {
    for (const [sink, subscriptionId] of this.#subscriptions) if (subscriptionId === id) sink.qualityChanged(quality);
  }

  unsubscribe(sink: Sink): void {
    const subscriptionId = this.#subscriptions.get(sink);
    this.#subscriptions.delete(sink);
    if (subscriptionId !== undefined) this.#release(subscriptionId);
  }

  /** The server ended the subscription itself, with its stream. */
  forget(sink: Sink): void {
    this.#subscriptions.delete(sink);
  }

  /** The server closed its end, and lost the subscriptions with it: asks for all of them anew. */
  lost(): void {
    const sinks = [...this.#subscriptions.keys()];
    this.close();
    for (const sink of sinks) {
      sink.mediaDisconnected();
      this.subscribe(sink).catch((error: unknown) => console.warn("OT: the stream was not subscribed to again", error));
    }
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
    this.#subscriptions.clear();
    this.#media = [];
  }

  async #apply({ revision, sdp, subscriptions }: Offer): Promise<void> {
    const peer = (this.#peer ??= this.#open());
    await peer.setRemoteDescription({ type: "offer", sdp });
    if (this.#peer !== peer) return; // closed meanwhile
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
      async () => {
        peer.setConfiguration(this.#link.rtcConfiguration()); // credentials of TURN servers expire
        await this.#link.request("restartIce", {});
      },
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
    const media = new Map(this.#media.map((entry) => [entry.subscriptionId, entry]));
    for (const [sink, subscriptionId] of this.#subscriptions) {
      const place = media.get(subscriptionId ?? "");
      if (!place) continue;
      sink.receive({ audio: at(place.audioMid), video: at(place.videoMid) });
      if (peer.connectionState === "connected") sink.mediaConnected();
    }
  }

  #release(subscriptionId: string): void {
    this.#link.request("unsubscribe", { subscriptionId }).catch(() => {});
  }

  #stateChanged(state: RTCPeerConnectionState): void {
    const placed = new Set(this.#media.map(({ subscriptionId }) => subscriptionId));
    for (const [sink, subscriptionId] of this.#subscriptions) {
      if (!placed.has(subscriptionId ?? "")) continue;
      if (state === "connected") sink.mediaConnected();
      else if (state === "disconnected" || state === "failed") sink.mediaDisconnected();
    }
  }
}

function isEverything({ videoDimensions, frameRate, priority, visible }: Wishes): boolean {
  return videoDimensions === null && frameRate === null && priority === "normal" && visible;
}
