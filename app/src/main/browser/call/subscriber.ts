import { ViewHook } from "phoenix_live_view";
import { audience } from "./audience";

/** Hook of the element that holds the video of somebody else, or, with `data-video="false"`, only sounds. */
export class Subscriber extends ViewHook {
  override mounted(): void {
    this.#place();
  }

  override updated(): void {
    this.#place();
  }

  override destroyed(): void {
    audience.removePlace(this.#streamId(), this.el);
  }

  #place(): void {
    audience.addPlace(this.#streamId(), this.el, this.el.dataset["video"] !== "false");
  }

  #streamId(): string {
    return this.el.dataset["stream"] ?? "";
  }
}
