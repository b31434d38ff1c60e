import { ViewHook } from "phoenix_live_view";
import { focusAgain } from "./panel";

/** Hook of a `<dialog phx-update="ignore">` that the server shows: modal, Escape presses its button with `data-cancel`. */
export class Dialog extends ViewHook<HTMLDialogElement> {
  #before: Element | null = null;

  override mounted(): void {
    this.#before = document.activeElement;
    this.el.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.el.querySelector<HTMLButtonElement>("[data-cancel]")?.click();
    });
    this.el.showModal();
  }

  override destroyed(): void {
    focusAgain(this.#before);
  }
}
