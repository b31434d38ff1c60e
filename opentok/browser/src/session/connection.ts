import type * as OT from "../../types/opentok";
import type { ConnectionInfo } from "../signalling/messages";

export class Connection implements OT.Connection {
  readonly connectionId: string;
  readonly id: string;
  readonly creationTime: number;
  readonly data: string;

  constructor(info: ConnectionInfo) {
    this.connectionId = info.connectionId;
    this.id = info.connectionId;
    this.creationTime = info.creationTime;
    this.data = info.data ?? "";
  }
}
