export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export const GAP = 8;
const MOST = 25;
/** Narrower tiles than these show nobody well: what does not fit is on another page. */
const LEAST = { wide: 180, tall: 112, strip: 96 };

/** The largest equal tiles, in rows, with the last row in the middle. */
export function arrangeGrid(count: number, area: Rectangle): Rectangle[] {
  const { columns, tile } = largestTile(count, area.width, area.height);
  const rows = Math.ceil(count / columns);
  const top = area.y + (area.height - rows * tile.height - (rows - 1) * GAP) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = area.x + (area.width - inRow * tile.width - (inRow - 1) * GAP) / 2;
    return {
      x: Math.round(left + (index % columns) * (tile.width + GAP)),
      y: Math.round(top + row * (tile.height + GAP)),
      ...tile,
    };
  });
}

/** One large tile, such as a screen, and a strip of others beside or below it. */
export function arrangeSplit(others: number, area: Rectangle, screen: boolean): { large: Rectangle; small: Rectangle[] } {
  if (others === 0) return { large: area, small: [] };
  const { large, strip } = split(area, screen);
  return { large, small: arrangeGrid(others, strip) };
}

/** How many tiles of a fair size there is room for: side by side, and in the strip beside a large one. */
export function fits(width: number, height: number): { grid: number; strip: number } {
  const least = isTall(width, height) ? LEAST.tall : LEAST.wide;
  const { strip } = split({ x: 0, y: 0, width, height });
  return { grid: most(width, height, least), strip: most(strip.width, strip.height, LEAST.strip) };
}

function most(width: number, height: number, least: number): number {
  let count = 1;
  while (count < MOST && largestTile(count + 1, width, height).tile.width >= least) count++;
  return count;
}

/** Beside the large tile on a wide stage; below it, with more room, on a tall one, where a screen needs less than a face. */
function split(area: Rectangle, screen = false): { large: Rectangle; strip: Rectangle } {
  const { x, y, width, height } = area;
  if (width > height * 1.4) {
    const side = Math.round(Math.min(240, Math.max(112, width * 0.18)));
    const rest = width - side - GAP;
    return { large: { x, y, width: rest, height }, strip: { x: x + rest + GAP, y, width: side, height } };
  }
  const least = Math.round(isTall(width, height) ? height * 0.4 : Math.min(150, Math.max(72, height * 0.2)));
  const below = screen ? Math.max(least, Math.floor(height - GAP - width / SCREEN_ASPECT)) : least;
  const rest = height - below - GAP;
  return { large: { x, y, width, height: rest }, strip: { x, y: y + rest + GAP, width, height: below } };
}

function isTall(width: number, height: number): boolean {
  return height > width;
}

/** Most screens are wider: there is room for the name below. */
const SCREEN_ASPECT = 1.5;

/** Width to height: a camera's picture loses at most a quarter of its width to fill the stage; on a phone, as much as faces allow. */
const ASPECTS = { wide: [4 / 3, 16 / 9], tall: [3 / 4, 4 / 3], strip: [16 / 9, 16 / 9] } as const;

/** The largest equal tiles that fit. */
export function largestTile(count: number, width: number, height: number): { columns: number; tile: Size } {
  // A strip at the side of a wide stage is tall, but one tile wide.
  const strip = height > width * 2 && width <= 240;
  const [narrowest, widest] = strip ? ASPECTS.strip : isTall(width, height) ? ASPECTS.tall : ASPECTS.wide;
  let best = { columns: 1, tile: { width: 0, height: 0 } };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const most = { width: (width - GAP * (columns - 1)) / columns, height: (height - GAP * (rows - 1)) / rows };
    const tile = { width: Math.min(most.width, most.height * widest), height: Math.min(most.height, most.width / narrowest) };
    if (tile.width * tile.height > best.tile.width * best.tile.height) best = { columns, tile };
  }
  return { columns: best.columns, tile: { width: Math.floor(best.tile.width), height: Math.floor(best.tile.height) } };
}
