import "./support/page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "./support/page";
import { connectedScene, handler, outcomes, scene } from "./support/scene";

test("handlers are attached by name, by several names, by map, and once", async () => {
  const { session, server } = await connectedScene();
  const heard: string[] = [];
  session.on("connectionCreated", () => heard.push("name"));
  session.on("connectionCreated connectionDestroyed", ({ type }) => heard.push(`names ${type}`));
  session.on({ connectionCreated: () => heard.push("map") });
  session.once("connectionCreated", () => heard.push("once"));

  server.send({ type: "connectionCreated", connection: { connectionId: "a", creationTime: 1 } });
  server.send({ type: "connectionCreated", connection: { connectionId: "b", creationTime: 1 } });
  await settled();

  const each = ["name", "names connectionCreated", "map"];
  assert.deepEqual(heard, [...each, "once", ...each]);
});

test("handlers are detached by name, by handler, by map, by context, and all at once", async () => {
  const { session, server } = await connectedScene();
  const heard: string[] = [];
  const [one, two, three, four] = ["one", "two", "three", "four"].map((name) => () => heard.push(name));
  const context = {};
  session.on("connectionCreated", one!).on("connectionCreated", two!).on({ connectionCreated: three! });
  session.on("connectionCreated", four!, context).on("connectionCreated", () => heard.push("five"));

  session.off("connectionCreated", one).off({ connectionCreated: three! }).off("connectionCreated", undefined, context);
  server.send({ type: "connectionCreated", connection: { connectionId: "a", creationTime: 1 } });
  await settled();
  session.off();
  server.send({ type: "connectionCreated", connection: { connectionId: "b", creationTime: 1 } });
  await settled();

  assert.deepEqual(heard, ["two", "five"]);
});

test("a handler is called on its context, or on the target", async () => {
  const { session } = scene();
  const context = { mine: true };
  const contexts: unknown[] = [];
  const note = function (this: unknown): void {
    contexts.push(this);
  };
  session.on("sessionConnected", note, context);
  session.on("sessionConnected", note);

  session.connect("token");
  await settled();

  assert.deepEqual(contexts, [context, session]);
});

test("a signal is told to handlers of signal and of its own type", async () => {
  const { session, server } = await connectedScene();
  const heard: unknown[] = [];
  session.on("signal", ({ type, data, from }) => heard.push(["signal", type, data, from?.connectionId]));
  session.on("signal:chat", ({ type, data }) => heard.push(["signal:chat", type, data]));
  session.on("signal:other", () => heard.push("other"));

  server.send({ type: "signal", signalType: "chat", data: "hello", from: "me" });
  server.send({ type: "signal", data: "plain" });
  await settled();

  assert.deepEqual(heard, [
    ["signal", "signal:chat", "hello", "me"],
    ["signal:chat", "signal:chat", "hello"],
    ["signal", "signal", "plain", undefined],
  ]);
});

test("a signal goes out with its type, data and addressee", async () => {
  const { session, server } = await connectedScene();
  const done = handler();

  session.signal({ type: "chat", data: "hello", to: session.connection! }, done);
  await settled();

  assert.deepEqual(outcomes(done), ["ok"]);
  const { signalType, data, to } = server.ofType("signal")[0]!;
  assert.deepEqual([signalType, data, to], ["chat", "hello", "me"]);
});

for (const [what, signal, code] of [
  ["a type with blanks", { type: "a b" }, 400],
  ["data that is no text", { data: {} as string }, 400],
  ["a type that is too long", { type: "t".repeat(129) }, 413],
  ["data that is too long", { data: "d".repeat(8193) }, 413],
] as const) {
  test(`${what} is refused with code ${code}`, async () => {
    const { session, server } = await connectedScene();
    const done = handler();

    session.signal(signal, done).catch(() => {});
    await settled();

    assert.equal(done.calls.length, 1);
    assert.equal(done.calls[0]?.code, code);
    assert.equal(server.ofType("signal").length, 0);
  });
}

test("moderation is asked of the server", async () => {
  const { session, server } = await connectedScene();
  server.answers.set("forceDisconnect", { name: "OT_PERMISSION_DENIED", code: 1520, message: "not a moderator" });
  const done = handler();

  session.forceDisconnect("ann", done).catch(() => {});
  await settled();

  assert.equal(server.ofType("forceDisconnect")[0]?.["connectionId"], "ann");
  assert.equal(done.calls[0]?.code, 1520);
});
