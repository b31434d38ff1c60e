import { readCommand, VERSION, type Command, type FrameEvent } from "./protocol";

const MOST_KEPT = 50;

/**
 * The page around this frame. It is told things, and listened to, only if its origin is one that the operator of the server has
 * named. The browser says its origin, or its first hello does.
 */
export class ParentPage {
  readonly #origins: readonly string[];
  readonly #waiting: FrameEvent[] = [];
  #origin: string | null;

  constructor(origins: readonly string[], obey: (command: Command) => void) {
    this.#origins = origins;
    const said = saidOrigin();
    this.#origin = said !== null && this.#isAllowed(said) ? said : null;
    window.addEventListener("message", (message) => {
      if (message.source !== window.parent || window.parent === window || !this.#isAllowed(message.origin)) return;
      const command = readCommand(message.data);
      if (!command) return;
      this.#origin ??= message.origin;
      if (message.origin !== this.#origin) return;
      this.#waiting.splice(0).forEach((event) => this.#send(event));
      if (command.type !== "hello") obey(command);
    });
  }

  tell(event: FrameEvent): void {
    if (window.parent === window) return;
    if (this.#origin !== null) this.#send(event);
    else if (this.#waiting.length < MOST_KEPT) this.#waiting.push(event);
  }

  #send(event: FrameEvent): void {
    // A page without an origin, such as a sandboxed one, can be named by nobody: only where everybody may listen.
    const target = this.#origin === null || this.#origin === "null" ? "*" : this.#origin;
    window.parent.postMessage({ roomjar: VERSION, ...event }, target);
  }

  #isAllowed(origin: string): boolean {
    return this.#origins.includes("*") || this.#origins.includes(origin);
  }
}

function saidOrigin(): string | null {
  const [nearest] = location.ancestorOrigins ?? [];
  if (nearest) return nearest;
  try {
    return document.referrer ? new URL(document.referrer).origin : null;
  } catch {
    return null;
  }
}
