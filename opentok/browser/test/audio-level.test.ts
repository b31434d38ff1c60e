import assert from "node:assert/strict";
import { test } from "node:test";
import { receiverLevel } from "../src/media/audio-level";

const TICK = 50;

/** Reads as the meter does for so long; tells how often the receiver was asked. */
function questions(levels: (time: number) => number, milliseconds: number): { asked: number; read: number[] } {
  let time = 0;
  let asked = 0;
  const receiver = { getSynchronizationSources: () => (asked++, [{ audioLevel: levels(time) }]) };
  const level = receiverLevel(receiver as unknown as RTCRtpReceiver, () => time);
  const read: number[] = [];
  for (; time < milliseconds; time += TICK) read.push(level.read());
  return { asked, read };
}

test("a receiver that is silent is asked seldom", () => {
  const { asked } = questions(() => 0, 10_000);
  assert.ok(asked <= 26, `asked ${asked} times in 10 s`);
});

test("who begins to speak is heard within half a second, and then asked often until a second after the end", () => {
  const { asked, read } = questions((time) => (time >= 5000 && time < 7000 ? 0.5 : 0), 10_000);
  assert.ok(read.slice(0, 100).every((level) => level === 0));
  assert.ok(read.slice(109, 139).every((level) => level === 0.5));
  assert.ok(read.slice(143).every((level) => level === 0));
  assert.ok(asked >= 40 && asked <= 65, `asked ${asked} times in 10 s`);
});
