import { ViewHook } from "phoenix_live_view";
import { audience } from "./audience";
import { closeDevices, openDevices, type Device, type Devices } from "./devices";
import { showVideo, whenLoud } from "./picture";

/** What the server answers to `get_publish_info`. */
interface PublishInfo {
  readonly key: string;
  readonly token: string;
  readonly session_id: string;
}

/** The detail of `roomjar:microphone` and `roomjar:camera`, which the buttons dispatch to this hook's element. */
interface Switch {
  readonly on: boolean;
}

const RETRY_MS = [500, 1000, 2000, 5000];

/**
 * Hook of the element that holds this person's own video. Opens the devices once, then keeps one call going: whenever the
 * page has joined anew or the session has broken, it asks the server for a ticket and starts from the beginning.
 *
 * Each start makes a new attempt; whatever an older one still has under way finds itself superseded and stops.
 */
export class PublisherInit extends ViewHook {
  #attempt = 0;
  #failures = 0;
  #timer: number | undefined;
  #devices: Promise<Devices> | null = null;
  #session: OT.Session | null = null;
  #publisher: OT.Publisher | null = null;
  readonly #on = { microphone: true, camera: true };

  override mounted(): void {
    this.el.addEventListener("roomjar:microphone", (event) => this.#switchMicrophone((event as CustomEvent<Switch>).detail.on));
    this.el.addEventListener("roomjar:camera", (event) => this.#switchCamera((event as CustomEvent<Switch>).detail.on));
    this.#start();
  }

  override reconnected(): void {
    this.#failures = 0;
    this.#start();
  }

  override destroyed(): void {
    this.#attempt++;
    clearTimeout(this.#timer);
    this.#hangUp();
    void this.#devices?.then(closeDevices);
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#hangUp();
    const attempt = ++this.#attempt;
    this.#call(attempt).catch((error: unknown) => {
      if (attempt === this.#attempt) this.#startLater(error);
    });
  }

  #startLater(why: unknown): void {
    console.warn("The call broke off and starts again:", why);
    clearTimeout(this.#timer);
    const delay = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)];
    this.#timer = window.setTimeout(() => this.#start(), delay);
  }

  async #call(attempt: number): Promise<void> {
    const devices = await (this.#devices ??= openDevices());
    if (attempt !== this.#attempt) return;
    await this.pushEvent("devices", {
      microphone: state(devices.microphone, this.#on.microphone),
      camera: state(devices.camera, this.#on.camera),
    });
    const info = (await this.pushEvent("get_publish_info", {})) as PublishInfo;
    if (attempt !== this.#attempt) return;

    const session = OT.initSession(info.key, info.session_id);
    this.#session = session;
    audience.attend(session);
    session.on("sessionDisconnected", (event) => {
      if (session === this.#session) this.#startLater(event.reason);
    });
    const publisher = this.#showSelf(devices);
    await session.connect.promise(info.token);
    if (attempt !== this.#attempt) return;
    if (publisher) {
      await session.publish.promise(publisher);
      if (attempt !== this.#attempt) return;
      await this.pushEvent("store_stream_id", { stream_id: publisher.streamId });
    }
    this.#failures = 0;
  }

  /** The tracks are given away as clones, since a publisher ends what it was given, and devices outlive calls. */
  #showSelf({ microphone, camera }: Devices): OT.Publisher | null {
    if (!microphone.track && !camera.track) return null;
    const publisher = OT.initPublisher(this.el, {
      insertDefaultUI: false,
      audioSource: microphone.track?.clone() ?? null,
      videoSource: camera.track?.clone() ?? null,
      publishAudio: microphone.track !== null && this.#on.microphone,
      publishVideo: camera.track !== null && this.#on.camera,
      resolution: "1280x720",
    });
    publisher.on("videoElementCreated", ({ element }) => showVideo(this.el, element));
    publisher.on("streamDestroyed", (event) => {
      if (publisher === this.#publisher) this.#startLater(event.reason);
    });
    whenLoud(publisher, this.el);
    this.#publisher = publisher;
    return publisher;
  }

  #hangUp(): void {
    const [session, publisher] = [this.#session, this.#publisher];
    this.#session = null;
    this.#publisher = null;
    audience.leave();
    publisher?.destroy();
    void session?.disconnect();
    this.el.classList.remove("playing", "speaking");
  }

  #switchMicrophone(on: boolean): void {
    this.#on.microphone = on;
    this.#publisher?.publishAudio(on);
  }

  #switchCamera(on: boolean): void {
    this.#on.camera = on;
    void this.#publisher?.publishVideo(on);
  }
}

function state(device: Device, on: boolean): string {
  return device.trouble ?? (on ? "ON" : "OFF");
}
