const DISCONNECTED_PATIENCE = 4_000;
const RETRY_AFTER = 8_000;

/**
 * Watches one peer connection and restarts ICE where media is gone: at once when it failed, after some seconds when it
 * is merely disconnected (most of those mend themselves), and again for as long as it stays away.
 */
export class ConnectionWatch {
  readonly #peer: RTCPeerConnection;
  readonly #restart: () => Promise<void>;
  readonly #changed: (state: RTCPeerConnectionState) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restarting = false;

  constructor(
    peer: RTCPeerConnection,
    restart: () => Promise<void>,
    changed: (state: RTCPeerConnectionState) => void = () => {},
  ) {
    this.#peer = peer;
    this.#restart = restart;
    this.#changed = changed;
    peer.addEventListener("connectionstatechange", this.#stateChanged);
  }

  /** Restarts now unless media flows; for when signalling is back. */
  check(): void {
    if (this.#needed()) this.#restartIn(0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#peer.removeEventListener("connectionstatechange", this.#stateChanged);
  }

  readonly #stateChanged = (): void => {
    const state = this.#peer.connectionState;
    if (state === "connected") clearTimeout(this.#timer);
    else if (state === "failed") this.#restartIn(0);
    else if (state === "disconnected") this.#restartIn(DISCONNECTED_PATIENCE);
    this.#changed(state);
  };

  #restartIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#attempt(), milliseconds);
  }

  async #attempt(): Promise<void> {
    if (this.#restarting || !this.#needed()) return;
    this.#restarting = true;
    try {
      await this.#restart();
    } catch (error) {
      console.warn("OT: restarting ICE failed", error);
    } finally {
      this.#restarting = false;
    }
    if (this.#needed()) this.#restartIn(RETRY_AFTER);
  }

  #needed(): boolean {
    return this.#peer.connectionState !== "connected" && this.#peer.connectionState !== "closed";
  }
}
