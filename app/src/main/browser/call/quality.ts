type Level = "good" | "fair" | "poor";

/** What a browser has counted of one direction of media so far. */
interface Count {
  readonly packets: number;
  readonly lost: number;
}

interface Watched {
  readonly count: () => Promise<Count>;
  readonly place: () => HTMLElement | undefined;
  before: Count | null;
  /** The connection did not do for pictures, or hardly does. */
  strained: Level | null;
}

const EVERY_MS = 3000;
const FAIR_LOSS = 0.02;
const POOR_LOSS = 0.08;

/** Measures connections every few seconds, by the share of packets lost, and shows it in the tiles. */
export class Quality {
  readonly #watched = new Map<object, Watched>();
  #timer: number | undefined;

  watchSubscriber(subscriber: OT.Subscriber, place: () => HTMLElement | undefined): void {
    const watched: Watched = { count: () => received(subscriber), place, before: null, strained: null };
    this.#watch(subscriber, watched);
    const strain = (level: Level | null) => (): void => {
      watched.strained = level;
    };
    subscriber.on("videoDisableWarning", strain("fair"));
    subscriber.on("videoDisableWarningLifted", strain(null));
    subscriber.on("videoDisabled", ({ reason }) => {
      if (reason === "quality") watched.strained = "poor";
    });
    subscriber.on("videoEnabled", strain(null));
  }

  watchPublisher(publisher: OT.Publisher, place: HTMLElement): void {
    this.#watch(publisher, { count: () => sent(publisher), place: () => place, before: null, strained: null });
  }

  forget(source: object): void {
    this.#watched.delete(source);
    if (this.#watched.size === 0) clearInterval(this.#timer);
  }

  #watch(source: object, watched: Watched): void {
    if (this.#watched.size === 0) this.#timer = window.setInterval(() => this.#measure(), EVERY_MS);
    this.#watched.set(source, watched);
  }

  #measure(): void {
    if (document.visibilityState === "hidden") return;
    for (const watched of this.#watched.values()) {
      const mark = watched.place()?.closest(".tile")?.querySelector<HTMLElement>(".quality");
      if (mark) void measure(watched, mark);
    }
  }
}

async function measure(watched: Watched, mark: HTMLElement): Promise<void> {
  const now = await watched.count().catch(() => null);
  const before = watched.before;
  watched.before = now;
  if (!now || !before) return;
  const lost = Math.max(0, now.lost - before.lost);
  const all = Math.max(0, now.packets - before.packets) + lost;
  if (all === 0 && !watched.strained) return;
  const share = all === 0 ? 0 : lost / all;
  const level: Level = watched.strained ?? (share > POOR_LOSS ? "poor" : share > FAIR_LOSS ? "fair" : "good");
  mark.dataset["level"] = level;
  const words = mark.dataset[level] ?? "";
  mark.setAttribute("aria-label", words);
  mark.title = words;
}

async function received(subscriber: OT.Subscriber): Promise<Count> {
  const { audio, video } = await subscriber.getStats();
  return { packets: audio.packetsReceived + video.packetsReceived, lost: audio.packetsLost + video.packetsLost };
}

async function sent(publisher: OT.Publisher): Promise<Count> {
  const stats = (await publisher.getStats())[0]?.stats;
  if (!stats) throw new Error("nothing is sent");
  const lost = stats.audio.packetsLost + stats.video.packetsLost;
  return { packets: stats.audio.packetsSent + stats.video.packetsSent - lost, lost };
}
