import type * as OT from "../../types/opentok";
import type { Replies, Requests, RequestType, StreamInfo } from "../signalling/messages";
import type { Stream } from "./stream";

/** What publishers and subscribers need of the session they are in. */
export interface SessionLink {
  readonly session: OT.Session;
  request<Type extends RequestType>(type: Type, fields: Requests[Type], retry?: boolean): Promise<Replies[Type]>;
  rtcConfiguration(): RTCConfiguration;
  /** A publisher of this page got into the session; returns its stream. */
  published(info: StreamInfo): Stream;
  /** A publisher of this page ended, whoever ended it. */
  unpublished(publisher: OwnPublisher, stream: Stream | undefined): void;
}

/** What the session needs of its publishers. */
export interface OwnPublisher extends OT.Publisher {
  resumed(): void;
  /** Which of its video layers are watched, counted from the smallest. */
  layersWanted(wanted: { highest: number; layers: number }): void;
  /** A moderator mutes it. */
  muteForced(): void;
  streamEnded(reason: OT.DestroyedReason): void;
}
