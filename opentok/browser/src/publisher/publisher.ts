import type * as OT from "../../types/opentok";
import { completeWith } from "../completion";
import { Widget } from "../dom/widget";
import { asOpenTokError, OpenTokError } from "../errors";
import { Dispatcher } from "../events/dispatcher";
import { LevelMeter, trackLevel } from "../media/audio-level";
import { publisherStats } from "../media/stats";
import type { SessionLink } from "../session/link";
import type { Stream } from "../session/stream";
import { capture } from "./capture";
import { audioEncodings, videoEncodings, type VideoFormat } from "./encodings";
import { LocalMedia } from "./local-media";
import { Publication } from "./publication";
import { resolution } from "./sources";

/** How long the browser may take to answer before we say that it is asking its user. */
const DIALOG_DELAY = 500;

export class Publisher extends Dispatcher<OT.PublisherEvents> implements OT.Publisher {
  /** Fulfilled when camera and microphone are there and the element stands in the page. */
  readonly ready: Promise<void>;
  readonly #properties: OT.PublisherProperties;
  readonly #widget: Widget;
  readonly #destroyed: (publisher: Publisher) => void;
  #media: LocalMedia | undefined;
  #publication: Publication | undefined;
  #link: SessionLink | undefined;
  #meter: LevelMeter | undefined;
  #audioOn: boolean;
  #videoOn: boolean;
  #maxVideoBitrate: number | undefined;
  #switching: Promise<void> = Promise.resolve();
  #gone = false;
  #accessAllowed = false;

  constructor(
    target: OT.Target | null | undefined,
    properties: OT.PublisherProperties,
    destroyed: (publisher: Publisher) => void,
  ) {
    super();
    this.#properties = properties;
    this.#destroyed = destroyed;
    this.#audioOn = properties.publishAudio !== false;
    this.#videoOn = properties.publishVideo !== false;
    this.#maxVideoBitrate = properties.maxVideoBitrate;
    this.#widget = new Widget({
      kind: "publisher",
      target,
      properties,
      name: properties.name ?? "",
      muteChanged: (muted) => this.publishAudio(!muted),
    });
    this.#widget.video.muted = true; // nobody wants to hear themselves
    this.#widget.muted = !this.#audioOn;
    this.#widget.loading = true;
    this.ready = this.#prepare();
    this.ready.catch(() => this.#abandon());
  }

  get id(): string | undefined {
    return this.#widget.id;
  }

  get element(): HTMLElement | undefined {
    return this.#widget.element;
  }

  get session(): OT.Session | undefined {
    return this.#link?.session;
  }

  get stream(): Stream | undefined {
    return this.#publication?.stream;
  }

  get streamId(): string | undefined {
    return this.stream?.streamId;
  }

  get accessAllowed(): boolean {
    return this.#accessAllowed;
  }

  readonly isLoading = (): boolean => !this.#gone && this.#media === undefined;

  publishAudio(on: boolean): void {
    this.#audioOn = on;
    this.#media?.switchAudio(on);
    this.#widget.muted = !on;
    this.#publication?.update({ hasAudio: on && this.#media?.audio !== undefined });
  }

  publishVideo(on: boolean, handler?: OT.CompletionHandler): Promise<void> {
    this.#videoOn = on;
    return completeWith(this.#inTurn(() => this.#switchVideo()), handler as OT.ResultHandler<void>, "OT_HARDWARE_UNAVAILABLE");
  }

  async setAudioSource(source: string | MediaStreamTrack): Promise<void> {
    await this.ready;
    await this.#inTurn(async () => {
      if (this.#publication && !this.#media?.audio) {
        throw new OpenTokError("OT_NOT_SUPPORTED", "the stream was published without audio: publish it anew to add some");
      }
      await this.#media?.useMicrophone(source);
      this.#media?.switchAudio(this.#audioOn);
    });
  }

  getAudioSource(): MediaStreamTrack | undefined {
    return this.#media?.audio;
  }

  async setVideoSource(source: string | MediaStreamTrack): Promise<void> {
    await this.ready;
    await this.#inTurn(async () => {
      await (typeof source === "string" ? this.#media?.useCamera(source) : this.#media?.useTrack(source));
    });
  }

  getVideoSource(): { deviceId: string | null; type: OT.VideoType | null; track: MediaStreamTrack | null } {
    const track = this.#media?.video ?? null;
    return {
      deviceId: this.#media?.cameraId ?? null,
      type: track && this.#media ? this.#media.videoType : null,
      track,
    };
  }

  async cycleVideo(): Promise<{ deviceId: string }> {
    await this.ready;
    let deviceId = "";
    await this.#inTurn(async () => {
      deviceId = (await this.#media?.cycleCamera()) ?? "";
    });
    return { deviceId };
  }

  setVideoContentHint(hint: OT.VideoContentHint): void {
    if (this.#media) this.#media.contentHint = hint;
  }

  getVideoContentHint(): OT.VideoContentHint {
    return this.#media?.contentHint ?? this.#properties.videoContentHint ?? "";
  }

  async setMaxVideoBitrate(bitsPerSecond: number): Promise<void> {
    this.#maxVideoBitrate = bitsPerSecond;
    await this.#publication?.limitVideo(videoEncodings(this.#videoFormat()));
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

  getStats(handler?: OT.ResultHandler<OT.PublisherStats[]>): Promise<OT.PublisherStats[]> {
    const stats = this.getRtcStatsReport().then((reports) =>
      reports.map(({ rtcStatsReport }) => ({ stats: publisherStats(rtcStatsReport) })),
    );
    return completeWith(stats, handler, "OT_NOT_CONNECTED");
  }

  async getRtcStatsReport(): Promise<{ rtcStatsReport: RTCStatsReport }[]> {
    if (!this.#publication) throw new OpenTokError("OT_NOT_CONNECTED", "the publisher is not published");
    return [{ rtcStatsReport: await this.#publication.stats() }];
  }

  videoWidth(): number | undefined {
    return this.#widget.video.videoWidth || undefined;
  }

  videoHeight(): number | undefined {
    return this.#widget.video.videoHeight || undefined;
  }

  destroy(): this {
    if (this.#gone) return this;
    this.#gone = true;
    this.unpublish("clientDisconnected");
    this.#meter?.stop();
    this.#media?.stop();
    this.#widget.destroy();
    this.#destroyed(this);
    this.emit("destroyed", {});
    return this;
  }

  // ---- for the session ----------------------------------------------------------------------------------------------

  async publish(link: SessionLink): Promise<void> {
    if (this.#link) throw new OpenTokError("OT_INVALID_PARAMETER", "this publisher is already published");
    this.#link = link;
    try {
      await this.ready;
      if (this.#link !== link) throw new OpenTokError("OT_STREAM_DESTROYED", "unpublished before it was published");
      const stream = await this.#start(link);
      this.emit("streamCreated", { stream });
    } catch (error) {
      this.#publication?.close();
      this.#publication = undefined;
      this.#link = undefined;
      throw error;
    }
  }

  /** Takes the stream out of the session; by default the publisher is destroyed with it. */
  unpublish(reason: OT.DestroyedReason): void {
    this.#publication?.unpublish();
    if (this.#link && !this.#publication) this.#link = undefined;
    this.streamEnded(reason);
  }

  /** The stream is no longer in the session, whoever ended it. */
  streamEnded(reason: OT.DestroyedReason): void {
    const [link, publication] = [this.#link, this.#publication];
    if (!publication) return;
    const { stream } = publication;
    publication.close();
    this.#publication = undefined;
    this.#link = undefined;
    link?.unpublished(this, stream);
    if (!stream) return;
    stream.destroyed = true;
    this.emitCancelable("streamDestroyed", { stream, reason }, () => this.destroy());
  }

  resumed(): void {
    this.#publication?.resumed();
  }

  muteForced(): void {
    this.publishAudio(false);
    this.emit("muteForced", {});
  }

  layersWanted(wanted: { highest: number; layers: number }): void {
    this.#publication?.layersWanted(wanted);
  }

  // ---- inside -------------------------------------------------------------------------------------------------------

  protected override listening(name: string): void {
    if (name === "audioLevelUpdated") this.#startMeter();
  }

  async #prepare(): Promise<void> {
    await Promise.resolve(); // events and the completion handler of a failure come after initPublisher returned
    const [captured] = await Promise.all([this.#capture(), this.#widget.placed]);
    const media = new LocalMedia(captured, this.#properties, {
      trackChanged: (kind, track) => this.#trackChanged(kind, track),
      trackEnded: (track) => this.#trackEnded(track),
    });
    if (this.#gone) {
      media.stop();
      throw new OpenTokError("OT_DISCONNECTED", "the publisher was destroyed");
    }
    this.#media = media;
    media.switchAudio(this.#audioOn);
    await this.#switchVideo();
    this.#show(media);
    if (this.hasListener("audioLevelUpdated")) this.#startMeter();
  }

  /** Nothing came of it: leaves a named target empty in the page, so that the page may try again there. */
  #abandon(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#media?.stop();
    this.#widget.withdraw();
    this.#destroyed(this);
  }

  async #capture(): ReturnType<typeof capture> {
    let asking = false;
    const timer = setTimeout(() => {
      asking = true;
      this.emit("accessDialogOpened", {});
    }, DIALOG_DELAY);
    try {
      const captured = await capture(this.#properties);
      this.#accessAllowed = true;
      this.emit("accessAllowed", {});
      return captured;
    } catch (error) {
      const named = asOpenTokError(error, "OT_UNABLE_TO_CAPTURE_MEDIA");
      if (named.name === "OT_USER_MEDIA_ACCESS_DENIED") this.emit("accessDenied", {});
      throw named;
    } finally {
      clearTimeout(timer);
      if (asking) this.emit("accessDialogClosed", {});
    }
  }

  #show(media: LocalMedia): void {
    const { video } = this.#widget;
    this.#widget.mirrored = this.#properties.mirror ?? media.videoType === "camera";
    video.onresize = () => this.#resized({ width: video.videoWidth, height: video.videoHeight });
    video.srcObject = media.preview;
    void video.play().catch(() => {});
    this.#widget.loading = false;
    this.emit("videoElementCreated", { element: video });
  }

  #start(link: SessionLink): Promise<Stream> {
    const media = this.#media;
    if (!media || this.#gone) throw new OpenTokError("OT_DISCONNECTED", "the publisher was destroyed");
    const { audio, video } = media;
    this.#publication = new Publication(link, {
      audio,
      video,
      audioEncodings: audioEncodings(this.#properties.audioBitrate),
      videoEncodings: videoEncodings(this.#videoFormat()),
    });
    const stream = {
      name: this.#properties.name ?? "",
      hasAudio: audio !== undefined && this.#audioOn,
      hasVideo: video !== undefined && this.#videoOn,
    };
    return this.#publication.start(
      video ? { ...stream, videoType: media.videoType, videoDimensions: this.#videoFormat().dimensions } : stream,
    );
  }

  #videoFormat(): VideoFormat {
    const videoType = this.#media?.videoType ?? "camera";
    const { scalableVideo = true, scalableScreenshare = false } = this.#properties;
    return {
      videoType,
      simulcast: videoType === "screen" ? scalableScreenshare : scalableVideo,
      dimensions: this.#media?.dimensions ?? resolution(this.#properties),
      frameRate: this.#properties.frameRate,
      maxBitrate: this.#maxVideoBitrate,
    };
  }

  /** Switches of camera and microphone, one after the other: each takes its time. */
  #inTurn(action: () => Promise<void>): Promise<void> {
    this.#switching = this.#switching.catch(() => {}).then(action);
    return this.#switching;
  }

  async #switchVideo(): Promise<void> {
    await this.#media?.switchVideo(this.#videoOn);
    const hasVideo = this.#videoOn && this.#media?.video !== undefined;
    this.#widget.videoShown = hasVideo;
    this.#publication?.update({ hasVideo });
  }

  async #trackChanged(kind: "audio" | "video", track: MediaStreamTrack | null): Promise<void> {
    await this.#publication?.replaceTrack(kind, track);
    if (kind === "audio" && this.#meter) this.#startMeter();
    else if (track) void this.#widget.video.play().catch(() => {});
  }

  #trackEnded(track: MediaStreamTrack): void {
    this.#replaceMicrophone(track).then(
      (device) => this.emit("audioInputDeviceChanged", { device }),
      () => this.#mediaStopped(track),
    );
  }

  /** A microphone that was unplugged is replaced by another one of the machine. */
  async #replaceMicrophone(track: MediaStreamTrack): Promise<OT.Device> {
    if (track.kind !== "audio" || this.#properties.disableAudioInputDeviceManagement) throw track;
    let device: OT.Device | undefined;
    await this.#inTurn(async () => {
      device = await this.#media?.replaceMicrophone(track);
      this.#media?.switchAudio(this.#audioOn);
    });
    if (!device || this.#gone) throw track;
    return device;
  }

  #mediaStopped(track: MediaStreamTrack): void {
    if (this.#gone) return;
    this.emitCancelable("mediaStopped", { track }, () => {
      const left = [this.#media?.audio, this.#media?.video].some((other) => other?.readyState === "live");
      // A shared screen may lose its sound when another window is chosen.
      if (!left || (this.#media?.videoType === "screen" && track.kind === "video")) this.unpublish("mediaStopped");
    });
  }

  #resized(newValue: OT.Dimensions): void {
    const oldValue = this.stream?.videoDimensions;
    if (!oldValue || newValue.width === 0) return;
    if (oldValue.width === newValue.width && oldValue.height === newValue.height) return;
    this.#publication?.update({ videoDimensions: newValue });
    this.emit("videoDimensionsChanged", { oldValue, newValue });
  }

  #startMeter(): void {
    const track = this.#media?.audio;
    this.#meter?.stop();
    this.#meter = track && new LevelMeter(trackLevel(track), (audioLevel) => this.emit("audioLevelUpdated", { audioLevel }));
  }
}
