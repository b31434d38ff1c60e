import type * as API from "../../types/opentok";
import { OT } from "../../src/ot";
import { resetPage, settled } from "./page";
import { connectionInfo, FakeServer, streamInfo } from "./server";

export interface Scene {
  readonly server: FakeServer;
  readonly session: API.Session;
  /** The names of the session's events, in order. */
  readonly events: string[];
}

const SESSION_EVENTS = [
  "sessionConnected",
  "sessionReconnecting",
  "sessionReconnected",
  "sessionDisconnected",
  "connectionCreated",
  "connectionDestroyed",
  "streamCreated",
  "streamDestroyed",
  "streamPropertyChanged",
];

/** A fresh page with a session that is not connected yet. */
export function scene(html = ""): Scene {
  resetPage(html);
  const server = new FakeServer();
  const session = OT.initSession("123", "1_session");
  const events: string[] = [];
  for (const name of SESSION_EVENTS) session.on(name, () => events.push(name));
  return { server, session, events };
}

/** The same, connected. */
export async function connectedScene(html = ""): Promise<Scene> {
  const connected = scene(html);
  connected.session.connect("token");
  await settled();
  return connected;
}

/** The same, with Ann's stream in the session. */
export async function sceneWithStream(html = ""): Promise<Scene & { stream: API.Stream }> {
  const start = scene(html);
  start.server.connections = [connectionInfo("ann")];
  start.server.streams = [streamInfo("s1")];
  start.session.connect("token");
  await settled();
  return { ...start, stream: start.session.streams.get("s1")! };
}

/** Keeps what a completion handler was called with: it must be called exactly once. */
export function handler(): { (error?: API.OTError): void; readonly calls: (API.OTError | undefined)[] } {
  const calls: (API.OTError | undefined)[] = [];
  return Object.assign((error?: API.OTError) => void calls.push(error), { calls });
}

/** The names of the errors a completion handler got, "ok" for none. */
export function outcomes({ calls }: { calls: (API.OTError | undefined)[] }): string[] {
  return calls.map((error) => error?.name ?? "ok");
}
