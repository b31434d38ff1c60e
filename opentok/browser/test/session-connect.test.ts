import "./support/page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { OT } from "../src/ot";
import { reported, settled } from "./support/page";
import { connectedScene, handler, outcomes, scene, sceneWithStream } from "./support/scene";
import { connectionInfo, streamInfo } from "./support/server";

test("a connected session knows its own connection, its capabilities and who else is there", async () => {
  const { session, server } = scene();
  server.connections = [connectionInfo("ann")];
  server.streams = [streamInfo("s1")];
  const done = handler();

  session.connect("token", done);
  await settled();

  assert.deepEqual(outcomes(done), ["ok"]);
  assert.equal(session.isConnected(), true);
  assert.equal(session.connection?.connectionId, "me");
  assert.equal(session.connection?.data, "my data");
  assert.equal(session.capabilities.publish, 1);
  assert.deepEqual(session.connections.map(({ id }) => id), ["me", "ann"]);
  assert.equal(session.streams.get("s1")?.connection.data, "data of ann");
  assert.equal(server.socket.url, "wss://page.example/v2/signalling");
});

test("the completion handler comes before the events, and the session's own connection before the others", async () => {
  const { session, server, events } = scene();
  server.connections = [connectionInfo("ann")];
  server.streams = [streamInfo("s1")];

  session.connect("token", () => events.push("handler"));
  await settled();

  assert.deepEqual(events, ["handler", "sessionConnected", "connectionCreated", "connectionCreated", "streamCreated"]);
});

test("a handler attached after awaiting the promise misses no stream", async () => {
  const { session, server } = scene();
  server.streams = [streamInfo("s1")];
  const seen: string[] = [];

  await session.connect.promise("token");
  session.on("streamCreated", ({ stream }) => seen.push(stream.id));
  await settled();

  assert.deepEqual(seen, ["s1"]);
});

test("an unreachable server is a failed connect, told once", async () => {
  const { session, server, events } = scene();
  server.reachable = false;
  const done = handler();

  session.connect("token", done);
  await settled();

  assert.deepEqual(outcomes(done), ["OT_CONNECT_FAILED"]);
  assert.equal(done.calls[0]?.code, 1006);
  assert.equal(session.currentState, "disconnected");
  assert.deepEqual(events, []);
});

test("the server's refusal keeps its name and number", async () => {
  const { session, server } = scene();
  server.answers.set("connect", { name: "OT_AUTHENTICATION_ERROR", code: 1004, message: "token expired" });
  const done = handler();

  session.connect("token", done);
  await settled();

  assert.deepEqual(outcomes(done), ["OT_AUTHENTICATION_ERROR"]);
  assert.equal(done.calls[0]?.code, 1004);
  assert.equal(done.calls[0]?.message, "token expired");
});

test("a session that failed to connect can be connected again", async () => {
  const { session, server } = scene();
  server.reachable = false;
  session.connect("token");
  await settled();

  server.reachable = true;
  await session.connect.promise("token");

  assert.equal(session.isConnected(), true);
});

test("disconnecting while connecting ends the connect with an error", async () => {
  const { session, server, events } = scene();
  server.answers.set("connect", null);
  const done = handler();
  session.connect("token", done);
  await settled();

  await session.disconnect();
  await settled();

  assert.deepEqual(outcomes(done), ["OT_NOT_CONNECTED"]);
  assert.deepEqual(events, []);
});

test("disconnecting tells the server and the page", async () => {
  const { session, server } = await connectedScene();
  const reasons: string[] = [];
  session.on("sessionDisconnected", ({ reason }) => reasons.push(reason));

  await session.disconnect();
  await settled();

  assert.equal(server.ofType("disconnect").length, 1);
  assert.deepEqual(reasons, ["clientDisconnected"]);
  assert.equal(session.connection, undefined);
  assert.equal(session.streams.length(), 0);
});

test("being put out by the server removes the subscribers' elements", async () => {
  const { session, server, stream } = await sceneWithStream('<div id="ann"></div>');
  session.subscribe(stream, "ann");
  await settled();

  server.send({ type: "sessionDisconnected", reason: "forceDisconnected" });
  await settled();

  assert.equal(document.getElementById("ann"), null);
  assert.equal(session.isConnected(), false);
});

test("preventing the default of sessionDisconnected keeps the elements", async () => {
  const { session, server, stream } = await sceneWithStream('<div id="ann"></div>');
  session.on("sessionDisconnected", (event) => event.preventDefault());
  session.subscribe(stream, "ann");
  await settled();

  server.send({ type: "sessionDisconnected", reason: "forceDisconnected" });
  await settled();

  assert.ok(document.getElementById("ann")?.querySelector("video"));
});

test("others coming, changing and going are told", async () => {
  const { session, server, events } = await connectedScene();
  const changes: unknown[] = [];
  session.on("streamPropertyChanged", ({ changedProperty, oldValue, newValue }) =>
    changes.push([changedProperty, oldValue, newValue]),
  );
  events.length = 0;

  server.send({ type: "connectionCreated", connection: connectionInfo("ann") });
  server.send({ type: "streamCreated", stream: streamInfo("s1") });
  server.send({ type: "streamPropertyChanged", streamId: "s1", changedProperty: "hasVideo", oldValue: true, newValue: false });
  server.send({ type: "streamDestroyed", streamId: "s1", reason: "clientDisconnected" });
  server.send({ type: "connectionDestroyed", connectionId: "ann", reason: "clientDisconnected" });
  await settled();

  assert.deepEqual(events, [
    "connectionCreated",
    "streamCreated",
    "streamPropertyChanged",
    "streamDestroyed",
    "connectionDestroyed",
  ]);
  assert.deepEqual(changes, [["hasVideo", true, false]]);
});

test("a handler that throws is reported and disturbs no other", async () => {
  const { session } = scene();
  const heard: string[] = [];
  session.on("sessionConnected", () => {
    throw new Error("a mistake of the page");
  });
  session.on("sessionConnected", () => heard.push("second"));

  session.connect("token");
  await settled();

  assert.deepEqual(heard, ["second"]);
  assert.match(String(reported[0]), /a mistake of the page/);
});

test("frames that are no JSON and types nobody knows change nothing", async () => {
  const { session, server } = await connectedScene();

  server.socket.onmessage?.({ data: "{" });
  server.socket.onmessage?.({ data: "null" });
  server.send({ type: "somethingNew" });
  await settled();

  assert.equal(session.isConnected(), true);
});

test("two sessions of one id on a page are apart", () => {
  scene();
  assert.notEqual(OT.initSession("123", "1_session"), OT.initSession("123", "1_session"));
});
