// The public face of the OT library: what a page may rely on. The implementation is checked against it when it is built.

export = OT;
export as namespace OT;

declare namespace OT {
  // ---- errors and completion -------------------------------------------------------------------------------------

  /** An error with one of OpenTok's names, for example `OT_NOT_CONNECTED`, and OpenTok's number for it. */
  interface OTError extends Error {
    readonly name: string;
    /** @deprecated tell errors apart by their name */
    readonly code: number;
  }

  /** Called exactly once: with an error, or with nothing when the call succeeded. */
  type CompletionHandler = (error?: OTError) => void;
  type ResultHandler<T> = (error?: OTError | null, result?: T) => void;

  // ---- events ----------------------------------------------------------------------------------------------------

  interface Event<Type extends string = string, Target = unknown> {
    readonly type: Type;
    readonly target: Target;
    readonly cancelable: boolean;
    /** Keeps the library from doing what it would do after the handlers, such as removing elements. */
    preventDefault(): void;
    isDefaultPrevented(): boolean;
  }

  interface EventTarget<Events> {
    on<Name extends keyof Events & string>(name: Name, handler: (event: Events[Name]) => void, context?: object): this;
    on(name: string, handler: (event: any) => void, context?: object): this;
    on(handlers: EventHandlers<Events>, context?: object): this;
    once<Name extends keyof Events & string>(name: Name, handler: (event: Events[Name]) => void, context?: object): this;
    once(name: string, handler: (event: any) => void, context?: object): this;
    once(handlers: EventHandlers<Events>, context?: object): this;
    off(name?: string, handler?: (event: any) => void, context?: object): this;
    off(handlers: EventHandlers<Events>, context?: object): this;
    /** @deprecated use `on` */
    addEventListener(name: string, handler: (event: any) => void, context?: object): void;
    /** @deprecated use `off` */
    removeEventListener(name: string, handler: (event: any) => void, context?: object): void;
  }

  type EventHandlers<Events> = { [Name in keyof Events]?: (event: Events[Name]) => void };

  type DestroyedReason =
    | "clientDisconnected"
    | "forceDisconnected"
    | "forceUnpublished"
    | "mediaStopped"
    | "networkDisconnected";

  interface ConnectionEvent<Target> extends Event<string, Target> {
    readonly connection: Connection;
    readonly reason?: string;
  }
  interface StreamEvent<Target> extends Event<string, Target> {
    readonly stream: Stream;
    readonly reason?: string;
  }
  interface StreamPropertyChangedEvent extends Event<"streamPropertyChanged", Session> {
    readonly stream: Stream;
    readonly changedProperty: "hasAudio" | "hasVideo" | "videoDimensions";
    readonly oldValue: unknown;
    readonly newValue: unknown;
  }
  interface SessionDisconnectEvent extends Event<"sessionDisconnected", Session> {
    readonly reason: DestroyedReason;
  }
  interface SignalEvent extends Event<string, Session> {
    readonly data?: string;
    /** Absent when the server sent the signal. */
    readonly from: Connection | null;
  }
  interface VideoElementCreatedEvent<Target> extends Event<"videoElementCreated", Target> {
    readonly element: HTMLVideoElement;
  }
  interface AudioLevelUpdatedEvent<Target> extends Event<"audioLevelUpdated", Target> {
    /** From 0 (silence) to 1. */
    readonly audioLevel: number;
  }
  interface MuteForcedEvent extends Event<"muteForced", Session> {
    /** False: whoever publishes from now on is not muted any more. */
    readonly active: boolean;
    /** The stream of this page that was muted; absent where everybody was. */
    readonly stream?: Stream;
  }
  interface ActiveSpeakerChangedEvent extends Event<"activeSpeakerChanged", Session> {
    /** Who speaks now, or spoke last; `stream.connection` tells whose it is. */
    readonly stream: Stream | undefined;
    /** Those who spoke, the latest first, at most 16; this page's own streams are among them. */
    readonly streams: readonly Stream[];
  }
  interface AudioInputDeviceChangedEvent extends Event<"audioInputDeviceChanged", Publisher> {
    readonly device: Device;
  }
  interface MediaStoppedEvent extends Event<"mediaStopped", Publisher> {
    readonly track: MediaStreamTrack;
  }
  interface VideoEnabledChangedEvent<Target> extends Event<string, Target> {
    readonly reason: "publishVideo" | "subscribeToVideo" | "quality" | "codecNotSupported";
  }
  interface VideoDimensionsChangedEvent<Target> extends Event<"videoDimensionsChanged", Target> {
    readonly oldValue: Dimensions;
    readonly newValue: Dimensions;
  }

  interface SessionEvents {
    sessionConnected: Event<"sessionConnected", Session>;
    sessionDisconnected: SessionDisconnectEvent;
    sessionReconnecting: Event<"sessionReconnecting", Session>;
    sessionReconnected: Event<"sessionReconnected", Session>;
    connectionCreated: ConnectionEvent<Session>;
    connectionDestroyed: ConnectionEvent<Session>;
    streamCreated: StreamEvent<Session>;
    streamDestroyed: StreamEvent<Session>;
    streamPropertyChanged: StreamPropertyChangedEvent;
    signal: SignalEvent;
    /** A moderator muted a publisher of this page, or muted everybody, or ended that. */
    muteForced: MuteForcedEvent;
    /**
     * Somebody else speaks, or spoke last. Not an event of OpenTok: an extension. Told by the server, on change only; silence,
     * coughs and short remarks change nothing.
     */
    activeSpeakerChanged: ActiveSpeakerChangedEvent;
  }
  interface PublisherEvents {
    accessAllowed: Event<"accessAllowed", Publisher>;
    accessDenied: Event<"accessDenied", Publisher>;
    accessDialogOpened: Event<"accessDialogOpened", Publisher>;
    accessDialogClosed: Event<"accessDialogClosed", Publisher>;
    /** The microphone was unplugged, and this one is used in its place. */
    audioInputDeviceChanged: AudioInputDeviceChangedEvent;
    audioLevelUpdated: AudioLevelUpdatedEvent<Publisher>;
    destroyed: Event<"destroyed", Publisher>;
    mediaStopped: MediaStoppedEvent;
    /** A moderator muted it: `publishAudio(true)` makes it heard again. */
    muteForced: Event<"muteForced", Publisher>;
    streamCreated: StreamEvent<Publisher>;
    streamDestroyed: StreamEvent<Publisher>;
    videoDimensionsChanged: VideoDimensionsChangedEvent<Publisher>;
    videoElementCreated: VideoElementCreatedEvent<Publisher>;
  }
  interface SubscriberEvents {
    audioBlocked: Event<"audioBlocked", Subscriber>;
    audioLevelUpdated: AudioLevelUpdatedEvent<Subscriber>;
    audioUnblocked: Event<"audioUnblocked", Subscriber>;
    connected: Event<"connected", Subscriber>;
    destroyed: Event<"destroyed", Subscriber>;
    disconnected: Event<"disconnected", Subscriber>;
    videoDimensionsChanged: VideoDimensionsChangedEvent<Subscriber>;
    videoDisabled: VideoEnabledChangedEvent<Subscriber>;
    /** The connection is hardly good enough for video: if it gets worse, video is disabled with the reason "quality". */
    videoDisableWarning: Event<"videoDisableWarning", Subscriber>;
    videoDisableWarningLifted: Event<"videoDisableWarningLifted", Subscriber>;
    videoElementCreated: VideoElementCreatedEvent<Subscriber>;
    videoEnabled: VideoEnabledChangedEvent<Subscriber>;
  }

  // ---- nouns -----------------------------------------------------------------------------------------------------

  interface Dimensions {
    readonly width: number;
    readonly height: number;
  }

  interface Connection {
    readonly connectionId: string;
    /** The same as `connectionId`. */
    readonly id: string;
    /** Milliseconds since 1970. */
    readonly creationTime: number;
    /** What the server put into the token of this connection. */
    readonly data: string;
  }

  interface Stream {
    readonly streamId: string;
    /** The same as `streamId`. */
    readonly id: string;
    readonly connection: Connection;
    readonly creationTime: number;
    readonly name: string;
    readonly videoType: VideoType | undefined;
    readonly hasAudio: boolean;
    readonly hasVideo: boolean;
    readonly videoDimensions: Dimensions;
    readonly destroyed: boolean;
  }

  type VideoType = "camera" | "screen" | "custom";

  interface Capabilities {
    readonly publish: 0 | 1;
    readonly subscribe: 0 | 1;
    readonly signal: 0 | 1;
    readonly forceDisconnect: 0 | 1;
    readonly forceUnpublish: 0 | 1;
    readonly forceMute: 0 | 1;
  }

  interface Collection<T> {
    length(): number;
    get(id: string): T | undefined;
    has(id: string): boolean;
    find(match: Partial<T> | ((item: T) => boolean)): T | undefined;
    where(match?: Partial<T> | ((item: T) => boolean)): T[];
    forEach(visit: (item: T) => void): void;
    map<R>(transform: (item: T) => R): R[];
    [Symbol.iterator](): Iterator<T>;
  }

  interface SessionOptions {
    iceConfig?: {
      includeServers?: "all" | "custom";
      transportPolicy?: RTCIceTransportPolicy;
      customServers?: RTCIceServer[];
    };
  }

  interface Signal {
    type?: string;
    data?: string;
    to?: Connection | string;
    /** Whether a signal sent while the connection is lost goes out when it is back; true by default. */
    retryAfterReconnect?: boolean;
  }

  type Target = string | HTMLElement;

  interface Session extends EventTarget<SessionEvents> {
    readonly sessionId: string;
    /** The same as `sessionId`. */
    readonly id: string;
    readonly apiKey: string;
    readonly token: string | undefined;
    readonly currentState: "disconnected" | "connecting" | "connected" | "reconnecting";
    /** This page's own connection, once connected. */
    readonly connection: Connection | undefined;
    readonly capabilities: Partial<Capabilities>;
    readonly connections: Collection<Connection>;
    readonly streams: Collection<Stream>;
    isConnected(): boolean;
    connect: {
      (token: string, handler?: CompletionHandler): Session;
      promise(token: string): Promise<void>;
    };
    disconnect(): Promise<void>;
    publish: {
      (publisher: Publisher, handler?: CompletionHandler): Publisher;
      (target?: Target, properties?: PublisherProperties, handler?: CompletionHandler): Publisher;
      promise(publisher: Publisher): Promise<Publisher>;
      promise(target?: Target, properties?: PublisherProperties): Promise<Publisher>;
    };
    unpublish(publisher: Publisher): void;
    subscribe: {
      (stream: Stream, target?: Target, properties?: SubscriberProperties, handler?: CompletionHandler): Subscriber;
      (stream: Stream, properties: SubscriberProperties, handler?: CompletionHandler): Subscriber;
      promise(stream: Stream, target?: Target, properties?: SubscriberProperties): Promise<Subscriber>;
    };
    unsubscribe(subscriber: Subscriber): void;
    signal(signal: Signal, handler?: CompletionHandler): Promise<void>;
    forceDisconnect(connection: Connection | string, handler?: CompletionHandler): Promise<void>;
    forceUnpublish(stream: Stream | string, handler?: CompletionHandler): Promise<void>;
    forceMuteStream(stream: Stream): Promise<void>;
    /** Mutes every stream of the session but those given, and those that are published from now on. For moderators. */
    forceMuteAll(excludedStreams?: Stream[]): Promise<void>;
    /** Ends `forceMuteAll` for streams that are published from now on. */
    disableForceMute(): Promise<void>;
    getPublisherForStream(stream: Stream): Publisher | undefined;
    getSubscribersForStream(stream: Stream): Subscriber[];
  }

  type DisplayMode = "auto" | "on" | "off";

  interface WidgetStyle {
    buttonDisplayMode?: DisplayMode | "mini";
    nameDisplayMode?: DisplayMode;
    videoDisabledDisplayMode?: DisplayMode;
    audioLevelDisplayMode?: DisplayMode;
    backgroundImageURI?: string;
  }

  interface WidgetProperties {
    /** Where the element goes: into the target (the default, which keeps the target's id), or beside or inside it. */
    insertMode?: "replace" | "after" | "before" | "append";
    /** False: no element is made, the video arrives with `videoElementCreated`. */
    insertDefaultUI?: boolean;
    /** Pixels, or a CSS length such as "100%". 264 by default. */
    width?: number | string;
    /** Pixels, or a CSS length such as "100%". 198 by default. */
    height?: number | string;
    fitMode?: "cover" | "contain";
    showControls?: boolean;
    style?: WidgetStyle;
  }

  interface PublisherProperties extends WidgetProperties {
    name?: string;
    mirror?: boolean;
    publishAudio?: boolean;
    publishVideo?: boolean;
    /**
     * A device id or a track; null or false publishes no audio. With a shared screen, true or "screen" (or `publishAudio: true`
     * alone) is the sound of what is shared, where the browser and the user give it.
     */
    audioSource?: string | MediaStreamTrack | boolean | null | undefined;
    /** A device id, a track, or "screen", "window", "application"; null or false publishes no video. */
    videoSource?: string | MediaStreamTrack | boolean | null | undefined;
    /** For example "1280x720"; 640x480 by default. */
    resolution?: string | Dimensions;
    maxResolution?: Dimensions;
    frameRate?: number;
    facingMode?: "user" | "environment" | "left" | "right";
    /** Bits per second. */
    audioBitrate?: number;
    /** Bits per second, of all encodings together. */
    maxVideoBitrate?: number;
    /** Whether video of a camera is sent in several sizes, so that each subscriber gets the one that fits; true by default. */
    scalableVideo?: boolean;
    /** The same for a shared screen; false by default. */
    scalableScreenshare?: boolean;
    disableAudioProcessing?: boolean;
    echoCancellation?: boolean;
    noiseSuppression?: boolean;
    autoGainControl?: boolean;
    videoContentHint?: VideoContentHint;
    /** True: a microphone that is unplugged is not replaced by another one. */
    disableAudioInputDeviceManagement?: boolean;
  }

  type VideoContentHint = "" | "text" | "detail" | "motion";

  interface Publisher extends EventTarget<PublisherEvents> {
    /** The DOM id of the element. */
    readonly id: string | undefined;
    readonly element: HTMLElement | undefined;
    readonly session: Session | undefined;
    readonly stream: Stream | undefined;
    readonly streamId: string | undefined;
    readonly accessAllowed: boolean;
    readonly isLoading: () => boolean;
    publishAudio(value: boolean): void;
    /** Changes the microphone, also during a call. */
    publishVideo(value: boolean, handler?: CompletionHandler): Promise<void>;
    setAudioSource(source: string | MediaStreamTrack): Promise<void>;
    getAudioSource(): MediaStreamTrack | undefined;
    /** Changes the camera, also during a call; where the new one cannot be had, the old one goes on. */
    setVideoSource(deviceId: string): Promise<void>;
    /** Where the publisher was given a track: gives it another. Not in OpenTok: an extension. */
    setVideoSource(track: MediaStreamTrack): Promise<void>;
    getVideoSource(): {
      deviceId: string | null;
      type: VideoType | null;
      track: MediaStreamTrack | null;
    };
    cycleVideo(): Promise<{ deviceId: string }>;
    setVideoContentHint(hint: VideoContentHint): void;
    getVideoContentHint(): VideoContentHint;
    setMaxVideoBitrate(bitsPerSecond: number): Promise<void>;
    setStyle(style: keyof WidgetStyle, value: string): Publisher;
    setStyle(style: WidgetStyle): Publisher;
    getStyle(): WidgetStyle;
    getImgData(): string | null;
    getStats(handler?: ResultHandler<PublisherStats[]>): Promise<PublisherStats[]>;
    getRtcStatsReport(): Promise<{ rtcStatsReport: RTCStatsReport }[]>;
    videoWidth(): number | undefined;
    videoHeight(): number | undefined;
    destroy(): Publisher;
  }

  interface SubscriberProperties extends WidgetProperties {
    subscribeToAudio?: boolean;
    subscribeToVideo?: boolean;
    /** From 0 to 100. */
    audioVolume?: number;
    /** The largest size of use, in pixels; "auto": the size at which it is shown, and nothing while it is not seen. */
    preferredResolution?: Dimensions | "auto" | undefined;
    /** Frames per second that are enough. */
    preferredFrameRate?: number | undefined;
  }

  interface Subscriber extends EventTarget<SubscriberEvents> {
    /** The DOM id of the element. */
    readonly id: string | undefined;
    readonly element: HTMLElement | undefined;
    readonly session: Session;
    readonly stream: Stream;
    readonly streamId: string;
    subscribeToAudio(value: boolean): Subscriber;
    subscribeToVideo(value: boolean): Subscriber;
    /** The largest size of use; "auto": the size at which it is shown; null: no limit. */
    setPreferredResolution(resolution: Dimensions | "auto" | null): Subscriber;
    /** Frames per second that are enough; null: no limit. */
    setPreferredFrameRate(framesPerSecond: number | null): Subscriber;
    /** As few frames as there can be, for videos of little interest. */
    restrictFrameRate(restricted: boolean): Subscriber;
    setAudioVolume(value: number): Subscriber;
    getAudioVolume(): number;
    isAudioBlocked(): boolean;
    setStyle(style: keyof WidgetStyle, value: string): Subscriber;
    setStyle(style: WidgetStyle): Subscriber;
    getStyle(): WidgetStyle;
    getImgData(): string | null;
    getStats(handler?: ResultHandler<SubscriberStats>): Promise<SubscriberStats>;
    getRtcStatsReport(): Promise<RTCStatsReport>;
    videoWidth(): number | undefined;
    videoHeight(): number | undefined;
  }

  interface SentStats {
    readonly bytesSent: number;
    readonly packetsSent: number;
    readonly packetsLost: number;
  }
  interface PublisherStats {
    readonly connectionId?: string;
    readonly subscriberId?: string;
    readonly stats: {
      readonly audio: SentStats;
      readonly video: SentStats & { readonly frameRate: number };
      readonly timestamp: number;
    };
  }
  interface ReceivedStats {
    readonly bytesReceived: number;
    readonly packetsReceived: number;
    readonly packetsLost: number;
  }
  interface SubscriberStats {
    readonly audio: ReceivedStats;
    readonly video: ReceivedStats & { readonly frameRate: number };
    readonly timestamp: number;
  }

  interface Device {
    readonly kind: "audioInput" | "videoInput";
    readonly deviceId: string;
    readonly label: string;
  }
  interface AudioOutputDevice {
    readonly deviceId: string;
    readonly label: string;
  }
  interface ScreenSharingCapability {
    readonly supported: boolean;
    readonly supportedSources: { screen: boolean; application: boolean; window: boolean };
    readonly extensionRequired: undefined;
    readonly extensionRegistered: undefined;
  }

  // ---- OT itself -------------------------------------------------------------------------------------------------

  const HAS_REQUIREMENTS: 1;
  const NOT_HAS_REQUIREMENTS: 0;
  const NONE: 0;
  const ERROR: 1;
  const WARN: 2;
  const INFO: 3;
  const LOG: 4;
  const DEBUG: 5;

  const sessions: Collection<Session>;
  const publishers: Collection<Publisher>;
  const subscribers: Collection<Subscriber>;

  function initSession(apiKey: string | number, sessionId: string, options?: SessionOptions): Session;

  const initPublisher: {
    (target?: Target | null, properties?: PublisherProperties | null, handler?: CompletionHandler): Publisher;
    (properties: PublisherProperties, handler?: CompletionHandler): Publisher;
    (handler: CompletionHandler): Publisher;
    promise(target?: Target | null, properties?: PublisherProperties | null): Promise<Publisher>;
    promise(properties: PublisherProperties): Promise<Publisher>;
  };

  function checkSystemRequirements(): 0 | 1;
  function upgradeSystemRequirements(): void;
  function getDevices(handler?: ResultHandler<Device[]>): Promise<Device[]>;
  function getAudioOutputDevices(): Promise<AudioOutputDevice[]>;
  function getActiveAudioOutputDevice(): Promise<AudioOutputDevice>;
  /** Has all subscribers, those to come too, heard on a device; null or "" is the browser's default. */
  function setAudioOutputDevice(deviceId: string | null | undefined): Promise<void>;
  function getUserMedia(properties?: PublisherProperties): Promise<MediaStream>;
  function checkScreenSharingCapability(
    handler?: (capability: ScreenSharingCapability) => void,
  ): Promise<ScreenSharingCapability>;
  /** Browsers share the screen without an extension today: does nothing. */
  function registerScreenSharingExtension(kind: string, id: string, version: number): void;
  function hasMediaProcessorSupport(): boolean;
  function hasEndToEndEncryptionSupport(): boolean;
  function setProxyUrl(url: string): void;
  function setLogLevel(level: number): void;
  function log(message: string): void;
  /** Plays what the browser refused to play without a gesture; call it from a click handler. */
  function unblockAudio(): Promise<void>;
}
