import "./support/page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { OT } from "../src/ot";
import { fakeDevices, FakeTrack } from "./support/media";
import { settled } from "./support/page";
import { FakePeerConnection } from "./support/peer";
import { connectedScene, sceneWithStream } from "./support/scene";

const HTML = '<div id="publisher-div"></div>';
const sentAudio = (): FakeTrack => FakePeerConnection.last.transceivers[0]!.sender.track!;
const sentVideo = (): FakeTrack => FakePeerConnection.last.transceivers[1]!.sender.track!;

test("the microphone is changed during a call, and stays muted if it was", async () => {
  const { session } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div", { publishAudio: false });
  const before = sentAudio();

  await publisher.setAudioSource("headset");

  assert.equal(sentAudio().deviceId, "headset");
  assert.equal(sentAudio().enabled, false);
  assert.equal(before.readyState, "ended");
  assert.equal(publisher.getAudioSource(), sentAudio());
});

test("a stream without audio cannot get some while it is published", async () => {
  const { session } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div", { audioSource: null });

  await assert.rejects(publisher.setAudioSource("headset"), { name: "OT_NOT_SUPPORTED" });
  assert.equal(fakeDevices.tracks.length, 1);
});

test("a microphone that is unplugged is replaced by another one", async () => {
  const { session } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div");
  const events: string[] = [];
  publisher.on("audioInputDeviceChanged", ({ device }) => events.push(device.label));
  publisher.on("mediaStopped streamDestroyed", ({ type }) => events.push(type));
  const unplugged = sentAudio();

  unplugged.end();
  await settled();

  assert.deepEqual(events, ["Microphone"]);
  assert.notEqual(sentAudio(), unplugged);
  assert.equal(sentAudio().readyState, "live");
});

test("where no other microphone is left, or the page minds, it is told that media stopped", async () => {
  for (const disableAudioInputDeviceManagement of [false, true]) {
    const { session } = await connectedScene(HTML);
    const publisher = await session.publish.promise("publisher-div", { disableAudioInputDeviceManagement });
    const events: string[] = [];
    publisher.on("audioInputDeviceChanged mediaStopped streamDestroyed", ({ type }) => events.push(type));
    if (!disableAudioInputDeviceManagement) fakeDevices.only("videoinput");

    sentAudio().end();
    await settled();

    assert.deepEqual(events, ["mediaStopped"], "and the video goes on");
  }
});

test("a camera that cannot be had leaves the one before", async () => {
  const { session } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div");
  const real = fakeDevices.getUserMedia.bind(fakeDevices);
  fakeDevices.getUserMedia = async (constraints) => {
    const wanted = constraints.video as { deviceId?: { exact: string } };
    if (wanted.deviceId?.exact === "rear") throw new DOMException("in use", "NotReadableError");
    return real(constraints);
  };
  try {
    await assert.rejects(publisher.setVideoSource("rear"), { name: "OT_HARDWARE_UNAVAILABLE" });
  } finally {
    fakeDevices.getUserMedia = real;
  }

  assert.equal(sentVideo().deviceId, "front");
  assert.equal(sentVideo().readyState, "live");
  assert.equal(publisher.getVideoSource().deviceId, "front");
});

for (const properties of [{ audioSource: true }, { audioSource: "screen" }, { publishAudio: true }]) {
  test(`a screen is shared with its sound: ${JSON.stringify(properties)}`, async () => {
    const { session, server } = await connectedScene(HTML);

    const publisher = await session.publish.promise("publisher-div", { videoSource: "screen", ...properties });

    const asked = fakeDevices.asked[0]?.audio as MediaTrackConstraints;
    assert.deepEqual([asked.echoCancellation, asked.noiseSuppression, asked.autoGainControl], [false, false, false]);
    assert.equal(server.ofType("publish")[0]?.["stream"].hasAudio, true);
    assert.equal(sentAudio().readyState, "live");
    sentAudio().end();
    await settled();
    assert.ok(publisher.stream, "the picture goes on without its sound");
  });
}

test("sound is heard on the chosen device, by subscribers to come too", async () => {
  const sinks: string[] = [];
  const prototype = window.HTMLMediaElement.prototype as { setSinkId?: (id: string) => Promise<void> };
  const real = prototype.setSinkId!;
  delete prototype.setSinkId;
  await assert.rejects(OT.setAudioOutputDevice("speaker"), { name: "OT_NOT_SUPPORTED" });
  prototype.setSinkId = async (id) => void sinks.push(id);
  try {
    const { session, server, stream } = await sceneWithStream();
    const listen = async (mids: string, subscriptionId: string): Promise<void> => {
      session.subscribe(stream);
      await settled();
      const [audioMid, videoMid] = mids.split(",").slice(-2);
      const subscriptions = [{ subscriptionId, streamId: "s1", audioMid, videoMid }];
      server.send({ type: "offer", revision: 1, sdp: `mids:${mids}`, subscriptions });
      await settled();
    };
    await listen("0,1", "sub1");

    await OT.setAudioOutputDevice("speaker");
    assert.deepEqual(sinks, ["speaker"]);
    assert.deepEqual(await OT.getActiveAudioOutputDevice(), { deviceId: "speaker", label: "Speaker" });

    await listen("0,1,2,3", "sub2");
    assert.deepEqual(sinks, ["speaker", "speaker"]);

    await assert.rejects(OT.setAudioOutputDevice("nothing"), { name: "OT_INVALID_AUDIO_OUTPUT_SOURCE" });
    assert.equal((await OT.getActiveAudioOutputDevice()).deviceId, "speaker");
    await OT.setAudioOutputDevice(null);
    assert.deepEqual(sinks.slice(2), ["", ""]);
  } finally {
    prototype.setSinkId = real;
  }
});
