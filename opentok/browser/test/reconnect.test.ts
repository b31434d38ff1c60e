import "./support/page";
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { OT } from "../src/ot";
import { settled } from "./support/page";
import { FakePeerConnection } from "./support/peer";
import { connectedScene, handler, outcomes, sceneWithStream } from "./support/scene";
import { connectionInfo, streamInfo } from "./support/server";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

/** Lets time pass in steps, each followed by what it set in motion. */
async function pass(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 250) {
    mock.timers.tick(250);
    await settled();
  }
}

test("a broken socket is followed by another that resumes the place", async () => {
  const { session, server, events } = await connectedScene();
  events.length = 0;

  server.breaks();
  await settled();

  assert.deepEqual(events, ["sessionReconnecting", "sessionReconnected"]);
  assert.equal(server.ofType("connect")[1]?.["resume"], "secret");
  assert.equal(session.isConnected(), true);
});

test("a server that is away for a while is tried again and again", async () => {
  const { session, server } = await connectedScene();
  server.reachable = false;
  server.breaks();
  await pass(5_000);
  const tries = server.sockets.length;
  assert.ok(tries >= 4 && tries <= 12, `${tries} sockets`);
  assert.equal(session.currentState, "reconnecting");

  server.reachable = true;
  await pass(5_000);

  assert.equal(session.isConnected(), true);
});

test("pings are answered, and silence counts as a broken socket", async () => {
  const { server, events } = await connectedScene();
  events.length = 0;

  await pass(11_000);
  server.send({ type: "ping" });
  await settled();
  await pass(11_000);
  assert.deepEqual([server.ofType("pong").length, events], [1, []]);

  await pass(1_500);
  assert.deepEqual(events, ["sessionReconnecting", "sessionReconnected"]);
});

test("what changed meanwhile is told after coming back", async () => {
  const { session, server, events } = await sceneWithStream();
  events.length = 0;
  const changed: unknown[] = [];
  session.on("streamPropertyChanged", ({ changedProperty, newValue }) => changed.push([changedProperty, newValue]));
  server.connections = [connectionInfo("ann"), connectionInfo("ben")];
  server.streams = [{ ...streamInfo("s1"), hasVideo: false }, streamInfo("s2", "ben")];

  server.breaks();
  await settled();

  assert.deepEqual(events, [
    "sessionReconnecting",
    "sessionReconnected",
    "connectionCreated",
    "streamPropertyChanged",
    "streamCreated",
  ]);
  assert.deepEqual(changed, [["hasVideo", false]]);
});

test("a stream that ended meanwhile is destroyed", async () => {
  const { session, server, events } = await sceneWithStream();
  events.length = 0;
  server.connections = [];
  server.streams = [];

  server.breaks();
  await settled();

  assert.deepEqual(events, ["sessionReconnecting", "sessionReconnected", "streamDestroyed", "connectionDestroyed"]);
  assert.equal(session.streams.length(), 0);
});

test("a server that forgot the place ends the session, so that the page can start anew", async () => {
  const { session, server } = await connectedScene();
  const reasons: string[] = [];
  session.on("sessionDisconnected", ({ reason }) => reasons.push(reason));
  server.resumes = false;

  server.breaks();
  await settled();

  assert.deepEqual(reasons, ["networkDisconnected"]);
  assert.equal(session.currentState, "disconnected");
  await session.connect.promise("token");
  assert.equal(session.isConnected(), true);
});

test("a server that stays away ends the session after a minute", async () => {
  const { session, server } = await connectedScene();
  const reasons: string[] = [];
  session.on("sessionDisconnected", ({ reason }) => reasons.push(reason));
  server.reachable = false;

  server.breaks();
  await pass(61_000);

  assert.deepEqual(reasons, ["networkDisconnected"]);
});

test("a request whose reply was lost is asked again", async () => {
  const { session, server, stream } = await sceneWithStream('<div id="ann"></div>');
  server.connections = [connectionInfo("ann")];
  server.answers.set("subscribe", null);
  session.subscribe(stream, "ann");
  await settled();

  server.answers.delete("subscribe");
  server.breaks();
  await settled();

  const [first, second] = server.ofType("subscribe");
  assert.equal(second?.["id"], first?.["id"]);
});

test("a signal that must not be sent late fails when the socket breaks", async () => {
  const { session, server } = await connectedScene();
  const [late, prompt] = [handler(), handler()];
  server.answers.set("signal", null);

  session.signal({ data: "late" }, late);
  session.signal({ data: "prompt", retryAfterReconnect: false }, prompt).catch(() => {});
  await settled();
  server.answers.delete("signal");
  server.breaks();
  await settled();

  assert.deepEqual([outcomes(late), outcomes(prompt)], [["ok"], ["OT_NOT_CONNECTED"]]);
});

test("a publisher whose media is gone restarts ICE when signalling is back", async () => {
  const { session, server } = await connectedScene();
  const publisher = OT.initPublisher({});
  session.publish(publisher);
  await settled();
  server.streams = [streamInfo("own1", "me")];
  FakePeerConnection.last.becomes("connected");
  FakePeerConnection.last.becomes("disconnected");

  server.iceServers = [{ urls: "turn:renewed.example.org" }];
  server.breaks();
  await settled();
  await pass(250);

  assert.deepEqual(FakePeerConnection.last.configuration.iceServers, server.iceServers);
  assert.equal(server.ofType("renegotiate")[0]?.["streamId"], "own1");
  assert.match(server.ofType("renegotiate")[0]?.["sdp"], /^restart/);
  assert.equal(FakePeerConnection.last.remoteDescriptions.at(-1), "answer to restart");
});

test("an own stream that nobody here published is taken back", async () => {
  const { session, server } = await connectedScene();
  server.streams = [streamInfo("stray", "me")];

  server.breaks();
  await settled();

  assert.equal(server.ofType("unpublish")[0]?.["streamId"], "stray");
  assert.equal(session.streams.has("stray"), false);
});
