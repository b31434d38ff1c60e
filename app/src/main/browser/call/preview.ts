import { ViewHook } from "phoenix_live_view";
import { chime } from "./chime";
import { choices, choose } from "./choices";
import { closeDevices, openDevices, reopenDevices, stateOf, type Devices } from "./devices";
import { Meter } from "./meter";
import { Pickers } from "./pickers";

interface Switch {
  readonly on: boolean;
}

const HEARD = 0.35;
const READ_MS = 500;

/**
 * Hook of the mirror before the room: opens the devices, shows the person to themselves, and tells the server what there is.
 * What it has opened, the call takes over.
 */
export class Preview extends ViewHook {
  #devices: Devices | null = null;
  #meter: Meter | null = null;
  #pickers: Pickers | null = null;
  readonly #over = new AbortController();
  #attempt = 0;
  #readAt = 0;
  #heardAt = -Infinity;
  #peak = 0;
  #testing = false;

  override mounted(): void {
    this.#linkToSecurePage();
    this.#pickers = new Pickers(this.el, (kind) => {
      if (kind !== "speaker") this.#look(reopenDevices());
    });
    this.el.addEventListener("roomjar:microphone", (event) => {
      choose({ microphoneOn: (event as CustomEvent<Switch>).detail.on });
    });
    this.el.addEventListener("roomjar:camera", (event) => {
      this.#switchCamera((event as CustomEvent<Switch>).detail.on);
    });
    this.el.addEventListener("roomjar:retry", () => this.#look(reopenDevices()));
    this.#find<HTMLButtonElement>("[data-test-speaker]")?.addEventListener("click", (event) => {
      void this.#testSpeaker(event.currentTarget as HTMLButtonElement);
    });
    navigator.mediaDevices?.addEventListener("devicechange", this.#changed, this.#over);
    void this.#watchPermissions();
    this.#look(openDevices());
  }

  override updated(): void {
    this.#linkToSecurePage();
  }

  override reconnected(): void {
    this.#tell();
  }

  override destroyed(): void {
    this.#over.abort();
    this.#attempt++;
    this.#meter?.close();
    closeDevices();
  }

  #look(opening: Promise<Devices>): void {
    const attempt = ++this.#attempt;
    void opening.then((devices) => {
      if (attempt !== this.#attempt) return;
      this.#devices = devices;
      this.#show(devices);
      this.#tell();
      void this.#list();
    });
  }

  /** A camera that is off is given back, so that its light goes out. */
  #switchCamera(on: boolean): void {
    choose({ cameraOn: on });
    const track = this.#devices?.camera.track;
    if (on && track?.readyState === "ended") this.#look(reopenDevices());
    if (!on) track?.stop();
  }

  #show({ microphone, camera }: Devices): void {
    const video = this.#find<HTMLVideoElement>("video");
    if (video) video.srcObject = camera.track ? new MediaStream([camera.track]) : null;
    if (!choices.cameraOn) camera.track?.stop();
    this.#meter?.close();
    this.#meter = null;
    this.#showLevel(0);
    try {
      if (microphone.track) this.#meter = new Meter(microphone.track, (level) => this.#showLevel(level));
    } catch (error) {
      console.warn("The microphone cannot be measured:", error);
    }
    for (const { track } of [microphone, camera]) {
      const lost = (): void => {
        if (track === this.#devices?.microphone.track || track === this.#devices?.camera.track) this.#look(reopenDevices());
      };
      track?.addEventListener("ended", lost, this.#over);
    }
  }

  #tell(): void {
    if (!this.#devices) return;
    const { microphone, camera } = this.#devices;
    void this.pushEvent("devices", {
      microphone: stateOf(microphone, choices.microphoneOn),
      camera: stateOf(camera, choices.cameraOn),
    }).catch(() => {
      // Not connected now: reconnected() tells it.
    });
  }

  #list(): Promise<void> | undefined {
    return this.#pickers?.list({ microphone: this.#devices?.microphone.track ?? null, camera: this.#devices?.camera.track ?? null });
  }

  /** The bar moves with the voice; what is read aloud changes only when it has something new to say. */
  #showLevel(level: number): void {
    const meter = this.#find<HTMLElement>("[role=meter]");
    const words = this.#find<HTMLElement>("[data-meter-words]");
    if (!meter || !words) return;
    const shown = choices.microphoneOn ? level : 0;
    meter.style.setProperty("--level", shown.toFixed(3));
    const now = performance.now();
    if (shown > HEARD) this.#heardAt = now;
    this.#peak = Math.max(this.#peak, shown);
    if (now - this.#readAt < READ_MS && choices.microphoneOn) return;
    this.#readAt = now;
    const state = !choices.microphoneOn ? "off" : now - this.#heardAt < 4000 ? "heard" : "silent";
    meter.setAttribute("aria-valuenow", String(Math.round(this.#peak * 100)));
    this.#peak = 0;
    meter.setAttribute("aria-valuetext", words.dataset[state] ?? "");
    words.textContent = words.dataset[state] ?? "";
  }

  async #testSpeaker(button: HTMLButtonElement): Promise<void> {
    const word = button.querySelector<HTMLElement>("[data-word]");
    const before = button.dataset["word"] ?? "";
    if (!word || this.#testing) return;
    this.#testing = true;
    word.textContent = button.dataset["playing"] ?? before;
    try {
      await chime(choices.speaker);
    } catch (error) {
      console.warn("The speaker cannot be tested:", error);
    } finally {
      this.#testing = false;
      word.textContent = before;
    }
  }

  /** What was plugged in or out, or allowed beside the address, counts without a click. */
  readonly #changed = (): void => {
    const troubled = this.#devices?.microphone.trouble ?? this.#devices?.camera.trouble ?? null;
    if (troubled) this.#look(reopenDevices());
    else void this.#list();
  };

  async #watchPermissions(): Promise<void> {
    for (const name of ["camera", "microphone"]) {
      try {
        const permission = await navigator.permissions.query({ name: name as PermissionName });
        const changed = (): void => {
          if (permission.state === "granted") this.#changed();
        };
        permission.addEventListener("change", changed, this.#over);
      } catch {
        // Not every browser tells; there is the button.
      }
    }
  }

  #linkToSecurePage(): void {
    const link = this.#find<HTMLAnchorElement>("[data-https-port]");
    if (link) link.href = `https://${location.hostname}:${link.dataset["httpsPort"]}${location.pathname}${location.search}`;
  }

  #find<E extends Element>(selector: string): E | null {
    return this.el.querySelector<E>(selector);
  }
}
