import "./support/page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { OT } from "../src/ot";
import { fakeDevices, FakeTrack } from "./support/media";
import { resetPage, settled } from "./support/page";
import { FakePeerConnection } from "./support/peer";
import { connectedScene, handler, outcomes, scene } from "./support/scene";
import { streamInfo } from "./support/server";

const HTML = '<div id="publisher-div">Connecting to video…</div>';

test("the article's order works: publish before connect has completed", async () => {
  const { session, server } = scene(HTML);
  const [ready, connected, published] = [handler(), handler(), handler()];
  const created: string[] = [];

  const publisher = OT.initPublisher("publisher-div", {}, ready);
  publisher.on("streamCreated", ({ stream }) => created.push(stream.id));
  session.connect("token", connected);
  session.publish(publisher, published);
  await settled();

  assert.deepEqual([ready, connected, published].map(outcomes), [["ok"], ["ok"], ["ok"]]);
  assert.equal(publisher.streamId, "own1");
  assert.deepEqual(created, ["own1"]);
  assert.equal(session.getPublisherForStream(publisher.stream!), publisher);
  assert.equal(publisher.session, session);
  assert.deepEqual(server.ofType("publish")[0]?.["stream"], {
    name: "",
    hasAudio: true,
    hasVideo: true,
    videoType: "camera",
    videoDimensions: { width: 640, height: 480 },
  });
});

test("a session tells its own streams by the publisher only", async () => {
  const { session, events } = await connectedScene(HTML);
  events.length = 0;

  session.publish(OT.initPublisher("publisher-div"));
  await settled();

  assert.deepEqual(events, []);
  assert.equal(session.streams.length(), 1);
});

test("publishing outside of a session is an error", async () => {
  const { session } = scene(HTML);
  const done = handler();

  session.publish(OT.initPublisher("publisher-div"), done);
  await settled();

  assert.deepEqual(outcomes(done), ["OT_NOT_CONNECTED"]);
});

test("publishing into a session that then fails to connect is an error", async () => {
  const { session, server } = scene(HTML);
  server.reachable = false;
  const done = handler();

  session.connect("token");
  session.publish(OT.initPublisher("publisher-div"), done);
  await settled();

  assert.deepEqual(outcomes(done), ["OT_CONNECT_FAILED"]);
});

test("a role that may not publish is told so", async () => {
  const start = scene(HTML);
  start.server.capabilities.publish = 0;
  start.session.connect("token");
  const done = handler();

  start.session.publish(OT.initPublisher("publisher-div"), done);
  await settled();

  assert.deepEqual(outcomes(done), ["OT_PERMISSION_DENIED"]);
});

test("publish makes a publisher by itself when it is given a target", async () => {
  const { session } = await connectedScene(HTML);

  const publisher = await session.publish.promise("publisher-div", { name: "Ann" });

  assert.equal(publisher.stream?.name, "Ann");
  assert.equal(publisher.element, document.getElementById("publisher-div"));
});

test("refused access is told by event and by error, and leaves the target for another try", async () => {
  resetPage(HTML);
  fakeDevices.failure = "NotAllowedError";
  const done = handler();
  const events: string[] = [];

  const publisher = OT.initPublisher("publisher-div", {}, done);
  publisher.on("accessDenied accessAllowed", ({ type }) => events.push(type));
  await settled();

  assert.deepEqual(outcomes(done), ["OT_USER_MEDIA_ACCESS_DENIED"]);
  assert.deepEqual(events, ["accessDenied"]);
  fakeDevices.failure = undefined;
  await OT.initPublisher.promise("publisher-div", { videoSource: null });
  assert.ok(document.querySelector("#publisher-div.OT_publisher.OT_audio-only"));
});

for (const [failure, name] of [
  ["NotReadableError", "OT_HARDWARE_UNAVAILABLE"],
  ["NotFoundError", "OT_NO_DEVICES_FOUND"],
  ["OverconstrainedError", "OT_CONSTRAINTS_NOT_SATISFIED"],
  ["UnknownError", "OT_UNABLE_TO_CAPTURE_MEDIA"],
] as const) {
  test(`the browser's ${failure} is ${name}`, async () => {
    resetPage(HTML);
    fakeDevices.failure = failure;
    const done = handler();

    OT.initPublisher("publisher-div", {}, done);
    await settled();

    assert.deepEqual(outcomes(done), [name]);
  });
}

test("without a camera the microphone is published", async () => {
  const { session, server } = await connectedScene(HTML);
  fakeDevices.only("audioinput");

  session.publish(OT.initPublisher("publisher-div"));
  await settled();

  assert.equal(fakeDevices.asked[0]?.video, undefined);
  assert.deepEqual(server.ofType("publish")[0]?.["stream"], { name: "", hasAudio: true, hasVideo: false });
});

test("a machine without any device is an error", async () => {
  resetPage(HTML);
  fakeDevices.devices = [];
  const done = handler();

  OT.initPublisher("publisher-div", {}, done);
  await settled();

  assert.deepEqual(outcomes(done), ["OT_NO_DEVICES_FOUND"]);
});

test("publishing neither audio nor video is an error", async () => {
  resetPage(HTML);
  const done = handler();

  OT.initPublisher("publisher-div", { audioSource: null, videoSource: false }, done);
  await settled();

  assert.deepEqual(outcomes(done), ["OT_NO_VALID_CONSTRAINTS"]);
});

test("resolution, frame rate and bit rates are honoured", async () => {
  const { session } = await connectedScene(HTML);
  const properties = { resolution: "1280x720", frameRate: 15, audioBitrate: 40_000, maxVideoBitrate: 900_000 };

  await session.publish.promise("publisher-div", properties);

  const video = fakeDevices.asked[0]?.video as MediaTrackConstraints;
  assert.deepEqual([video.width, video.height, video.frameRate], [{ ideal: 1280 }, { ideal: 720 }, { ideal: 15 }]);
  assert.deepEqual(
    FakePeerConnection.last.transceivers.map(({ sendEncodings }) => sendEncodings),
    [
      [{ maxBitrate: 40_000 }],
      [
        { rid: "f", active: true, scaleResolutionDownBy: 1, maxBitrate: 720_000, maxFramerate: 15 },
        { rid: "h", active: true, scaleResolutionDownBy: 2, maxBitrate: 180_000, maxFramerate: 15 },
      ],
    ],
  );
});

test("a shared screen is silent, sharp and not mirrored, and ends with the browser's own button", async () => {
  const { session } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div", { videoSource: "screen" });
  const reasons: (string | undefined)[] = [];
  publisher.on("streamDestroyed", ({ reason }) => reasons.push(reason));
  const [screen] = fakeDevices.tracks as [FakeTrack];

  assert.equal(publisher.stream?.videoType, "screen");
  assert.equal(screen.contentHint, "detail");
  assert.equal(publisher.element?.classList.contains("OT_mirrored"), false);
  assert.equal(fakeDevices.asked[0]?.audio, false);
  screen.end();
  await settled();
  assert.deepEqual(reasons, ["mediaStopped"]);
});

test("muting is told to the server and stops the sound", async () => {
  const { session, server } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div");

  publisher.publishAudio(false);
  await settled();

  assert.equal(publisher.getAudioSource()?.enabled, false);
  assert.deepEqual(server.ofType("updateStream")[0]?.["hasAudio"], false);
  assert.equal(publisher.stream?.hasAudio, false);
});

test("switching the video off gives the camera back, and on takes it again", async () => {
  const { session, server } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div");
  const camera = fakeDevices.tracks.find(({ kind }) => kind === "video")!;
  const sent = (): FakeTrack | null => FakePeerConnection.last.transceivers[1]!.sender.track;

  await publisher.publishVideo(false);
  assert.equal(camera.readyState, "ended");
  assert.equal(sent(), null);
  assert.equal(publisher.element?.classList.contains("OT_audio-only"), true);

  await publisher.publishVideo(true);
  assert.equal(sent()?.readyState, "live");
  assert.equal(publisher.element?.classList.contains("OT_audio-only"), false);
  await settled();
  assert.deepEqual(server.ofType("updateStream").map(({ hasVideo }) => hasVideo), [false, true]);
});

test("cycling goes through the cameras", async () => {
  const { session } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div");

  assert.deepEqual(await publisher.cycleVideo(), { deviceId: "rear" });
  assert.deepEqual(await publisher.cycleVideo(), { deviceId: "front" });
  assert.equal((FakePeerConnection.last.transceivers[1]?.sender.track as FakeTrack).deviceId, "front");
});

test("unpublishing removes the element and gives the devices back", async () => {
  const { session, server } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div");
  const events: string[] = [];
  publisher.on("streamDestroyed destroyed", ({ type }) => events.push(type));

  session.unpublish(publisher);
  await settled();

  assert.deepEqual(events, ["streamDestroyed", "destroyed"]);
  assert.equal(server.ofType("unpublish")[0]?.["streamId"], "own1");
  assert.equal(document.getElementById("publisher-div"), null);
  assert.ok(fakeDevices.tracks.every(({ readyState }) => readyState === "ended"));
  assert.equal(session.streams.length(), 0);
});

test("a publisher whose streamDestroyed was prevented can be published again", async () => {
  const { session } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div");
  publisher.on("streamDestroyed", (event) => event.preventDefault());

  session.unpublish(publisher);
  await settled();
  assert.ok(document.getElementById("publisher-div"));
  await session.publish.promise(publisher);

  assert.equal(publisher.streamId, "own2");
});

test("a stream the server ended destroys its publisher", async () => {
  const { session, server } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div");
  const reasons: (string | undefined)[] = [];
  publisher.on("streamDestroyed", ({ reason }) => reasons.push(reason));

  server.send({ type: "streamDestroyed", streamId: "own1", reason: "forceUnpublished" });
  await settled();

  assert.deepEqual(reasons, ["forceUnpublished"]);
  assert.equal(publisher.stream, undefined);
  assert.equal(server.ofType("unpublish").length, 0);
});

test("a publisher that a moderator mutes says so", async () => {
  const { session, server } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div");
  const muted: string[] = [];
  session.on("muteForced", ({ stream }) => muted.push(stream!.id));

  server.send({ type: "muteForced", streamId: "own1", all: false });
  await settled();

  assert.deepEqual(muted, ["own1"]);
  assert.equal(publisher.getAudioSource()?.enabled, false);
  assert.equal(server.ofType("updateStream")[0]?.["hasAudio"], false);
});

test("an unpublish while the server is still answering takes the stream back", async () => {
  const { session, server } = await connectedScene(HTML);
  const publisher = OT.initPublisher("publisher-div");
  const done = handler();
  server.answers.set("publish", null);
  session.publish(publisher, done);
  await settled();

  session.unpublish(publisher);
  const stream = { ...streamInfo("own1", "me") };
  server.send({ type: "published", id: server.ofType("publish")[0]?.["id"], stream, sdp: "answer" });
  await settled();

  assert.deepEqual(outcomes(done), ["OT_STREAM_DESTROYED"]);
  assert.equal(server.ofType("unpublish")[0]?.["streamId"], "own1");
  assert.equal(publisher.stream, undefined);
});
