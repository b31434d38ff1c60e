import type * as OT from "../../types/opentok";
import { OpenTokError } from "../errors";

/** Where a publisher takes one kind of media from. */
export type Source =
  | { readonly kind: "none" }
  | { readonly kind: "default" }
  | { readonly kind: "device"; readonly deviceId: string }
  | { readonly kind: "screen" }
  | { readonly kind: "track"; readonly track: MediaStreamTrack };

const SCREENS = ["screen", "window", "application", "browser"];

/** With a shared screen, "default" is the sound of what is shared. */
export function audioSource({ audioSource, videoSource, publishAudio }: OT.PublisherProperties): Source {
  // A shared screen is silent unless the page asks for sound.
  if (isScreen(videoSource) && audioSource === undefined) return { kind: publishAudio ? "default" : "none" };
  if (isScreen(videoSource) && isScreen(audioSource)) return { kind: "default" };
  return source(audioSource);
}

export function videoSource({ videoSource }: OT.PublisherProperties): Source {
  return isScreen(videoSource) ? { kind: "screen" } : source(videoSource);
}

function source(given: OT.PublisherProperties["audioSource"]): Source {
  if (given === null || given === false) return { kind: "none" };
  if (given === undefined || given === true) return { kind: "default" };
  return typeof given === "string" ? { kind: "device", deviceId: given } : { kind: "track", track: given };
}

function isScreen(given: unknown): boolean {
  return typeof given === "string" && SCREENS.includes(given);
}

export function audioConstraints(source: Source, properties: OT.PublisherProperties): MediaTrackConstraints {
  const processing = properties.disableAudioProcessing !== true;
  return {
    ...deviceConstraint(source),
    echoCancellation: properties.echoCancellation ?? processing,
    noiseSuppression: properties.noiseSuppression ?? processing,
    autoGainControl: properties.autoGainControl ?? processing,
  };
}

export function videoConstraints(source: Source, properties: OT.PublisherProperties): MediaTrackConstraints {
  const { width, height } = resolution(properties);
  const constraints: MediaTrackConstraints = {
    ...deviceConstraint(source),
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: properties.frameRate ?? 30 },
  };
  if (properties.facingMode) constraints.facingMode = properties.facingMode;
  return constraints;
}

/** The sound of a screen is music and films as well as speech: as it is. */
export const SCREEN_SOUND: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};

export function screenConstraints(properties: OT.PublisherProperties): MediaTrackConstraints {
  const constraints: MediaTrackConstraints = { frameRate: { ideal: properties.frameRate ?? 15 } };
  const limit = properties.maxResolution;
  return limit ? { ...constraints, width: { max: limit.width }, height: { max: limit.height } } : constraints;
}

export function resolution({ resolution = "640x480" }: OT.PublisherProperties): OT.Dimensions {
  if (typeof resolution !== "string") return resolution;
  const [width, height] = resolution.split("x").map(Number);
  if (!width || !height) {
    throw new OpenTokError("OT_INVALID_PARAMETER", `resolution is "${resolution}"; write it as "1280x720"`);
  }
  return { width, height };
}

function deviceConstraint(source: Source): MediaTrackConstraints {
  return source.kind === "device" ? { deviceId: { exact: source.deviceId } } : {};
}
