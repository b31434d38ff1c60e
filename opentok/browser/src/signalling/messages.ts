// The wire between the library and the server: docs/how-it-works/signalling.md.

import type * as OT from "../../types/opentok";

export interface ConnectionInfo {
  connectionId: string;
  creationTime: number;
  data?: string | null;
}

export interface StreamProperties {
  hasAudio: boolean;
  hasVideo: boolean;
  videoDimensions: OT.Dimensions;
}

export interface StreamInfo {
  streamId: string;
  connectionId: string;
  name?: string | null;
  videoType?: OT.VideoType | null;
  hasAudio: boolean;
  hasVideo: boolean;
  videoDimensions?: OT.Dimensions | null;
  creationTime: number;
}

export interface NewStream {
  name: string;
  videoType?: OT.VideoType;
  hasAudio: boolean;
  hasVideo: boolean;
  videoDimensions?: OT.Dimensions;
}

/** What of a video is of use; null: no limit. */
export interface Wishes {
  /** In device pixels. */
  videoDimensions: OT.Dimensions | null;
  frameRate: number | null;
  priority: "normal" | "high";
  visible: boolean;
}

/** What the bandwidth to this page allows for a subscription's video. */
export type VideoQuality = "sufficient" | "atRisk" | "paused";

/** What the client asks, by type. */
export interface Requests {
  connect: { apiKey: string; sessionId: string; token: string; resume?: string };
  publish: { stream: NewStream; sdp: string };
  renegotiate: { streamId: string; sdp: string };
  updateStream: { streamId: string } & Partial<StreamProperties>;
  unpublish: { streamId: string };
  subscribe: { streamId: string; audio: boolean; video: boolean };
  updateSubscription: { subscriptionId: string; audio?: boolean; video?: boolean };
  wish: { subscriptionId: string } & Wishes;
  unsubscribe: { subscriptionId: string };
  answer: { revision: number; sdp: string };
  restartIce: {};
  signal: { signalType?: string; data?: string; to?: string };
  forceDisconnect: { connectionId: string };
  forceUnpublish: { streamId: string };
  forceMute: { streamId: string };
  forceMuteAll: { active: boolean; excludedStreamIds: string[] };
  disconnect: {};
}

interface Done {
  type: "done";
}

/** What the server replies to each. */
export interface Replies {
  connect: Connected;
  publish: { type: "published"; stream: StreamInfo; sdp: string };
  renegotiate: { type: "answer"; sdp: string };
  updateStream: Done;
  unpublish: Done;
  subscribe: { type: "subscribed"; subscriptionId: string };
  updateSubscription: Done;
  wish: Done;
  unsubscribe: Done;
  answer: Done;
  restartIce: Done;
  signal: Done;
  forceDisconnect: Done;
  forceUnpublish: Done;
  forceMute: Done;
  forceMuteAll: Done;
  disconnect: Done;
}

export type RequestType = keyof Requests;

export interface Connected {
  type: "connected";
  connection: ConnectionInfo;
  capabilities: OT.Capabilities;
  connections: ConnectionInfo[];
  streams: StreamInfo[];
  resume: string;
  resumed: boolean;
  iceServers: RTCIceServer[];
  idleTimeout: number;
}

export interface SubscriptionMedia {
  subscriptionId: string;
  streamId: string;
  audioMid?: string | null;
  videoMid?: string | null;
}

export interface Offer {
  type: "offer";
  revision: number;
  sdp: string;
  subscriptions: SubscriptionMedia[];
}

/** What the server tells unasked. */
export type Notice =
  | { type: "connectionCreated"; connection: ConnectionInfo }
  | { type: "connectionDestroyed"; connectionId: string; reason: OT.DestroyedReason }
  | { type: "streamCreated"; stream: StreamInfo }
  | { type: "streamDestroyed"; streamId: string; reason: OT.DestroyedReason }
  | StreamPropertyChanged
  | Offer
  | { type: "mediaState"; peer: string; state: "connecting" | "connected" | "disconnected" | "failed" | "closed" }
  | { type: "layersWanted"; streamId: string; highest: number; layers: number }
  | { type: "videoQuality"; subscriptionId: string; quality: VideoQuality }
  | { type: "muteForced"; streamId: string; all: boolean }
  | { type: "muteState"; active: boolean }
  | { type: "activeSpeakers"; streamIds: string[] }
  | { type: "signal"; signalType?: string | null; data?: string | null; from?: string | null }
  | { type: "sessionDisconnected"; reason: "forceDisconnected" | "networkDisconnected" };

export type StreamPropertyChanged = {
  [Name in keyof StreamProperties]: {
    type: "streamPropertyChanged";
    streamId: string;
    changedProperty: Name;
    oldValue: StreamProperties[Name];
    newValue: StreamProperties[Name];
  };
}[keyof StreamProperties];
