import type * as OT from "../../types/opentok";
import { OpenTokError } from "../errors";

export type InsertMode = NonNullable<OT.WidgetProperties["insertMode"]>;

/** How long a named target may take to appear in the page. */
const TARGET_TIMEOUT = 10_000;

/**
 * Puts a new element into the page, or chooses the target itself to be filled ("replace"). Without a target it goes to
 * the end of the body. OpenTok's documentation makes a missing target an error; pages rendered by a server get the
 * stream before the element, so it is only an error once the element has not come for ten seconds.
 */
export function place(
  target: OT.Target | null | undefined,
  mode: InsertMode,
  waitEnded: AbortSignal,
): HTMLElement | Promise<HTMLElement> {
  if (target === undefined || target === null) return insert(document.body, "append");
  if (typeof target !== "string") return insert(target, mode);
  const element = document.getElementById(target);
  return element ? insert(element, mode) : appearing(target, waitEnded).then((found) => insert(found, mode));
}

function insert(target: HTMLElement, mode: InsertMode): HTMLElement {
  const element = mode === "replace" ? target : document.createElement("div");
  if (element.id === "") element.id = `OT_${crypto.randomUUID()}`;
  switch (mode) {
    case "replace":
      target.replaceChildren();
      break;
    case "append":
      target.append(element);
      break;
    case "before":
      target.before(element);
      break;
    case "after":
      target.after(element);
      break;
  }
  return element;
}

function appearing(id: string, waitEnded: AbortSignal): Promise<HTMLElement> {
  return new Promise((resolve, reject) => {
    const observer = new MutationObserver(() => {
      const element = document.getElementById(id);
      if (element) stop(() => resolve(element));
    });
    const timer = setTimeout(
      () => stop(() => reject(new OpenTokError("OT_INVALID_PARAMETER", `no element has the id "${id}"`))),
      TARGET_TIMEOUT,
    );
    const abandoned = (): void => stop(() => reject(new OpenTokError("OT_DISCONNECTED", "destroyed before it was shown")));
    const stop = (then: () => void): void => {
      observer.disconnect();
      clearTimeout(timer);
      waitEnded.removeEventListener("abort", abandoned);
      then();
    };
    waitEnded.addEventListener("abort", abandoned);
    observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["id"] });
  });
}
