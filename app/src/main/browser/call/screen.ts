import { ViewHook } from "phoenix_live_view";
import { audience } from "./audience";

/**
 * Hook of the button that shares the screen, with its sound, as a second stream of the call. The room is told by
 * `store_screen_id`; it may end it by the event `stop_sharing`, and so may the browser's own bar.
 */
export class ShareScreen extends ViewHook {
  #publisher: OT.Publisher | null = null;

  override mounted(): void {
    this.el.addEventListener("click", () => {
      if (this.#publisher) this.#publisher.destroy();
      else void this.#start();
    });
    this.handleEvent("stop_sharing", () => this.#publisher?.destroy());
  }

  override destroyed(): void {
    this.#publisher?.destroy();
  }

  async #start(): Promise<void> {
    const session = audience.session;
    if (!session?.isConnected()) return;
    const publisher = OT.initPublisher(undefined, {
      insertDefaultUI: false,
      videoSource: "screen",
      audioSource: true,
      videoContentHint: "detail",
      frameRate: 15,
    });
    this.#publisher = publisher;
    publisher.on("destroyed", () => this.#ended(publisher));
    publisher.on("streamDestroyed", () => this.#ended(publisher));
    try {
      await session.publish.promise(publisher);
      await this.pushEvent("store_screen_id", { stream_id: publisher.streamId });
    } catch (error) {
      // Most often the person thought better of it, in the browser's own dialog.
      console.warn("The screen is not shared:", error);
      publisher.destroy();
      this.#ended(publisher);
    }
  }

  #ended(publisher: OT.Publisher): void {
    if (publisher !== this.#publisher) return;
    this.#publisher = null;
    this.pushEvent("store_screen_id", {}).catch(() => {}); // without a connection there is nobody to tell
  }
}
