import { ViewHook } from "phoenix_live_view";
import { closeOnEscape, focusAgain } from "./panel";

/** How often at most the others hear that this person is writing. */
const TYPING_MS = 2500;

/** Nearer to the end than this counts as there. */
const NEAR_PX = 40;

/** Hook of the chat: sends, keeps the end in view for whoever is there, and puts the focus where it belongs. */
export class Chat extends ViewHook {
  #opener: Element | null = null;
  #open = false;
  #atEnd = true;
  #told = Number.NEGATIVE_INFINITY;
  #sent = "";
  #lines: MutationObserver | null = null;
  #sizes: ResizeObserver | null = null;

  override mounted(): void {
    closeOnEscape(this.el);
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.#field.addEventListener("input", () => this.#typing());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.#send();
    });
    this.#scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#newer.addEventListener("click", () => {
      this.#toEnd();
      this.#field.focus();
    });
    this.#lines = new MutationObserver((changes) => this.#changed(changes));
    this.#lines.observe(this.#one("#messages"), { childList: true });
    this.#sizes = new ResizeObserver(() => this.#keepEnd());
    this.#sizes.observe(this.#scroller);
    this.handleEvent("not_posted", () => this.#takeBack());
    this.#open = false;
    this.updated();
  }

  override updated(): void {
    const open = !this.el.hidden;
    if (open === this.#open) return;
    this.#open = open;
    if (open) {
      this.#opener = document.activeElement;
      this.#toEnd();
      if (this.#form.hidden) this.#scroller.focus({ preventScroll: true });
      else this.#field.focus({ preventScroll: true });
    } else if (document.activeElement === document.body || this.el.contains(document.activeElement)) {
      focusAgain(this.#opener);
    }
  }

  override destroyed(): void {
    this.#lines?.disconnect();
    this.#sizes?.disconnect();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  #typing(): void {
    const now = performance.now();
    if (!this.#field.value.trim() || now - this.#told < TYPING_MS) return;
    this.#told = now;
    void this.pushEventTo(this.el, "writes", {});
  }

  /** The field is free at once; what did not arrive comes back into it. */
  #send(): void {
    const text = this.#field.value;
    if (!text.trim()) return;
    this.#sent = text;
    this.#field.value = "";
    this.#told = -TYPING_MS;
    this.#atEnd = true;
    this.#field.focus();
    void this.pushEventTo(this.el, "say", { text }).then((outcomes) => {
      if (outcomes.some(({ status }) => status === "rejected")) this.#takeBack();
    });
  }

  #takeBack(): void {
    if (!this.#field.value) this.#field.value = this.#sent;
  }

  #changed(changes: readonly MutationRecord[]): void {
    const more = changes.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof HTMLElement));
    if (this.#atEnd) this.#toEnd();
    else if (more) this.#newer.hidden = false;
  }

  #scrolled(): void {
    if (this.el.hidden) return;
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (this.#atEnd) this.#newer.hidden = true;
  }

  /** A phone's keyboard makes the list shorter: what was being read stays in view. */
  #keepEnd(): void {
    if (this.#atEnd) this.#toEnd();
  }

  #toEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#atEnd = true;
    this.#newer.hidden = true;
  }

  get #scroller(): HTMLElement {
    return this.#one("#chat-scroll");
  }

  get #newer(): HTMLButtonElement {
    return this.#one("#chat-newer > button");
  }

  get #form(): HTMLFormElement {
    return this.#one("#chat-form");
  }

  get #field(): HTMLTextAreaElement {
    return this.#one("#chat-text");
  }

  #one<E extends HTMLElement>(selector: string): E {
    return this.el.querySelector<E>(selector)!;
  }
}
