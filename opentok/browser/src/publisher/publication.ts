import { OpenTokError } from "../errors";
import { ConnectionWatch } from "../media/connection-watch";
import type { SessionLink } from "../session/link";
import type { Stream } from "../session/stream";
import type { NewStream, StreamProperties } from "../signalling/messages";
import { activeEncodings } from "./encodings";

export interface OutgoingMedia {
  readonly audio: MediaStreamTrack | undefined;
  readonly video: MediaStreamTrack | undefined;
  readonly audioEncodings: RTCRtpEncodingParameters[];
  readonly videoEncodings: RTCRtpEncodingParameters[];
}

/** One stream in one session: the peer connection that sends it, offered by this page and answered by the server. */
export class Publication {
  readonly #link: SessionLink;
  readonly #peer: RTCPeerConnection;
  readonly #watch: ConnectionWatch;
  readonly #senders: { audio?: RTCRtpSender; video?: RTCRtpSender } = {};
  #changing: Promise<void> = Promise.resolve();
  #stream: Stream | undefined;
  #closed = false;

  constructor(link: SessionLink, media: OutgoingMedia) {
    this.#link = link;
    this.#peer = new RTCPeerConnection(link.rtcConfiguration());
    if (media.audio) this.#senders.audio = this.#send(media.audio, media.audioEncodings);
    if (media.video) this.#senders.video = this.#send(media.video, media.videoEncodings);
    this.#watch = new ConnectionWatch(this.#peer, () => this.#restartIce());
  }

  get stream(): Stream | undefined {
    return this.#stream;
  }

  get streamId(): string | undefined {
    return this.#stream?.streamId;
  }

  async start(stream: NewStream): Promise<Stream> {
    await this.#peer.setLocalDescription(await this.#peer.createOffer());
    const published = await this.#link.request("publish", { stream, sdp: this.#localSdp() });
    this.#stream = this.#link.published(published.stream);
    if (this.#closed) {
      this.unpublish();
      throw new OpenTokError("OT_STREAM_DESTROYED", "unpublished before it was published");
    }
    await this.#peer.setRemoteDescription({ type: "answer", sdp: published.sdp });
    return this.#stream;
  }

  /** Tells the server what the stream has from now on. */
  update(properties: Partial<StreamProperties>): void {
    if (!this.#stream) return;
    Object.assign(this.#stream, properties);
    this.#link
      .request("updateStream", { streamId: this.#stream.streamId, ...properties })
      .catch((error: unknown) => console.warn("OT: the stream was not updated", error));
  }

  /** Sends another track, or null to send nothing; a kind that was not published cannot be added. */
  async replaceTrack(kind: "audio" | "video", track: MediaStreamTrack | null): Promise<void> {
    await this.#senders[kind]?.replaceTrack(track);
  }

  async limitVideo(encodings: RTCRtpEncodingParameters[]): Promise<void> {
    await this.#changeEncodings((encoding, index) => {
      const { maxBitrate, maxFramerate } = encodings[index] ?? {};
      Object.assign(encoding, { maxBitrate, maxFramerate });
    });
  }

  /** Sends only the encodings that somebody watches. */
  layersWanted(wanted: { highest: number; layers: number }): void {
    this.#changeEncodings((encoding, index, count) => {
      encoding.active = activeEncodings(count, wanted)[index] ?? true;
    }).catch((error: unknown) => console.warn("OT: video that nobody watches is still sent", error));
  }

  stats(): Promise<RTCStatsReport> {
    return this.#peer.getStats();
  }

  /** Signalling is back: sees to it that media is, too. */
  resumed(): void {
    if (this.#stream) this.#watch.check();
  }

  /** Stops sending without telling the server. */
  close(): void {
    this.#closed = true;
    this.#watch.stop();
    this.#peer.close();
  }

  /** Stops sending and takes the stream out of the session. */
  unpublish(): void {
    this.close();
    if (this.#stream) this.#link.request("unpublish", { streamId: this.#stream.streamId }).catch(() => {});
  }

  /** Changes of a sender's parameters are refused while another is under way. */
  #changeEncodings(
    change: (encoding: RTCRtpEncodingParameters, index: number, count: number) => void,
  ): Promise<void> {
    const changed = this.#changing.then(async () => {
      const sender = this.#senders.video;
      if (!sender || this.#closed) return;
      const parameters = sender.getParameters();
      parameters.encodings.forEach((encoding, index) => change(encoding, index, parameters.encodings.length));
      await sender.setParameters(parameters);
    });
    this.#changing = changed.catch(() => {});
    return changed;
  }

  #send(track: MediaStreamTrack, sendEncodings: RTCRtpEncodingParameters[]): RTCRtpSender {
    return this.#peer.addTransceiver(track, { direction: "sendonly", sendEncodings }).sender;
  }

  async #restartIce(): Promise<void> {
    if (!this.#stream || this.#closed) return;
    this.#peer.setConfiguration(this.#link.rtcConfiguration()); // credentials of TURN servers expire
    await this.#peer.setLocalDescription(await this.#peer.createOffer({ iceRestart: true }));
    const { sdp } = await this.#link.request("renegotiate", { streamId: this.#stream.streamId, sdp: this.#localSdp() });
    if (!this.#closed) await this.#peer.setRemoteDescription({ type: "answer", sdp });
  }

  #localSdp(): string {
    return this.#peer.localDescription?.sdp ?? "";
  }
}
