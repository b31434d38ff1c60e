const PATIENCE_MS = 8000;
const EVERY_MS = 3000;

/** Tells whether what this person sends gets through: some networks let pages through, but no video. */
export class Flow {
  readonly #tell: (blocked: boolean) => void;
  #timer: number | undefined;
  #blocked = false;

  /** @param tell is told when that has changed; at first it is taken to get through */
  constructor(tell: (blocked: boolean) => void) {
    this.#tell = tell;
  }

  watch(publisher: OT.Publisher): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#look(publisher), PATIENCE_MS);
  }

  /** What was told is forgotten: the next call starts from the beginning. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#blocked = false;
  }

  async #look(publisher: OT.Publisher): Promise<void> {
    const blocked = !(await flows(publisher).catch(() => false));
    if (blocked !== this.#blocked) this.#tell(blocked);
    this.#blocked = blocked;
    if (blocked) this.#timer = window.setTimeout(() => void this.#look(publisher), EVERY_MS);
  }
}

/** Keys have been agreed on with the server, so packets come and go; a microphone that is off makes no difference. */
async function flows(publisher: OT.Publisher): Promise<boolean> {
  for (const { rtcStatsReport } of await publisher.getRtcStatsReport()) {
    for (const report of rtcStatsReport.values() as Iterable<{ type: string; dtlsState?: string }>) {
      if (report.type === "transport" && report.dtlsState === "connected") return true;
    }
  }
  return false;
}
