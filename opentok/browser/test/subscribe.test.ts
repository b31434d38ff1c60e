import "./support/page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { OT } from "../src/ot";
import { autoplay, settled } from "./support/page";
import { FakePeerConnection } from "./support/peer";
import { connectedScene, handler, outcomes, sceneWithStream, type Scene } from "./support/scene";
import { streamInfo } from "./support/server";

const HTML = '<div id="ann"></div>';

/** The server offers media for the first subscription, and the connection comes up. */
async function mediaArrives({ server }: Scene): Promise<void> {
  const subscriptions = [{ subscriptionId: "sub1", streamId: "s1", audioMid: "0", videoMid: "1" }];
  server.send({ type: "offer", revision: 1, sdp: "mids:0,1", subscriptions });
  await settled();
  FakePeerConnection.last.becomes("connected");
  await settled();
}

test("a subscription is complete when its media has arrived", async () => {
  const scene = await sceneWithStream(HTML);
  const done = handler();
  const events: string[] = [];

  const subscriber = scene.session.subscribe(scene.stream, "ann", {}, done);
  subscriber.on("videoElementCreated connected", ({ type }) => events.push(type));
  await settled();
  assert.deepEqual(outcomes(done), []);
  await mediaArrives(scene);

  assert.deepEqual(outcomes(done), ["ok"]);
  assert.deepEqual(events, ["videoElementCreated", "connected"]);
  assert.deepEqual(scene.server.ofType("answer")[0]?.["revision"], 1);
  const video = document.querySelector<HTMLVideoElement>("#ann video.OT_video-element");
  assert.equal((video?.srcObject as MediaStream).getTracks().length, 2);
  assert.deepEqual(scene.session.getSubscribersForStream(scene.stream), [subscriber]);
  assert.ok(OT.subscribers.where({ streamId: "s1" }).includes(subscriber));
});

test("all subscriptions share one peer connection, told apart by media id", async () => {
  const scene = await sceneWithStream('<div id="a"></div><div id="b"></div>');
  scene.server.send({ type: "streamCreated", stream: streamInfo("s2") });
  await settled();
  scene.session.subscribe(scene.stream, "a");
  scene.session.subscribe(scene.session.streams.get("s2")!, "b");
  await settled();

  scene.server.send({
    type: "offer",
    revision: 1,
    sdp: "mids:0,1,2,3",
    subscriptions: [
      { subscriptionId: "sub1", streamId: "s1", audioMid: "0", videoMid: "1" },
      { subscriptionId: "sub2", streamId: "s2", audioMid: "2", videoMid: "3" },
    ],
  });
  await settled();

  assert.equal(FakePeerConnection.all.length, 1);
  const devices = (id: string): string[] =>
    ((document.querySelector(`#${id} video`) as HTMLVideoElement).srcObject as any)
      .getTracks()
      .map(({ deviceId }: { deviceId: string }) => deviceId);
  assert.deepEqual([devices("a"), devices("b")], [["remote 0", "remote 1"], ["remote 2", "remote 3"]]);
});

test("offers are answered one after the other", async () => {
  const scene = await sceneWithStream(HTML);
  scene.session.subscribe(scene.stream, "ann");
  await settled();

  for (const revision of [1, 2, 3]) scene.server.send({ type: "offer", revision, sdp: `mids:${revision}`, subscriptions: [] });
  await settled();

  assert.deepEqual(
    scene.server.ofType("answer").map(({ revision, sdp }) => [revision, sdp]),
    [[1, "answer to mids:1"], [2, "answer to mids:2"], [3, "answer to mids:3"]],
  );
});

test("a target that is rendered later is filled when it comes", async () => {
  const scene = await sceneWithStream();
  const subscriber = scene.session.subscribe(scene.stream, "late");
  await mediaArrives(scene);
  assert.equal(subscriber.element, undefined);

  document.body.innerHTML = '<div id="late"></div>';
  await settled();

  assert.equal(subscriber.element, document.getElementById("late"));
  assert.ok(document.querySelector("#late video"));
});

test("the server's refusal is the subscription's error, and takes the element away", async () => {
  const scene = await sceneWithStream(HTML);
  scene.server.answers.set("subscribe", { name: "OT_STREAM_NOT_FOUND", code: 1604, message: "no such stream" });
  const done = handler();

  scene.session.subscribe(scene.stream, "ann", done as any);
  await settled();

  assert.deepEqual(outcomes(done), ["OT_STREAM_NOT_FOUND"]);
  assert.equal(document.getElementById("ann"), null);
  assert.deepEqual(scene.session.getSubscribersForStream(scene.stream), []);
});

test("a stream that ends before its media came is an error, told once", async () => {
  const scene = await sceneWithStream(HTML);
  const done = handler();
  scene.session.subscribe(scene.stream, "ann", {}, done);
  await settled();

  scene.server.send({ type: "streamDestroyed", streamId: "s1", reason: "clientDisconnected" });
  await settled();

  assert.deepEqual(outcomes(done), ["OT_STREAM_DESTROYED"]);
});

test("a destroyed stream takes its element out of the page", async () => {
  const scene = await sceneWithStream(HTML);
  const subscriber = scene.session.subscribe(scene.stream, "ann");
  const events: string[] = [];
  subscriber.on("destroyed", ({ type }) => events.push(type));
  await mediaArrives(scene);

  scene.server.send({ type: "streamDestroyed", streamId: "s1", reason: "networkDisconnected" });
  await settled();

  assert.equal(document.getElementById("ann"), null);
  assert.deepEqual(events, ["destroyed"]);
  assert.equal(scene.stream.destroyed, true);
  assert.equal(scene.server.ofType("unsubscribe").length, 0);
});

test("preventing the default of streamDestroyed keeps the element", async () => {
  const scene = await sceneWithStream(HTML);
  scene.session.on("streamDestroyed", (event) => event.preventDefault());
  scene.session.subscribe(scene.stream, "ann");
  await mediaArrives(scene);

  scene.server.send({ type: "streamDestroyed", streamId: "s1", reason: "networkDisconnected" });
  await settled();

  assert.ok(document.querySelector("#ann video"));
});

test("unsubscribing tells the server and removes the element", async () => {
  const scene = await sceneWithStream(HTML);
  const subscriber = scene.session.subscribe(scene.stream, "ann");
  await mediaArrives(scene);

  scene.session.unsubscribe(subscriber);
  await settled();

  assert.equal(scene.server.ofType("unsubscribe")[0]?.["subscriptionId"], "sub1");
  assert.equal(document.getElementById("ann"), null);
});

test("unsubscribing before the server has answered releases what it then grants", async () => {
  const scene = await sceneWithStream(HTML);
  const subscriber = scene.session.subscribe(scene.stream, "ann");

  scene.session.unsubscribe(subscriber);
  await settled();

  assert.equal(scene.server.ofType("unsubscribe")[0]?.["subscriptionId"], "sub1");
});

test("switching video off is asked of the server and shown", async () => {
  const scene = await sceneWithStream(HTML);
  const subscriber = scene.session.subscribe(scene.stream, "ann");
  const reasons: string[] = [];
  subscriber.on("videoDisabled videoEnabled", ({ type, reason }) => reasons.push(`${type} ${reason}`));
  await mediaArrives(scene);

  subscriber.subscribeToVideo(false);
  await settled();

  assert.equal(scene.server.ofType("updateSubscription")[0]?.["video"], false);
  assert.deepEqual(reasons, ["videoDisabled subscribeToVideo"]);
  assert.equal(subscriber.element?.classList.contains("OT_audio-only"), true);
});

test("a publisher who stops the camera shows as videoDisabled", async () => {
  const scene = await sceneWithStream(HTML);
  const subscriber = scene.session.subscribe(scene.stream, "ann");
  const reasons: string[] = [];
  subscriber.on("videoDisabled videoEnabled", ({ type, reason }) => reasons.push(`${type} ${reason}`));
  await mediaArrives(scene);

  const change = { type: "streamPropertyChanged", streamId: "s1", changedProperty: "hasVideo" };
  scene.server.send({ ...change, oldValue: true, newValue: false });
  scene.server.send({ ...change, oldValue: false, newValue: true });
  await settled();

  assert.deepEqual(reasons, ["videoDisabled publishVideo", "videoEnabled publishVideo"]);
});

test("media that goes and comes back is told", async () => {
  const scene = await sceneWithStream(HTML);
  const subscriber = scene.session.subscribe(scene.stream, "ann");
  const events: string[] = [];
  subscriber.on("connected disconnected", ({ type }) => events.push(type));
  await mediaArrives(scene);

  FakePeerConnection.last.becomes("disconnected");
  FakePeerConnection.last.becomes("connected");
  await settled();

  assert.deepEqual(events, ["connected", "disconnected", "connected"]);
});

test("failed media asks the server to restart ICE", async () => {
  const scene = await sceneWithStream(HTML);
  scene.session.subscribe(scene.stream, "ann");
  await mediaArrives(scene);

  FakePeerConnection.last.becomes("failed");
  await new Promise((resolve) => setTimeout(resolve, 5));
  await settled();

  assert.equal(scene.server.ofType("restartIce").length, 1);
});

test("a receiving end the server closed is opened anew with all its subscriptions", async () => {
  const scene = await sceneWithStream(HTML);
  const subscriber = scene.session.subscribe(scene.stream, "ann");
  await mediaArrives(scene);

  scene.server.send({ type: "mediaState", peer: "receiver", state: "closed" });
  await settled();

  assert.equal(scene.server.ofType("subscribe").length, 2);
  const subscriptions = [{ subscriptionId: "sub2", streamId: "s1", audioMid: "0", videoMid: "1" }];
  scene.server.send({ type: "offer", revision: 1, sdp: "mids:0,1", subscriptions });
  await settled();
  assert.equal(FakePeerConnection.all.length, 2);
  assert.equal((subscriber.element?.querySelector("video")?.srcObject as MediaStream).getTracks().length, 2);
});

test("sound that the browser refuses to play comes with OT.unblockAudio", async () => {
  const scene = await sceneWithStream(HTML);
  autoplay.refused = true;
  const subscriber = scene.session.subscribe(scene.stream, "ann");
  const events: string[] = [];
  subscriber.on("audioBlocked audioUnblocked", ({ type }) => events.push(type));
  await mediaArrives(scene);
  assert.equal(subscriber.isAudioBlocked(), true);

  autoplay.refused = false;
  await OT.unblockAudio();
  await settled();

  assert.equal(subscriber.isAudioBlocked(), false);
  assert.deepEqual(events, ["audioBlocked", "audioUnblocked"]);
});

test("the volume is from 0 to 100", async () => {
  const scene = await sceneWithStream(HTML);
  const subscriber = scene.session.subscribe(scene.stream, "ann", { audioVolume: 30 });

  assert.equal(subscriber.getAudioVolume(), 30);
  assert.equal(subscriber.setAudioVolume(250).getAudioVolume(), 100);
});

test("only a stream can be subscribed to", async () => {
  const { session } = await connectedScene();
  assert.throws(() => session.subscribe(undefined as any, "ann"), { name: "OT_INVALID_PARAMETER" });
});
