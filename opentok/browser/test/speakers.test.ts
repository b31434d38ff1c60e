import "./support/page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { connectedScene, scene, sceneWithStream } from "./support/scene";
import { connectionInfo, streamInfo } from "./support/server";
import { settled } from "./support/page";
import type * as API from "../types/opentok";

function heard(session: API.Session): string[][] {
  const told: string[][] = [];
  session.on("activeSpeakerChanged", ({ stream, streams }) => {
    assert.equal(stream, streams[0]);
    told.push(streams.map(({ streamId }) => streamId));
  });
  return told;
}

test("the page hears who speaks, itself included", async () => {
  const { session, server } = await sceneWithStream('<div id="publisher-div"></div>');
  const told = heard(session);
  await session.publish.promise("publisher-div");

  server.send({ type: "activeSpeakers", streamIds: ["s1"] });
  server.send({ type: "activeSpeakers", streamIds: ["own1", "s1"] });
  await settled();

  assert.deepEqual(told, [["s1"], ["own1", "s1"]]);
});

test("who came late hears who spoke, after the streams themselves", async () => {
  const { session, server, events } = scene();
  server.connections = [connectionInfo("ann")];
  server.streams = [streamInfo("s1")];
  const told = heard(session);
  session.on("activeSpeakerChanged", () => events.push("activeSpeakerChanged"));

  session.connect("token");
  await Promise.resolve();
  while (!server.ofType("connect").length) await new Promise((resolve) => setImmediate(resolve));
  server.send({ type: "activeSpeakers", streamIds: ["s1"] });
  await settled();

  assert.deepEqual(told, [["s1"]]);
  assert.equal(events.at(-1), "activeSpeakerChanged");
});

test("what is known is not told again, and streams that are gone are left out", async () => {
  const { session, server } = await sceneWithStream();
  const told = heard(session);

  server.send({ type: "activeSpeakers", streamIds: ["s1", "gone"] });
  server.send({ type: "activeSpeakers", streamIds: ["s1", "gone"] });
  await settled();

  assert.deepEqual(told, [["s1"]]);
});

test("another session begins with nobody", async () => {
  const { session, server } = await sceneWithStream();
  const told = heard(session);
  server.send({ type: "activeSpeakers", streamIds: ["s1"] });
  await settled();
  await session.disconnect();
  session.connect("token");
  await settled();

  server.send({ type: "activeSpeakers", streamIds: ["s1"] });
  await settled();

  assert.deepEqual(told, [["s1"], ["s1"]]);
});

test("nothing is told where nobody spoke", async () => {
  const { session } = await connectedScene();
  const told = heard(session);

  await settled();

  assert.deepEqual(told, []);
});
