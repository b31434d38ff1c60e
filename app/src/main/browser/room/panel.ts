import { ViewHook } from "phoenix_live_view";

/**
 * Hook of a panel beside the stage that comes and goes: whoever opens it is taken there, and taken back to the button that
 * opened it when it closes. Escape closes it.
 */
export class Panel extends ViewHook {
  #opener: Element | null = null;
  #focused = false;

  override mounted(): void {
    closeOnEscape(this.el);
    this.#opener = document.activeElement;
    this.#focusHeading();
  }

  override beforeUpdate(): void {
    this.#focused = this.el.contains(document.activeElement);
  }

  /** A button may be gone once it has done its work: whoever pressed it stays in the panel. */
  override updated(): void {
    if (this.#focused && !this.el.contains(document.activeElement)) this.#focusHeading();
  }

  override destroyed(): void {
    // The browser forgets the focus of what is gone; it is elsewhere only if the person has put it there.
    if (document.activeElement === document.body || document.activeElement === null) focusAgain(this.#opener);
  }

  #focusHeading(): void {
    this.el.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }
}

export function closeOnEscape(panel: HTMLElement): void {
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    panel.querySelector<HTMLButtonElement>("[data-close]")?.click();
  });
}

export function focusAgain(element: Element | null): void {
  if (element instanceof HTMLElement && element.isConnected) element.focus({ preventScroll: true });
}
