import { ViewHook } from "phoenix_live_view";
import { arrangeGrid, arrangeSplit, fits, type Rectangle } from "./arrange";

const PAGER_HEIGHT = 52;
const REST_MS = 150;
const REACTION_MS = 3000;
const KEPT = "roomjar.viewing";

/** How a person wants to see the room, as the server knows it by its attributes. */
type Viewing = Record<"speakerView" | "selfHidden" | "unmirrored" | "audioOnly", boolean>;

interface Reaction {
  readonly seat: string;
  readonly name: string;
  /** A picture character. */
  readonly reaction: string;
}

/**
 * Hook of the element with the tiles. The server says who is shown and who is large; here are the sizes and places, and what
 * fits is told to the server.
 */
export class Stage extends ViewHook {
  #resizes: ResizeObserver | null = null;
  #told = "";
  #timer: number | undefined;

  override mounted(): void {
    this.#resizes = new ResizeObserver(() => this.#arrange());
    this.#resizes.observe(this.el);
    this.handleEvent("reaction", (reaction: Reaction) => react(reaction));
    this.#restoreViewing();
    this.#arrange();
  }

  override updated(): void {
    this.#arrange();
    keepViewing(this.#viewing());
  }

  override reconnected(): void {
    this.#told = "";
    this.#restoreViewing();
    this.#arrange();
  }

  override destroyed(): void {
    this.#resizes?.disconnect();
    clearTimeout(this.#timer);
  }

  #arrange(): void {
    const { clientWidth: width, clientHeight: height } = this.el;
    if (width === 0 || height === 0) return;
    this.#tell(width, height);
    const pager = this.el.querySelector(".pager") ? PAGER_HEIGHT : 0;
    const area: Rectangle = { x: 0, y: 0, width, height: height - pager };
    const tiles = [...this.el.children].filter((child): child is HTMLElement => child.matches(".tile:not(.tile-away)"));
    const large = tiles.find((tile) => tile.classList.contains("tile-large"));
    if (!large) {
      arrangeGrid(tiles.length, area).forEach((place, index) => this.#put(tiles[index], place));
      return;
    }
    const small = tiles.filter((tile) => tile !== large);
    const places = arrangeSplit(small.length, area, large.classList.contains("tile-screen"));
    this.#put(large, places.large);
    places.small.forEach((place, index) => this.#put(small[index], place));
  }

  #put(tile: HTMLElement | undefined, { x, y, width, height }: Rectangle): void {
    if (!tile) return;
    this.js().ignoreAttributes(tile, ["style"]);
    for (const [name, value] of Object.entries({ x, y, width, height })) tile.style.setProperty(`--tile-${name}`, `${value}px`);
  }

  /** At once at first; then when the size has come to rest. */
  #tell(width: number, height: number): void {
    const count = fits(width, height);
    const now = JSON.stringify(count);
    if (now === this.#told) return;
    const rest = this.#told === "" ? 0 : REST_MS;
    this.#told = now;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.pushEventTo(this.el, "fits", count), rest);
  }

  #restoreViewing(): void {
    const kept = keptViewing();
    if (kept && JSON.stringify(kept) !== JSON.stringify(this.#viewing())) void this.pushEvent("look", kept);
  }

  #viewing(): Viewing {
    const { speakerView, selfHidden, unmirrored, audioOnly } = this.el.dataset;
    return {
      speakerView: speakerView === "true",
      selfHidden: selfHidden === "true",
      unmirrored: unmirrored === "true",
      audioOnly: audioOnly === "true",
    };
  }
}

function keepViewing(viewing: Viewing): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(viewing));
  } catch {
    // Some browsers keep nothing for this page: the wish lasts as long as the page.
  }
}

function keptViewing(): Viewing | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null") as Partial<Viewing> | null;
    return kept && {
      speakerView: kept.speakerView === true,
      selfHidden: kept.selfHidden === true,
      unmirrored: kept.unmirrored === true,
      audioOnly: kept.audioOnly === true,
    };
  } catch {
    return null;
  }
}

/** Shows a reaction over its sender for a moment; with the name at the stage's edge, where the sender is out of sight. */
function react({ seat, name, reaction }: Reaction): void {
  const place = document.querySelector(`.tile:not(.tile-away) > [id="reactions-${CSS.escape(seat)}"]`);
  const shown = place ? element("span", "reaction", reaction) : element("p", "reaction-of", "");
  if (!place) shown.append(element("span", "reaction-face", reaction), element("bdi", "reaction-name", name));
  (place ?? document.getElementById("stage-reactions"))?.append(shown);
  window.setTimeout(() => shown.remove(), REACTION_MS);
}

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
