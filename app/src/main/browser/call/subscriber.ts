import { ViewHook } from "phoenix_live_view";
import { audience } from "./audience";

/** Hook of the element that holds the video of somebody else. */
export class Subscriber extends ViewHook {
  override mounted(): void {
    audience.addPlace(this.#streamId(), this.el);
  }

  override destroyed(): void {
    audience.removePlace(this.#streamId());
  }

  #streamId(): string {
    return this.el.dataset["stream"] ?? "";
  }
}
