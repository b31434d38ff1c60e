import type * as OT from "../../types/opentok";

/** The bar over a video: the name, and a button that mutes. */
export class Controls {
  readonly bar: HTMLElement;
  readonly #name: HTMLElement;
  readonly #mute: HTMLButtonElement;
  #muted = false;

  constructor(name: string, muteChanged: (muted: boolean) => void) {
    this.#name = document.createElement("h1");
    this.#name.classList.add("OT_name", "OT_edge-bar-item");
    this.#name.textContent = name;
    this.#mute = document.createElement("button");
    this.#mute.type = "button";
    this.#mute.classList.add("OT_mute", "OT_edge-bar-item");
    this.#mute.onclick = () => muteChanged(!this.#muted);
    this.bar = document.createElement("div");
    this.bar.classList.add("OT_bar");
    this.bar.append(this.#name, this.#mute);
    this.muted = false;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    this.#mute.textContent = muted ? "Unmute" : "Mute";
    this.#mute.classList.toggle("OT_active", muted);
  }

  style(style: OT.WidgetStyle): void {
    show(this.#name, style.nameDisplayMode ?? "auto");
    show(this.#mute, style.buttonDisplayMode ?? "auto");
  }
}

function show(item: HTMLElement, mode: string): void {
  item.classList.toggle("OT_mode-on", mode === "on");
  item.classList.toggle("OT_mode-off", mode === "off");
  item.classList.toggle("OT_mode-auto", mode !== "on" && mode !== "off");
}
