import { ViewHook } from "phoenix_live_view";
import { choices } from "../call/choices";
import { OverReload, tabStorage } from "../page/storage";
import { ParentPage } from "./parent-page";
import type { Command } from "./protocol";

const KEY = "roomjar.browser";

/** The state of the room's page, as the server writes it into the frame's element. */
interface State {
  readonly phase: string;
  readonly reason: string;
  readonly name: string;
  readonly people: readonly string[];
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly sharing: boolean;
  readonly hand: boolean;
}

/** What the address of a frame loaded anew does not say any more: the name that its person gave, and what a token made of them. */
const knownName = new OverReload("roomjar.name");
const knownPass = new OverReload("roomjar.pass");

let current: Frame | null = null;
let parentPage: ParentPage | null = null;

/** Prepares the page for its life in a frame, before anything else looks at its address. */
export function beginFrame(): void {
  const element = document.getElementById("frame");
  if (!element) return;
  const wishes = new URLSearchParams(location.search);
  // Not kept: the wish is for this page, what the person switches later is for the next one too.
  if (wishes.get("mic") === "off") choices.microphoneOn = false;
  if (wishes.get("camera") === "off") choices.cameraOn = false;
  parentPage = new ParentPage((element.dataset["origins"] ?? "").split(" "), (command) => current?.obey(command));
}

/** A token in the address has been read by the server, and must not stay in history or be sent on. */
export function forgetToken(): void {
  const address = new URL(location.href);
  if (!address.searchParams.has("token")) return;
  address.searchParams.delete("token");
  history.replaceState(history.state, "", address);
}

/** What a frame says on connecting: it has no cookie to know its person by. */
export function frameParams(): { browser?: string; name?: string; pass?: string } {
  const element = document.getElementById("frame");
  if (!element) return {};
  return { browser: browserSecret(), name: knownName.value ?? element.dataset["name"] ?? "", pass: knownPass.value ?? "" };
}

function browserSecret(): string {
  const kept = tabStorage.getItem(KEY);
  if (kept) return kept;
  const secret = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  tabStorage.setItem(KEY, secret);
  return secret;
}

/** Hook of the element around all of a frame: tells the page around it what has changed, and does what that asks for. */
export class Frame extends ViewHook {
  #told: State = { phase: "", reason: "", name: "", people: [], microphone: false, camera: false, sharing: false, hand: false };

  override mounted(): void {
    current = this;
    this.handleEvent("keep_pass", ({ pass }: { pass: string }) => (knownPass.value = pass));
    parentPage?.tell({ type: "ready" });
    this.#follow();
  }

  override updated(): void {
    this.#follow();
  }

  override destroyed(): void {
    if (current === this) current = null;
  }

  obey(command: Command): void {
    switch (command.type) {
      case "mute":
        return this.#switch("microphone", false);
      case "unmute":
        return this.#switch("microphone", true);
      case "camera":
        return this.#switch("camera", command.on);
      case "raiseHand":
        return this.#push("raise_hand", { up: command.up });
      case "leave":
        return this.#push("leave", {});
      case "hello":
        return;
    }
  }

  /** As the button does: the page's own media at once, everybody else through the server, which decides whether it may be. */
  #switch(device: "microphone" | "camera", on: boolean): void {
    const button = document.getElementById(device);
    const media = document.getElementById("publisher-div") ?? document.getElementById("mirror");
    if (!media || !(button instanceof HTMLButtonElement) || button.disabled) return;
    media.dispatchEvent(new CustomEvent(`roomjar:${device}`, { detail: { on } }));
    this.#push(`switch_${device}`, { on });
  }

  #push(event: string, payload: object): void {
    void this.pushEvent(event, payload).catch(() => {
      // Not connected now; the page around the frame sees that nothing has changed.
    });
  }

  #follow(): void {
    const before = this.#told;
    const now = read(this.el.dataset);
    this.#told = now;
    if (now.name !== knownName.value) knownName.value = now.name;
    const inside = now.phase === "inside";
    const wasInside = before.phase === "inside";
    if (inside && !wasInside) parentPage?.tell({ type: "joined", name: now.name });
    if (inside && wasInside) this.#tellPeople(before.people, now.people);
    if (now.phase === "waiting" && before.phase !== "waiting") parentPage?.tell({ type: "waiting" });
    if (inside || now.phase === "preview") this.#tellDevices(before, now);
    if (inside) {
      if (before.sharing !== now.sharing) parentPage?.tell({ type: "screenShare", sharing: now.sharing });
      if (before.hand !== now.hand) parentPage?.tell({ type: "handRaised", raised: now.hand });
    }
    if (now.phase === "over" && before.phase !== "over") {
      parentPage?.tell(wasInside ? { type: "left", reason: now.reason } : { type: "error", reason: now.reason });
    }
  }

  #tellDevices(before: State, now: State): void {
    const first = before.phase !== "inside" && before.phase !== "preview";
    if (first || before.microphone !== now.microphone) parentPage?.tell({ type: "audioMuted", muted: !now.microphone });
    if (first || before.camera !== now.camera) parentPage?.tell({ type: "videoMuted", muted: !now.camera });
  }

  #tellPeople(before: readonly string[], now: readonly string[]): void {
    const count = now.length;
    for (const name of now) if (!before.includes(name)) parentPage?.tell({ type: "participantJoined", name, count });
    for (const name of before) if (!now.includes(name)) parentPage?.tell({ type: "participantLeft", name, count });
  }
}

function read(data: DOMStringMap): State {
  return {
    phase: data["phase"] ?? "",
    reason: data["reason"] ?? "",
    name: data["name"] ?? "",
    people: JSON.parse(data["people"] ?? "[]") as string[],
    microphone: data["microphone"] === "on",
    camera: data["camera"] === "on",
    sharing: data["sharing"] === "on",
    hand: data["hand"] === "on",
  };
}
