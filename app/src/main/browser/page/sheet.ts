import { ViewHook } from "phoenix_live_view";

/**
 * Hook of a `dialog`. Buttons with `data-sheet` and its id open it; the browser then keeps the focus inside, closes it on Escape
 * and gives the focus back.
 */
export class Sheet extends ViewHook {
  override mounted(): void {
    this.js().ignoreAttributes(this.el, ["open"]);
    this.el.addEventListener("click", (event) => {
      const target = event.target as Element;
      if (target === this.el || target.closest("[data-close]")) (this.el as HTMLDialogElement).close();
    });
  }
}

export function openSheets(): void {
  document.addEventListener("click", (event) => {
    const id = (event.target as Element).closest<HTMLElement>("[data-sheet]")?.dataset["sheet"];
    if (id) openSheet(id);
  });
}

export function openSheet(id: string): void {
  const sheet = document.getElementById(id);
  if (!(sheet instanceof HTMLDialogElement) || sheet.open) return;
  document.querySelector<HTMLElement>("[popover]:popover-open")?.hidePopover();
  sheet.showModal();
  sheet.dispatchEvent(new CustomEvent("roomjar:opened"));
}
