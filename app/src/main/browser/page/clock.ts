import { ViewHook } from "phoenix_live_view";

/** How far the server's clock is ahead of this machine's, in milliseconds; asked once per page. */
let ahead = 0;

/** Hook of the clock of a room: counts down to `data-end`, or else up from `data-since` (milliseconds since 1970). */
export class Clock extends ViewHook {
  #timer: number | undefined;

  override mounted(): void {
    this.#timer = window.setInterval(() => this.#show(), 1000);
    this.#show();
    void this.pushEvent("what_time", {}).then((reply: unknown) => {
      ahead = (reply as { now: number }).now - Date.now();
      this.#show();
    });
  }

  override updated(): void {
    this.#show();
  }

  override destroyed(): void {
    clearInterval(this.#timer);
  }

  #show(): void {
    const { end, since, over } = this.el.dataset;
    const now = Date.now() + ahead;
    const left = end ? Math.ceil((Number(end) - now) / 1000) : Math.floor((now - Number(since)) / 1000);
    const text = end && left <= 0 ? (over ?? "") : clock(Math.max(0, left));
    this.el.closest(".room-clock")?.classList.toggle("room-late", Boolean(end) && left <= 10);
    if (this.el.textContent !== text) this.el.textContent = text;
  }
}

function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}
