import { ViewHook } from "phoenix_live_view";
import { OverReload } from "../page/storage";

const inside = new OverReload("roomjar.inside");
let owner: Room | null = null;

/**
 * The room that this page is in, or waits before, or null: told to the server on every connect, so that a broken connection
 * and a reload lead back in.
 */
export function roomInside(): string | null {
  return inside.value;
}

/** Hook of the room as a whole, and of the wait before it: what the server asks of this page while it is there. */
export class Room extends ViewHook {
  override mounted(): void {
    owner = this;
    inside.value = this.el.dataset["room"] ?? null;
    this.handleEvent("switch_off", ({ device }: { device: string }) => {
      const publisher = document.getElementById("publisher-div");
      publisher?.dispatchEvent(new CustomEvent(`roomjar:${device}`, { detail: { on: false } }));
    });
    this.handleEvent("renamed", ({ name }: { name: string }) => void keepName(name));
  }

  override destroyed(): void {
    // Not where the room has come in place of the wait.
    if (owner === this) inside.value = null;
  }
}

/** Only an answer over HTTP can change what the browser's session says: this is the form "Your name", sent by the page. */
async function keepName(name: string): Promise<void> {
  const token = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content ?? "";
  const body = new URLSearchParams({ _csrf_token: token, name });
  try {
    await fetch("/name", { method: "POST", body, redirect: "manual" });
  } catch (error) {
    console.warn("The new name lasts as long as this call:", error);
  }
}
