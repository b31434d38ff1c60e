import type * as OT from "../../types/opentok";
import { completeWith, Deferred } from "../completion";
import { Widget } from "../dom/widget";
import { OpenTokError } from "../errors";
import { Dispatcher } from "../events/dispatcher";
import { LevelMeter, receiverLevel } from "../media/audio-level";
import { play, stopPlaying } from "../media/playback";
import { subscriberStats } from "../media/stats";
import type { ChangeableProperty, Stream } from "../session/stream";
import type { VideoQuality, Wishes } from "../signalling/messages";
import type { ReceivingConnection, Receivers, Sink } from "./receiving-connection";
import { VideoWishes } from "./wishes";

/** How long media may take to arrive before the subscription counts as failed. */
const CONNECT_TIMEOUT = 30_000;

type VideoReason = "publishVideo" | "subscribeToVideo" | "quality";

export class Subscriber extends Dispatcher<OT.SubscriberEvents> implements OT.Subscriber, Sink {
  readonly session: OT.Session;
  readonly stream: Stream;
  readonly streamId: string;
  /** Fulfilled when the stream's media has arrived for the first time. */
  readonly ready: Promise<void>;
  readonly #widget: Widget;
  readonly #receiving: ReceivingConnection;
  readonly #destroyed: (subscriber: Subscriber) => void;
  readonly #arrived = new Deferred<void>();
  readonly #playing = new MediaStream();
  readonly #wishes: VideoWishes;
  #quality: VideoQuality = "sufficient";
  #warned = false;
  #receivers: Receivers = { audio: undefined, video: undefined };
  #meter: LevelMeter | undefined;
  #audioWanted: boolean;
  #videoWanted: boolean;
  #videoOn: boolean;
  #audioBlocked = false;
  #mediaFlows = false;
  #gone = false;

  constructor(
    session: OT.Session,
    stream: Stream,
    target: OT.Target | null | undefined,
    properties: OT.SubscriberProperties,
    receiving: ReceivingConnection,
    destroyed: (subscriber: Subscriber) => void,
  ) {
    super();
    this.session = session;
    this.stream = stream;
    this.streamId = stream.streamId;
    this.#receiving = receiving;
    this.#destroyed = destroyed;
    this.#audioWanted = properties.subscribeToAudio !== false;
    this.#videoWanted = properties.subscribeToVideo !== false;
    this.#videoOn = stream.hasVideo && this.#videoWanted;
    this.#widget = new Widget({
      kind: "subscriber",
      target,
      properties: stream.videoType === "screen" ? { fitMode: "contain", ...properties } : properties,
      name: stream.name,
      muteChanged: (muted) => this.subscribeToAudio(!muted),
    });
    const screen = stream.videoType === "screen";
    const cover = (properties.fitMode ?? (screen ? "contain" : "cover")) === "cover";
    this.#wishes = new VideoWishes(this.#widget.video, screen ? "high" : "normal", cover, () => receiving.wish(this));
    this.#wishes.preferFrameRate(properties.preferredFrameRate);
    this.#wishes.preferResolution(properties.preferredResolution);
    this.#widget.muted = !this.#audioWanted;
    this.#widget.loading = true;
    this.#widget.videoShown = this.#videoOn;
    this.setAudioVolume(properties.audioVolume ?? 100);
    this.#followVideo();
    this.ready = this.#subscribe();
    this.ready.catch(() => {
      if (!this.#gone) this.destroy();
    });
  }

  get id(): string | undefined {
    return this.#widget.id;
  }

  get element(): HTMLElement | undefined {
    return this.#widget.element;
  }

  get wantsAudio(): boolean {
    return this.#audioWanted;
  }

  get wantsVideo(): boolean {
    return this.#videoWanted;
  }

  get wishes(): Wishes {
    return this.#wishes.current;
  }

  setPreferredResolution(resolution: OT.Dimensions | "auto" | null): this {
    this.#wishes.preferResolution(resolution);
    return this;
  }

  setPreferredFrameRate(framesPerSecond: number | null): this {
    this.#wishes.preferFrameRate(framesPerSecond);
    return this;
  }

  restrictFrameRate(restricted: boolean): this {
    this.#wishes.restrictFrameRate(restricted);
    return this;
  }

  subscribeToAudio(wanted: boolean): this {
    this.#audioWanted = wanted;
    this.#widget.muted = !wanted;
    if (this.#receivers.audio) this.#receivers.audio.track.enabled = wanted;
    this.#receiving.update(this);
    return this;
  }

  subscribeToVideo(wanted: boolean): this {
    this.#videoWanted = wanted;
    this.#receiving.update(this);
    this.#videoChanged("subscribeToVideo");
    return this;
  }

  setAudioVolume(volume: number): this {
    this.#widget.video.volume = Math.min(100, Math.max(0, volume)) / 100;
    return this;
  }

  getAudioVolume(): number {
    return Math.round(this.#widget.video.volume * 100);
  }

  isAudioBlocked(): boolean {
    return this.#audioBlocked;
  }

  setStyle(style: keyof OT.WidgetStyle | OT.WidgetStyle, value?: string): this {
    this.#widget.restyle(typeof style === "string" ? { [style]: value } : style);
    return this;
  }

  getStyle(): OT.WidgetStyle {
    return this.#widget.style;
  }

  getImgData(): string | null {
    return this.#widget.picture();
  }

  getStats(handler?: OT.ResultHandler<OT.SubscriberStats>): Promise<OT.SubscriberStats> {
    const { audio, video } = this.#receivers;
    const stats = Promise.all([audio?.getStats(), video?.getStats()]).then(([heard, seen]) => subscriberStats(heard, seen));
    return completeWith(stats, handler, "OT_NOT_CONNECTED");
  }

  getRtcStatsReport(): Promise<RTCStatsReport> {
    const receiver = this.#receivers.video ?? this.#receivers.audio;
    return receiver
      ? receiver.getStats()
      : Promise.reject(new OpenTokError("OT_NOT_CONNECTED", "the subscriber receives nothing yet"));
  }

  videoWidth(): number | undefined {
    return this.#widget.video.videoWidth || undefined;
  }

  videoHeight(): number | undefined {
    return this.#widget.video.videoHeight || undefined;
  }

  // ---- for the session ----------------------------------------------------------------------------------------------

  /** Ends the subscription and takes the element out of the page. */
  destroy(): void {
    this.stop();
    this.#widget.destroy();
  }

  /** Ends the subscription but leaves the element, for pages that prevented the default of an event. */
  stop(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#receiving.unsubscribe(this);
    this.#end();
  }

  /** The stream is gone, and the subscription with it. */
  streamEnded(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#receiving.forget(this);
    this.#end();
  }

  streamChanged(property: ChangeableProperty): void {
    if (property === "hasVideo") this.#videoChanged("publishVideo");
  }

  // ---- for the receiving connection ---------------------------------------------------------------------------------

  receive(receivers: Receivers): void {
    this.#receivers = receivers;
    this.#pickTracks();
    if (receivers.audio) receivers.audio.track.enabled = this.#audioWanted;
    if (this.hasListener("audioLevelUpdated")) this.#startMeter();
    this.#play();
  }

  qualityChanged(quality: VideoQuality): void {
    this.#quality = quality;
    this.#videoChanged("quality");
    if (quality === "atRisk" && !this.#warned) {
      this.#warned = true;
      this.emit("videoDisableWarning", {});
    } else if (quality === "sufficient" && this.#warned) {
      this.#warned = false;
      this.emit("videoDisableWarningLifted", {});
    }
  }

  mediaConnected(): void {
    if (this.#mediaFlows) return;
    this.#mediaFlows = true;
    this.#arrived.resolve();
    this.emit("connected", {});
  }

  mediaDisconnected(): void {
    if (!this.#mediaFlows) return;
    this.#mediaFlows = false;
    this.emit("disconnected", {});
  }

  // ---- inside -------------------------------------------------------------------------------------------------------

  protected override listening(name: string): void {
    if (name === "audioLevelUpdated") this.#startMeter();
  }

  async #subscribe(): Promise<void> {
    await this.#receiving.subscribe(this);
    const timer = setTimeout(
      () => this.#arrived.reject(new OpenTokError("OT_ICE_WORKFLOW_FAILED", "the stream's media did not arrive")),
      CONNECT_TIMEOUT,
    );
    try {
      await Promise.all([this.#arrived.promise, this.#widget.placed]);
    } finally {
      clearTimeout(timer);
    }
  }

  #end(): void {
    this.#wishes.stop();
    this.#meter?.stop();
    stopPlaying(this.#widget.video);
    this.#arrived.reject(new OpenTokError("OT_STREAM_DESTROYED", "the subscription ended before media arrived"));
    this.#destroyed(this);
    this.emit("destroyed", {});
  }

  #followVideo(): void {
    const { video } = this.#widget;
    let shown: OT.Dimensions = { width: 0, height: 0 };
    video.addEventListener("playing", () => (this.#widget.loading = false));
    video.addEventListener("resize", () => {
      const [oldValue, newValue] = [shown, { width: video.videoWidth, height: video.videoHeight }];
      shown = newValue;
      if (oldValue.width !== 0) this.emit("videoDimensionsChanged", { oldValue, newValue });
    });
  }

  /** A picture that does not come is left out: browsers play nothing, not even the sound, before its first frame. */
  #pickTracks(): void {
    const { audio, video } = this.#receivers;
    const shown = this.stream.hasVideo && this.#videoWanted;
    const wanted = [audio?.track, shown ? video?.track : undefined].filter((track) => track !== undefined);
    for (const track of this.#playing.getTracks()) if (!wanted.includes(track)) this.#playing.removeTrack(track);
    for (const track of wanted) if (!this.#playing.getTracks().includes(track)) this.#playing.addTrack(track);
  }

  #play(): void {
    const { video } = this.#widget;
    if (video.srcObject !== this.#playing) {
      video.srcObject = this.#playing;
      this.emit("videoElementCreated", { element: video });
    }
    if (!this.#playing.getVideoTracks().length) this.#widget.loading = false;
    void play(video, {
      audioBlocked: () => this.#blocked(true),
      audioUnblocked: () => this.#blocked(false),
    });
  }

  #blocked(blocked: boolean): void {
    this.#audioBlocked = blocked;
    this.emit(blocked ? "audioBlocked" : "audioUnblocked", {});
  }

  #videoChanged(reason: VideoReason): void {
    this.#pickTracks();
    if (this.#widget.video.srcObject === this.#playing) this.#play();
    const on = this.stream.hasVideo && this.#videoWanted && this.#quality !== "paused";
    if (on === this.#videoOn) return;
    this.#videoOn = on;
    this.#widget.videoShown = on;
    this.emit(on ? "videoEnabled" : "videoDisabled", { reason });
  }

  #startMeter(): void {
    const receiver = this.#receivers.audio;
    this.#meter?.stop();
    this.#meter =
      receiver && new LevelMeter(receiverLevel(receiver), (audioLevel) => this.emit("audioLevelUpdated", { audioLevel }));
  }
}
