/**
 * Rooms of Roomjar in your page: https://your-rooms.example/embed.js declares the class below. Version 1.
 *
 *     <div id="room" style="height: 480px"></div>
 *     <script src="https://rooms.example/embed.js"></script>
 *     <script>new RoomjarFrame("#room", { room: "Class 5b", name: "Ana" }).on("left", () => history.back());</script>
 */

/** Parts of the room that can be left out. What is hidden is not forbidden: rules are made in the room, by hosts. */
type RoomjarPart = "chat" | "people" | "share" | "hand" | "reactions" | "invite" | "more" | "leave" | "top";

interface RoomjarFrameOptions {
  /** The name of the room. */
  room: string;
  /** Where Roomjar is, as in `https://rooms.example`; where this script came from, if it is not said. */
  site?: string;
  /** What the person is called, so that they are not asked. A token that names them counts more. */
  name?: string;
  /** A token of your own system, or an invitation. */
  token?: string;
  /** Go straight in, without the preview. */
  join?: boolean;
  /** `false`: come in with the microphone off. */
  microphone?: boolean;
  /** `false`: come in with the camera off. */
  camera?: boolean;
  hide?: RoomjarPart[];
  /** `en`, `de` or `fr`; what the browser asks for, if it is not said. */
  lang?: string;
  /** What the frame is called for screen readers. */
  title?: string;
}

/** What the room tells your page. Not what people write: that stays in the room. */
interface RoomjarFrameEvents {
  /** The page in the frame is there. */
  ready: {};
  /** A host must let the person in. */
  waiting: {};
  /** The person is in, by this name. */
  joined: { name: string };
  /** The person is out: `left`, `removed`, `banned`, `ended` (for all), `elsewhere` (they came in from another window) or `refused`. */
  left: { reason: string };
  /** The person could not come in: `link` (the token is not good), `refused` (by the room), `off` (no page may frame rooms). */
  error: { reason: string };
  participantJoined: { name: string; count: number };
  participantLeft: { name: string; count: number };
  /** The person's own microphone. */
  audioMuted: { muted: boolean };
  /** The person's own camera. */
  videoMuted: { muted: boolean };
  /** The person's own screen. */
  screenShare: { sharing: boolean };
  /** The person's own hand. */
  handRaised: { raised: boolean };
}

declare class RoomjarFrame {
  /** @param place an element, or a selector of one, which the frame will fill */
  constructor(place: Element | string, options: RoomjarFrameOptions);

  /** The frame itself. */
  readonly element: HTMLIFrameElement;

  /** Calls the listener whenever the room tells this. Returns what ends it. */
  on<Type extends keyof RoomjarFrameEvents>(type: Type, listener: (event: { type: Type } & RoomjarFrameEvents[Type]) => void): () => void;

  mute(): void;
  /** Where the room's rules let the person speak. */
  unmute(): void;
  camera(on: boolean): void;
  raiseHand(up?: boolean): void;
  leave(): void;

  /** Takes the frame away; whoever is in it leaves. */
  remove(): void;
}
