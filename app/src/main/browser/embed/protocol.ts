/**
 * What a frame and the page around it say to each other by `postMessage`. `roomjar` is the version: what it does not know, each
 * side leaves alone.
 */
export const VERSION = 1;

/** From the frame. The names and details are documented in `embed.d.ts`, which pages of other sites read. */
export type FrameEvent = { [Type in keyof RoomjarFrameEvents]: { type: Type } & RoomjarFrameEvents[Type] }[keyof RoomjarFrameEvents];

/** From the page around it. */
export type Command =
  | { readonly type: "hello" }
  | { readonly type: "mute" }
  | { readonly type: "unmute" }
  | { readonly type: "camera"; readonly on: boolean }
  | { readonly type: "raiseHand"; readonly up: boolean }
  | { readonly type: "leave" };

/** Reads a command; null for anything else, whatever it is. */
export function readCommand(data: unknown): Command | null {
  if (typeof data !== "object" || data === null) return null;
  const message = data as Record<string, unknown>;
  if (message["roomjar"] !== VERSION) return null;
  switch (message["type"]) {
    case "hello":
    case "mute":
    case "unmute":
      return { type: message["type"] };
    case "leave":
    case "hangup":
      return { type: "leave" };
    case "camera":
      return typeof message["on"] === "boolean" ? { type: "camera", on: message["on"] } : null;
    case "raiseHand":
      return { type: "raiseHand", up: message["up"] !== false };
    default:
      return null;
  }
}
