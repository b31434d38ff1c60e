import { ViewHook } from "phoenix_live_view";
import { audience } from "./audience";

/**
 * Hook of the button that shares the screen, with its sound, as a second stream of the call. The room is told by
 * `store_screen_id`; it may end it by the event `stop_sharing`, and so may the browser's own bar. Where the call breaks off and
 * starts again, the screen goes on in it.
 */
export class ShareScreen extends ViewHook {
  #publisher: OT.Publisher | null = null;
  #interrupted = false;
  readonly #goOn = (): void => void this.#publishAgain();

  override mounted(): void {
    window.addEventListener("roomjar:in-call", this.#goOn);
    this.el.addEventListener("click", () => {
      if (this.#publisher) this.#end();
      else void this.#start();
    });
    this.handleEvent("stop_sharing", () => this.#end());
  }

  override destroyed(): void {
    window.removeEventListener("roomjar:in-call", this.#goOn);
    this.#end();
  }

  async #start(): Promise<void> {
    if (!audience.session?.isConnected()) return;
    const publisher = OT.initPublisher(undefined, {
      insertDefaultUI: false,
      videoSource: "screen",
      audioSource: true,
      videoContentHint: "detail",
      frameRate: 15,
    });
    this.#publisher = publisher;
    this.#interrupted = false;
    publisher.on("destroyed", () => this.#ended(publisher));
    publisher.on("streamDestroyed", (event) => {
      if (publisher !== this.#publisher || event.reason === "mediaStopped" || event.reason === "forceUnpublished") return;
      // The call broke off, not the sharing. Whoever is put out of the room does not see this button any more.
      event.preventDefault();
      this.#interrupted = true;
    });
    try {
      await this.#publish(publisher);
    } catch (error) {
      // Most often the person thought better of it, in the browser's own dialog.
      console.warn("The screen is not shared:", error);
      this.#end();
    }
  }

  async #publish(publisher: OT.Publisher): Promise<void> {
    await audience.session?.publish.promise(publisher);
    await this.pushEvent("store_screen_id", { stream_id: publisher.streamId });
  }

  async #publishAgain(): Promise<void> {
    const publisher = this.#publisher;
    if (!publisher || !this.#interrupted) return;
    this.#interrupted = false;
    try {
      if (publisher.getVideoSource().track?.readyState !== "live") throw new Error("the screen is not captured any more");
      await this.#publish(publisher);
    } catch (error) {
      if (publisher !== this.#publisher || this.#interrupted) return;
      console.warn("The screen is not shared any more:", error);
      this.#end();
      this.pushEvent("sharing_lost", {}).catch(() => {});
    }
  }

  #end(): void {
    const publisher = this.#publisher;
    if (!publisher) return;
    this.#ended(publisher);
    publisher.destroy();
  }

  #ended(publisher: OT.Publisher): void {
    if (publisher !== this.#publisher) return;
    this.#publisher = null;
    this.pushEvent("store_screen_id", {}).catch(() => {}); // without a connection there is nobody to tell
  }
}
