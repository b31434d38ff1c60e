import type * as OT from "../../types/opentok";

/** The entries of one type and medium in a report of the browser. */
function entries(report: RTCStatsReport, type: string, kind: "audio" | "video"): Record<string, number>[] {
  const found: Record<string, number>[] = [];
  report.forEach((entry) => {
    if (entry.type === type && entry.kind === kind) found.push(entry);
  });
  return found;
}

function total(list: Record<string, number>[], name: string): number {
  return list.reduce((sum, entry) => sum + (entry[name] ?? 0), 0);
}

function sent(report: RTCStatsReport, kind: "audio" | "video"): OT.SentStats & { frameRate: number } {
  const outbound = entries(report, "outbound-rtp", kind);
  return {
    bytesSent: total(outbound, "bytesSent"),
    packetsSent: total(outbound, "packetsSent"),
    packetsLost: total(entries(report, "remote-inbound-rtp", kind), "packetsLost"),
    frameRate: Math.max(0, ...outbound.map((entry) => entry["framesPerSecond"] ?? 0)),
  };
}

function received(report: RTCStatsReport, kind: "audio" | "video"): OT.ReceivedStats & { frameRate: number } {
  const inbound = entries(report, "inbound-rtp", kind);
  return {
    bytesReceived: total(inbound, "bytesReceived"),
    packetsReceived: total(inbound, "packetsReceived"),
    packetsLost: total(inbound, "packetsLost"),
    frameRate: Math.max(0, ...inbound.map((entry) => entry["framesPerSecond"] ?? 0)),
  };
}

export function publisherStats(report: RTCStatsReport): OT.PublisherStats["stats"] {
  return { audio: sent(report, "audio"), video: sent(report, "video"), timestamp: Date.now() };
}

export function subscriberStats(audio: RTCStatsReport | undefined, video: RTCStatsReport | undefined): OT.SubscriberStats {
  const none = new Map() as unknown as RTCStatsReport;
  return { audio: received(audio ?? none, "audio"), video: received(video ?? none, "video"), timestamp: Date.now() };
}
