import { canChooseSpeaker } from "./chime";
import { choices, choose } from "./choices";

const KINDS = { microphone: "audioinput", camera: "videoinput", speaker: "audiooutput" } as const;

type Kind = keyof typeof KINDS;

/** The selects `data-pick="microphone|camera|speaker"` in an element; they show what the browser has. */
export class Pickers {
  readonly #selects: readonly HTMLSelectElement[];

  /** @param chosen is told when the person has chosen another one */
  constructor(root: HTMLElement, chosen: (kind: Kind) => void) {
    this.#selects = [...root.querySelectorAll<HTMLSelectElement>("select[data-pick]")];
    for (const select of this.#selects) {
      select.addEventListener("change", () => {
        choose({ [kindOf(select)]: select.value || null });
        chosen(kindOf(select));
      });
    }
  }

  /** Shows what is there now; browsers tell names only to pages that have a device open. */
  async list(inUse: Partial<Record<Kind, MediaStreamTrack | null>>): Promise<void> {
    if (!navigator.mediaDevices) return;
    const all = await navigator.mediaDevices.enumerateDevices();
    for (const select of this.#selects) {
      const kind = kindOf(select);
      const named = all.filter((device) => device.kind === KINDS[kind] && device.deviceId !== "");
      const usable = named.length > 0 && (kind !== "speaker" || canChooseSpeaker);
      const picker = select.closest<HTMLElement>("[data-picker]");
      if (picker) picker.hidden = !usable;
      const used = inUse[kind]?.getSettings().deviceId ?? choices[kind] ?? "";
      const name = (label: string, at: number): string => label || `${select.dataset["name"] ?? ""} ${at + 1}`;
      select.replaceChildren(
        ...named.map(({ label, deviceId }, at) => new Option(name(label, at), deviceId, false, deviceId === used)),
      );
    }
  }
}

function kindOf(select: HTMLSelectElement): Kind {
  return select.dataset["pick"] as Kind;
}
