import assert from "node:assert/strict";
import { test } from "node:test";
import { activeEncodings, videoEncodings, type VideoFormat } from "../src/publisher/encodings";

const CAMERA = { frameRate: undefined, maxBitrate: undefined, videoType: "camera", simulcast: true } as const;

function encodings(width: number, height: number, format: Partial<VideoFormat> = {}): RTCRtpEncodingParameters[] {
  return videoEncodings({ ...CAMERA, dimensions: { width, height }, ...format });
}

function rids(list: RTCRtpEncodingParameters[]): (string | undefined)[] {
  return list.map(({ rid }) => rid);
}

test("the larger the picture, the more encodings", () => {
  assert.deepEqual(rids(encodings(1920, 1080)), ["f", "h", "q"]);
  assert.deepEqual(rids(encodings(1280, 720)), ["f", "h", "q"]);
  assert.deepEqual(rids(encodings(640, 480)), ["f", "h"]);
  assert.deepEqual(rids(encodings(640, 360)), ["f", "h"]);
  assert.deepEqual(rids(encodings(320, 240)), [undefined]);
});

test("each encoding has half the size of the one before, and the bits that suit it", () => {
  assert.deepEqual(
    encodings(1280, 720).map(({ scaleResolutionDownBy, maxBitrate }) => [scaleResolutionDownBy, maxBitrate]),
    [
      [1, 2_500_000],
      [2, 700_000],
      [4, 200_000],
    ],
  );
});

test("a portrait picture counts like a landscape one", () => {
  assert.deepEqual(encodings(720, 1280), encodings(1280, 720));
});

test("one encoding has no rid", () => {
  assert.deepEqual(encodings(1280, 720, { simulcast: false }), [{ maxBitrate: 2_500_000 }]);
});

test("a limit holds for all encodings together", () => {
  const limited = encodings(1280, 720, { maxBitrate: 340_000 }).map(({ maxBitrate }) => maxBitrate!);
  assert.deepEqual(limited, [250_000, 70_000, 20_000]);
});

test("a screen has two encodings at most, and the frame rate it was given", () => {
  const screen = encodings(1920, 1080, { videoType: "screen", frameRate: 5 });
  assert.deepEqual(rids(screen), ["f", "h"]);
  assert.deepEqual(screen.map(({ maxFramerate }) => maxFramerate), [5, 5]);
});

test("the largest encodings are left out, but never all", () => {
  assert.deepEqual(activeEncodings(3, { highest: 2, layers: 3 }), [true, true, true]);
  assert.deepEqual(activeEncodings(3, { highest: 1, layers: 3 }), [false, true, true]);
  assert.deepEqual(activeEncodings(3, { highest: 0, layers: 3 }), [false, false, true]);
  assert.deepEqual(activeEncodings(3, { highest: -1, layers: 3 }), [false, false, true]);
  assert.deepEqual(activeEncodings(1, { highest: -1, layers: 1 }), [true]);
});

test("an encoding that never arrived at the server is the first to be left out", () => {
  assert.deepEqual(activeEncodings(3, { highest: 0, layers: 2 }), [false, true, true]);
  assert.deepEqual(activeEncodings(3, { highest: 1, layers: 2 }), [true, true, true]);
});
