import { ViewHook } from "phoenix_live_view";

let inside: string | null = null;

/** The room that this page is in, or null: told to the server on every connect, so that a broken connection leads back in. */
export function roomInside(): string | null {
  return inside;
}

/** Hook of the room as a whole: what the server asks of this page while it is in. */
export class Room extends ViewHook {
  override mounted(): void {
    inside = this.el.dataset["room"] ?? null;
    this.handleEvent("switch_off", ({ device }: { device: string }) => {
      const publisher = document.getElementById("publisher-div");
      publisher?.dispatchEvent(new CustomEvent(`roomjar:${device}`, { detail: { on: false } }));
    });
  }

  override destroyed(): void {
    inside = null;
  }
}
