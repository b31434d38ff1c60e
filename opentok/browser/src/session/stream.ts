import type * as OT from "../../types/opentok";
import type { StreamInfo, StreamProperties } from "../signalling/messages";

export type ChangeableProperty = keyof StreamProperties;

/** One stream of the session, own or another's. Its properties follow what the server tells. */
export class Stream implements OT.Stream {
  readonly streamId: string;
  readonly id: string;
  readonly connection: OT.Connection;
  readonly creationTime: number;
  readonly name: string;
  readonly videoType: OT.VideoType | undefined;
  hasAudio: boolean;
  hasVideo: boolean;
  videoDimensions: OT.Dimensions;
  destroyed = false;

  constructor(info: StreamInfo, connection: OT.Connection) {
    this.streamId = info.streamId;
    this.id = info.streamId;
    this.connection = connection;
    this.creationTime = info.creationTime;
    this.name = info.name ?? "";
    this.videoType = info.videoType ?? undefined;
    this.hasAudio = info.hasAudio;
    this.hasVideo = info.hasVideo;
    this.videoDimensions = info.videoDimensions ?? { width: 0, height: 0 };
  }

  /** Sets a property and returns its old value. */
  change<Name extends ChangeableProperty>(property: Name, value: Stream[Name]): Stream[Name] {
    const old = this[property];
    (this as Stream)[property] = value;
    return old;
  }
}
