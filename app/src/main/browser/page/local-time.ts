import { ViewHook } from "phoenix_live_view";

/** Hook of a `<time>`: says the hour and minute in the reader's own time and custom. The element is `phx-update="ignore"`. */
export class LocalTime extends ViewHook<HTMLTimeElement> {
  override mounted(): void {
    const time = new Date(this.el.dateTime);
    if (Number.isNaN(time.getTime())) return;
    this.el.textContent = new Intl.DateTimeFormat(custom(), { timeStyle: "short" }).format(time);
    this.el.title = new Intl.DateTimeFormat(custom(), { dateStyle: "full", timeStyle: "medium" }).format(time);
  }
}

/** The reader's own variety of the page's language: British readers of an English page do not count to twelve. */
function custom(): string {
  const language = document.documentElement.lang;
  return navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
}
