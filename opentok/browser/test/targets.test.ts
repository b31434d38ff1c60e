import "./support/page";
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { OT } from "../src/ot";
import { resetPage, settled } from "./support/page";
import { handler, outcomes } from "./support/scene";

test("by default the target is filled and keeps its id", async () => {
  resetPage('<div id="target">old</div>');

  const publisher = await OT.initPublisher.promise("target");

  const target = document.getElementById("target")!;
  assert.equal(publisher.element, target);
  assert.equal(publisher.id, "target");
  assert.equal(target.textContent?.includes("old"), false);
  assert.ok(target.querySelector(".OT_widget-container > video.OT_video-element"));
  for (const name of ["OT_root", "OT_publisher", "OT_mirrored", "OT_fit-mode-cover"]) {
    assert.ok(target.classList.contains(name), name);
  }
});

test("the size is 264 by 198 unless the page says otherwise", async () => {
  resetPage('<div id="a"></div><div id="b"></div>');

  await OT.initPublisher.promise("a");
  await OT.initPublisher.promise("b", { width: "100%", height: 300 });

  const size = (id: string): string[] => {
    const { width, height } = document.getElementById(id)!.style;
    return [width, height];
  };
  assert.deepEqual([size("a"), size("b")], [["264px", "198px"], ["100%", "300px"]]);
});

for (const [insertMode, expected] of [
  ["append", ["target", "target>new"]],
  ["before", ["new", "target"]],
  ["after", ["target", "new"]],
] as const) {
  test(`insertMode "${insertMode}" makes an element of its own`, async () => {
    resetPage('<div id="target"></div>');

    const { element } = await OT.initPublisher.promise("target", { insertMode });

    const order = [...document.querySelectorAll("#target, .OT_publisher")].map((found) => {
      if (found !== element) return found.id;
      return found.parentElement?.id === "target" ? "target>new" : "new";
    });
    assert.deepEqual(order, expected);
    assert.match(element!.id, /^OT_/);
  });
}

test("an element may stand for its id, and options for the target", async () => {
  resetPage('<div id="target"></div>');
  const target = document.getElementById("target")!;

  const inTarget = await OT.initPublisher.promise(target);
  const inBody = await OT.initPublisher.promise({ name: "Ann" });

  assert.equal(inTarget.element, target);
  assert.equal(inBody.element?.parentElement, document.body);
  assert.equal(inBody.element?.querySelector(".OT_name")?.textContent, "Ann");
});

test("without the default interface there is only the video of the event", async () => {
  resetPage();
  const videos: HTMLVideoElement[] = [];

  const publisher = OT.initPublisher({ insertDefaultUI: false });
  publisher.on("videoElementCreated", ({ element }) => videos.push(element));
  await settled();

  assert.equal(publisher.element, undefined);
  assert.equal(document.body.children.length, 0);
  assert.equal(videos[0]?.tagName, "VIDEO");
});

test("a target that never comes is an error", async () => {
  resetPage();
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const done = handler();
    OT.initPublisher("nowhere", {}, done);
    await settled();

    mock.timers.tick(10_000);
    await settled();

    assert.deepEqual(outcomes(done), ["OT_INVALID_PARAMETER"]);
    assert.match(done.calls[0]!.message, /"nowhere"/);
  } finally {
    mock.timers.reset();
  }
});

test("controls and names follow the style", async () => {
  resetPage();

  const on = await OT.initPublisher.promise({ style: { nameDisplayMode: "on", buttonDisplayMode: "off" } });
  const none = await OT.initPublisher.promise({ showControls: false });

  assert.ok(on.element?.querySelector(".OT_name.OT_mode-on"));
  assert.ok(on.element?.querySelector(".OT_mute.OT_mode-off"));
  assert.equal(none.element?.querySelector(".OT_bar"), null);
  on.setStyle("nameDisplayMode", "off");
  assert.ok(on.element?.querySelector(".OT_name.OT_mode-off"));
});

test("the button of the widget mutes", async () => {
  resetPage();
  const publisher = await OT.initPublisher.promise({});
  const button = publisher.element!.querySelector<HTMLButtonElement>("button.OT_mute")!;

  button.click();

  assert.equal(button.textContent, "Unmute");
  assert.equal(publisher.getAudioSource()?.enabled, false);
});
