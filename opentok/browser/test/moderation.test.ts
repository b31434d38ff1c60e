import "./support/page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "./support/page";
import { connectedScene, sceneWithStream } from "./support/scene";

const HTML = '<div id="publisher-div"></div>';

test("a moderator mutes one, all but some, and ends it", async () => {
  const { session, server, stream } = await sceneWithStream();

  await session.forceMuteStream(stream);
  await session.forceMuteAll([stream]);
  await session.forceMuteAll();
  await session.disableForceMute();

  const sent = server.frames.filter(({ type }) => type.startsWith("forceMute")).map(({ id: _, ...frame }) => frame);
  assert.deepEqual(sent, [
    { type: "forceMute", streamId: "s1" },
    { type: "forceMuteAll", active: true, excludedStreamIds: ["s1"] },
    { type: "forceMuteAll", active: true, excludedStreamIds: [] },
    { type: "forceMuteAll", active: false, excludedStreamIds: [] },
  ]);
});

test("who is no moderator is told so", async () => {
  const { session, server } = await connectedScene();
  server.answers.set("forceMuteAll", { name: "OT_PERMISSION_DENIED", code: 1540, message: "no" });

  await assert.rejects(session.forceMuteAll(), { name: "OT_PERMISSION_DENIED", code: 1540 });
  await assert.rejects(session.disableForceMute(), { name: "OT_PERMISSION_DENIED" });
});

test("where all are muted, publishers say so each and the session once", async () => {
  const { session, server } = await connectedScene(HTML);
  const publisher = await session.publish.promise("publisher-div");
  const told: unknown[] = [];
  publisher.on("muteForced", () => told.push("publisher"));
  session.on("muteForced", ({ active, stream }) => told.push([active, stream]));

  server.send({ type: "muteForced", streamId: "own1", all: true });
  server.send({ type: "muteState", active: true });
  server.send({ type: "muteState", active: false });
  await settled();

  assert.deepEqual(told, ["publisher", [true, undefined], [false, undefined]]);
  assert.equal(publisher.getAudioSource()?.enabled, false);
});
