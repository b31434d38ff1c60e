import { ViewHook } from "phoenix_live_view";

const MARGIN = 8;

/**
 * Hook of a menu, a `popover` that a button opens by `popovertarget`: puts it beside that button and moves through its items
 * with the arrow keys. The browser closes it on Escape and on clicks elsewhere, and gives the focus back.
 */
export class Menu extends ViewHook {
  readonly #closeSoon = (): void => this.el.hidePopover();

  override mounted(): void {
    this.js().ignoreAttributes(this.el, ["style"]);
    this.el.addEventListener("toggle", (event) => this.#toggled((event as ToggleEvent).newState === "open"));
    this.el.addEventListener("keydown", (event) => this.#moves(event));
    this.el.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !this.el.contains(relatedTarget)) this.el.hidePopover();
    });
    this.el.addEventListener("click", (event) => this.#chosen(event.target as Element));
  }

  override destroyed(): void {
    window.removeEventListener("resize", this.#closeSoon);
  }

  #toggled(open: boolean): void {
    this.#button()?.setAttribute("aria-expanded", String(open));
    window.removeEventListener("resize", this.#closeSoon);
    if (!open) return;
    window.addEventListener("resize", this.#closeSoon);
    this.#place();
    this.#items()[0]?.focus();
  }

  /** Above or below the button, whichever has more room; beside it where both have too little. Inside the window. */
  #place(): void {
    const visible = (candidate: Element): boolean => candidate.getClientRects().length > 0;
    const button = [this.#button(), document.getElementById("more")].find((candidate) => candidate && visible(candidate));
    if (!button) return;
    const at = button.getBoundingClientRect();
    const above = at.top > window.innerHeight - at.bottom;
    const room = (above ? at.top : window.innerHeight - at.bottom) - 2 * MARGIN;
    this.el.style.maxBlockSize = `${room}px`;
    this.el.style.left = "0";
    const { width, height } = this.el.getBoundingClientRect();
    if (this.el.scrollHeight > room && at.left > width + 2 * MARGIN) {
      this.el.style.maxBlockSize = `${window.innerHeight - 2 * MARGIN}px`;
      this.el.style.left = `${at.left - MARGIN - width}px`;
      this.el.style.top = `${Math.max(MARGIN, Math.min(at.top, window.innerHeight - MARGIN - this.el.getBoundingClientRect().height))}px`;
      return;
    }
    const left = Math.min(Math.max(MARGIN, at.left + at.width / 2 - width / 2), window.innerWidth - width - MARGIN);
    this.el.style.left = `${left}px`;
    this.el.style.top = `${above ? at.top - MARGIN - height : at.bottom + MARGIN}px`;
  }

  /** Toggles stay, so that more than one can be changed; everything else is done. */
  #chosen(target: Element): void {
    const item = target.closest("button:not([role=menuitemcheckbox])");
    if (item && item.getAttribute("data-press") !== "react") this.el.hidePopover();
  }

  #moves(event: KeyboardEvent): void {
    const items = this.#items();
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = destination(event.key, at, items.length);
    if (to === null) return;
    event.preventDefault();
    items[to]?.focus();
  }

  #items(): HTMLElement[] {
    const items = [...this.el.querySelectorAll<HTMLElement>("button:not(:disabled)")];
    return items.filter((item) => item.getClientRects().length > 0);
  }

  #button(): Element | null {
    return document.querySelector(`[popovertarget="${CSS.escape(this.el.id)}"]`);
  }
}

function destination(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowUp":
    case "ArrowLeft":
      return (at + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
