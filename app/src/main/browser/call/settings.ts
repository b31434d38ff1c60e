import { ViewHook } from "phoenix_live_view";
import { choices, choose } from "./choices";
import { call } from "./publisher-init";
import { blurs, canBlur } from "./switching";

type InputKind = "videoinput" | "audioinput" | "audiooutput";

const REMEMBERED = { videoinput: "camera", audioinput: "microphone", audiooutput: "speaker" } as const;

/** Hook of the lists of devices in the settings: they change what is used in the call at once. */
export class DeviceSettings extends ViewHook {
  readonly #fill = (): void => void this.#fillAll();

  /** What was picked and is not used yet: to open a device takes a moment. */
  readonly #picks: Partial<Record<InputKind, string>> = {};

  override mounted(): void {
    this.el.closest("dialog")?.addEventListener("roomjar:opened", this.#fill);
    navigator.mediaDevices?.addEventListener("devicechange", this.#fill);
    for (const list of this.#lists()) list.addEventListener("change", () => void this.#picked(list));
    this.#blur().addEventListener("change", (event) => void call()?.blur((event.target as HTMLInputElement).checked));
    void this.#fillAll();
  }

  override destroyed(): void {
    navigator.mediaDevices?.removeEventListener("devicechange", this.#fill);
  }

  async #picked(list: HTMLSelectElement): Promise<void> {
    const trouble = this.el.querySelector<HTMLElement>("[role=alert]");
    if (trouble) trouble.textContent = "";
    const kind = list.dataset["kind"] as InputKind;
    const picked = list.value;
    this.#picks[kind] = picked;
    try {
      await use(kind, picked);
    } catch (error) {
      console.warn("Cannot use that device:", error);
      if (trouble) trouble.textContent = this.el.dataset["failed"] ?? "";
    }
    if (this.#picks[kind] === picked) delete this.#picks[kind];
    await this.#fillAll();
  }

  async #fillAll(): Promise<void> {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    const speaker = (await OT.getActiveAudioOutputDevice().catch(() => null))?.deviceId;
    // Last, since it changes: whoever waited longer above must not show what was used before.
    const using = call()?.using();
    const chosen: Record<InputKind, string | undefined> = {
      videoinput: using?.camera ?? choices.camera ?? undefined,
      audioinput: using?.microphone ?? choices.microphone ?? undefined,
      audiooutput: speaker,
    };
    for (const list of this.#lists()) {
      const kind = list.dataset["kind"] as InputKind;
      const shown = this.#picks[kind] ?? chosen[kind] ?? "";
      fill(list, devices.filter((device) => device.kind === kind), shown, this.el.dataset);
    }
    document.documentElement.classList.toggle("can-flip", devices.filter(({ kind }) => kind === "videoinput").length > 1);
    this.#blur().hidden = !canBlur(using?.cameraTrack ?? null);
    const box = this.#blur().querySelector("input");
    if (box) box.checked = blurs(using?.cameraTrack ?? null);
  }

  #lists(): HTMLSelectElement[] {
    return [...this.el.querySelectorAll<HTMLSelectElement>("select[data-kind]")];
  }

  #blur(): HTMLElement {
    return this.el.querySelector<HTMLElement>("[data-blur]")!;
  }
}

function fill(list: HTMLSelectElement, devices: MediaDeviceInfo[], chosen: string, words: DOMStringMap): void {
  const options = devices.map(({ deviceId, label }, index) => {
    const name = label || (words["number"] ?? "").replace("{0}", String(index + 1));
    return new Option(name, deviceId, false, deviceId === chosen);
  });
  if (!options.some((option) => option.selected)) options.unshift(new Option(words["default"] ?? "", "", true, true));
  list.replaceChildren(...options);
  list.disabled = devices.length === 0;
}

async function use(kind: InputKind, deviceId: string): Promise<void> {
  if (kind === "audiooutput") await OT.setAudioOutputDevice(deviceId);
  else await call()?.use(kind === "videoinput" ? "camera" : "microphone", deviceId);
  choose({ [REMEMBERED[kind]]: deviceId || null });
}
