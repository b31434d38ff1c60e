import "./support/page";
import "./support/display";
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type * as API from "../types/opentok";
import { OT } from "../src/ot";
import { changeTab, observers, resetDisplay, resize, scroll } from "./support/display";
import { settled } from "./support/page";
import { FakePeerConnection } from "./support/peer";
import { connectedScene, sceneWithStream, type Scene } from "./support/scene";
import { streamInfo } from "./support/server";

const HTML = '<div id="ann"></div>';

interface Subscribed {
  readonly scene: Scene;
  readonly subscriber: API.Subscriber;
  readonly video: HTMLVideoElement;
}

async function subscribed(properties: API.SubscriberProperties = {}): Promise<Subscribed> {
  OT.subscribers.where().forEach((earlier) => earlier.session.unsubscribe(earlier));
  resetDisplay();
  const scene = await sceneWithStream(HTML);
  const subscriber = scene.session.subscribe(scene.stream, "ann", properties);
  await settled();
  return { scene, subscriber, video: document.querySelector<HTMLVideoElement>("#ann video")! };
}

function wishes({ server }: Scene): object[] {
  return server.ofType("wish").map(({ type, id, subscriptionId, ...wish }) => wish);
}

function wish(width: number, height: number, visible = true): object {
  return { videoDimensions: { width, height }, frameRate: null, priority: "normal", visible };
}

/** Lets debounced changes be told. */
async function later(milliseconds = 1_100): Promise<void> {
  mock.timers.tick(milliseconds);
  await settled();
}

test("a page that prefers nothing gets everything, and watches nothing", async () => {
  const { scene } = await subscribed();
  assert.deepEqual(wishes(scene), []);
  assert.equal(observers(), 0);
});

test("what the page prefers is told when it is subscribed, and again when it changes", async () => {
  const { scene, subscriber } = await subscribed({ preferredResolution: { width: 320, height: 240 }, preferredFrameRate: 7 });
  assert.deepEqual(wishes(scene), [{ ...wish(320, 240), frameRate: 7 }]);
  assert.equal(scene.server.ofType("wish")[0]?.["subscriptionId"], "sub1");

  subscriber.setPreferredResolution({ width: 640, height: 480 });
  subscriber.setPreferredFrameRate(null);
  subscriber.setPreferredFrameRate(null);
  subscriber.setPreferredResolution(null);
  subscriber.restrictFrameRate(true);
  await settled();

  assert.deepEqual(wishes(scene).slice(1), [
    { ...wish(640, 480), frameRate: 7 },
    wish(640, 480),
    { ...wish(0, 0), videoDimensions: null },
    { ...wish(0, 0), videoDimensions: null, frameRate: 1 },
  ]);
});

test("nonsense is not preferred", async () => {
  const warn = mock.method(console, "warn", () => {});
  const { scene, subscriber } = await subscribed();
  subscriber.setPreferredResolution({ width: -1, height: 0 });
  subscriber.setPreferredFrameRate(-5);
  await settled();
  assert.equal(warn.mock.callCount(), 2);
  assert.deepEqual(wishes(scene), []);
  warn.mock.restore();
});

test("a shared screen comes first", async () => {
  const scene = await connectedScene(HTML);
  scene.server.send({ type: "streamCreated", stream: { ...streamInfo("s9"), videoType: "screen" } });
  await settled();
  scene.session.subscribe(scene.session.streams.get("s9")!, "ann");
  await settled();
  assert.deepEqual(wishes(scene), [{ videoDimensions: null, frameRate: null, priority: "high", visible: true }]);
});

test("auto follows the size of the element, in device pixels, when it has come to rest", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { scene, video } = await subscribed({ preferredResolution: "auto" });
  resize(video, 100, 75);
  resize(video, 320, 240);
  await settled();
  assert.deepEqual(wishes(scene), []);
  await later(200);
  assert.deepEqual(wishes(scene), [wish(320, 240)]);

  globalThis.devicePixelRatio = 2;
  resize(video, 320.25, 240);
  await later(200);
  assert.deepEqual(wishes(scene).at(-1), wish(641, 480));
  mock.timers.reset();
});

test("auto asks for what covers the element, or for what fits into it", async () => {
  for (const [fitMode, expected] of [["cover", wish(640, 360)], ["contain", wish(320, 180)]] as const) {
    mock.timers.enable({ apis: ["setTimeout"] });
    const { scene, video } = await subscribed({ preferredResolution: "auto", fitMode });
    for (const [name, value] of [["videoWidth", 1280], ["videoHeight", 720]] as const) {
      Object.defineProperty(video, name, { value });
    }
    resize(video, 320, 360);
    await later(200);
    assert.deepEqual(wishes(scene).at(-1), expected);
    mock.timers.reset();
  }
});

test("auto gives up what is out of sight for a second, and wants it back at once", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { scene, video } = await subscribed({ preferredResolution: "auto" });
  resize(video, 320, 240);
  await later();
  for (const hide of [(hidden: boolean) => scroll(!hidden), (hidden: boolean) => changeTab(!hidden)]) {
    const before = wishes(scene).length;
    hide(true);
    await later(900);
    assert.equal(wishes(scene).length, before);
    hide(false);
    await later();
    assert.equal(wishes(scene).length, before, "it was hidden for a moment only");

    hide(true);
    await later();
    hide(false);
    await settled();
    assert.deepEqual(wishes(scene).slice(before), [wish(320, 240, false), wish(320, 240)]);
  }
  mock.timers.reset();
});

test("auto ends with the subscription, and with another preference", async () => {
  const { subscriber } = await subscribed({ preferredResolution: "auto" });
  assert.equal(observers(), 2);
  subscriber.setPreferredResolution({ width: 1, height: 1 });
  assert.equal(observers(), 0);
  subscriber.setPreferredResolution("auto");
  assert.equal(observers(), 2);
  subscriber.session.unsubscribe(subscriber);
  assert.equal(observers(), 0);
});

test("quality is told as OpenTok tells it", async () => {
  const { scene, subscriber } = await subscribed();
  const events: string[] = [];
  subscriber.on("videoDisableWarning videoDisableWarningLifted videoDisabled videoEnabled", ({ type, reason }) =>
    events.push(reason ? `${type} ${reason}` : type),
  );
  for (const quality of ["atRisk", "sufficient", "atRisk", "paused", "atRisk", "sufficient", "paused", "sufficient"]) {
    scene.server.send({ type: "videoQuality", subscriptionId: "sub1", quality });
    scene.server.send({ type: "videoQuality", subscriptionId: "another", quality: "paused" });
  }
  await settled();

  assert.deepEqual(events, [
    "videoDisableWarning",
    "videoDisableWarningLifted",
    "videoDisableWarning",
    "videoDisabled quality",
    "videoEnabled quality",
    "videoDisableWarningLifted",
    "videoDisabled quality",
    "videoEnabled quality",
  ]);
});

test("a video that is disabled for two reasons is enabled when both are gone", async () => {
  const { scene, subscriber } = await subscribed();
  const events: string[] = [];
  subscriber.on("videoDisabled videoEnabled", ({ type, reason }) => events.push(`${type} ${reason}`));
  scene.server.send({ type: "videoQuality", subscriptionId: "sub1", quality: "paused" });
  await settled();
  subscriber.subscribeToVideo(false);
  scene.server.send({ type: "videoQuality", subscriptionId: "sub1", quality: "sufficient" });
  await settled();
  subscriber.subscribeToVideo(true);
  await settled();
  assert.deepEqual(events, ["videoDisabled quality", "videoEnabled subscribeToVideo"]);
});

test("a receiving end that is opened anew hears the wishes again", async () => {
  const { scene } = await subscribed({ preferredFrameRate: 7 });
  scene.server.send({ type: "mediaState", peer: "receiver", state: "closed" });
  await settled();
  assert.deepEqual(scene.server.ofType("wish").map(({ subscriptionId }) => subscriptionId), ["sub1", "sub2"]);
});

function active(): (boolean | undefined)[] {
  return FakePeerConnection.last.transceivers[1]!.sendEncodings.map((encoding) => encoding.active);
}

test("a publisher sends only what is watched", async () => {
  const { session, server } = await connectedScene(HTML);
  const publisher = await session.publish.promise("ann");

  server.send({ type: "layersWanted", streamId: "own1", highest: 0, layers: 2 });
  await settled();
  assert.deepEqual(active(), [false, true]);

  await publisher.setMaxVideoBitrate(500_000);
  assert.deepEqual(active(), [false, true], "a new limit does not bring back what nobody watches");

  server.send({ type: "layersWanted", streamId: "own1", highest: 1, layers: 2 });
  server.send({ type: "layersWanted", streamId: "another", highest: -1, layers: 2 });
  await settled();
  assert.deepEqual(active(), [true, true]);
});

test("a browser that refuses to leave encodings out goes on sending them", async () => {
  const warn = mock.method(console, "warn", () => {});
  const { session, server } = await connectedScene(HTML);
  await session.publish.promise("ann");
  FakePeerConnection.last.refusesParameters = true;
  server.send({ type: "layersWanted", streamId: "own1", highest: 0, layers: 2 });
  await settled();
  assert.deepEqual(active(), [true, true]);
  assert.equal(warn.mock.callCount(), 1);
  warn.mock.restore();
});

test("one encoding is sent where the page does not want several, and of a screen", async () => {
  const { session } = await connectedScene(HTML);
  await session.publish.promise("ann", { scalableVideo: false });
  assert.equal(FakePeerConnection.last.transceivers[1]?.sendEncodings.length, 1);

  const screen = OT.initPublisher(undefined, { videoSource: "screen" });
  await session.publish.promise(screen);
  assert.equal(FakePeerConnection.last.transceivers[0]?.sendEncodings.length, 1);
  await session.publish.promise(undefined, { videoSource: "screen", scalableScreenshare: true });
  assert.deepEqual(FakePeerConnection.last.transceivers[0]?.sendEncodings.map(({ rid }) => rid), ["f", "h"]);
});
