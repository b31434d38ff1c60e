import { ViewHook } from "phoenix_live_view";

const GAP = 8;

/** Hook of the element with the tiles: picks the number of columns that makes the tiles largest. */
export class Stage extends ViewHook {
  #resizes: ResizeObserver | null = null;
  #children: MutationObserver | null = null;

  override mounted(): void {
    this.#resizes = new ResizeObserver(() => this.#arrange());
    this.#resizes.observe(this.el);
    this.#children = new MutationObserver(() => this.#arrange());
    this.#children.observe(this.el, { childList: true });
    this.#arrange();
  }

  override updated(): void {
    this.#arrange();
  }

  override destroyed(): void {
    this.#resizes?.disconnect();
    this.#children?.disconnect();
  }

  #arrange(): void {
    const { clientWidth, clientHeight, childElementCount } = this.el;
    const tile = largestTile(childElementCount, clientWidth, clientHeight);
    this.el.style.setProperty("--tile-width", `${tile.width}px`);
    this.el.style.setProperty("--tile-height", `${tile.height}px`);
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Tiles are wide on a wide stage; on a tall one, such as a phone's, they are as tall as faces are. */
export function largestTile(count: number, width: number, height: number): Size {
  const aspect = height <= width ? 16 / 9 : count > 2 ? 4 / 5 : count === 2 ? 1 : 3 / 4;
  let widest = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const byWidth = (width - GAP * (columns - 1)) / columns;
    const byHeight = ((height - GAP * (rows - 1)) / rows) * aspect;
    widest = Math.max(widest, Math.min(byWidth, byHeight));
  }
  return { width: Math.floor(widest), height: Math.floor(widest / aspect) };
}
