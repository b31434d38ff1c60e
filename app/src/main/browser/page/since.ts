import { ViewHook } from "phoenix_live_view";

const STEP_MS = 20_000;

/** Hook of a `time` element: says how long ago its `datetime` was, in the language of the page, and keeps saying it. */
export class Since extends ViewHook {
  #timer: number | undefined;

  override mounted(): void {
    this.#show();
    this.#timer = window.setInterval(() => this.#show(), STEP_MS);
  }

  override updated(): void {
    this.#show();
  }

  override destroyed(): void {
    clearInterval(this.#timer);
  }

  #show(): void {
    const language = document.documentElement.lang;
    const since = new Date((this.el as HTMLTimeElement).dateTime);
    const clock = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
    this.el.title = clock.format(since);
    this.el.textContent = ago(since, new Date(), language);
  }
}

export function ago(since: Date, now: Date, language: string): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 60_000));
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  if (minutes < 1) return format.format(0, "second");
  if (minutes < 60) return format.format(-minutes, "minute");
  return minutes < 48 * 60 ? format.format(-Math.floor(minutes / 60), "hour") : format.format(-Math.floor(minutes / 1440), "day");
}
