import type * as OT from "../../types/opentok";
import { OpenTokError, type ErrorName } from "../errors";
import { inputDevices, mediaDevices } from "../media/devices";
import {
  audioConstraints,
  audioSource,
  SCREEN_SOUND,
  screenConstraints,
  videoConstraints,
  videoSource,
  type Source,
} from "./sources";

export interface Captured {
  readonly audio: MediaStreamTrack | undefined;
  readonly video: MediaStreamTrack | undefined;
  readonly videoType: OT.VideoType;
}

/**
 * Asks the browser for what the properties name. Of the default devices those are taken that exist, so a page without
 * a camera publishes sound; a device that is named, or access that is refused, is an error.
 */
export async function capture(properties: OT.PublisherProperties): Promise<Captured> {
  const video = videoSource(properties);
  const audio = audioSource(properties);
  if (audio.kind === "none" && video.kind === "none") {
    throw new OpenTokError("OT_NO_VALID_CONSTRAINTS", "both audio and video are disabled: publish at least one");
  }
  if (video.kind === "screen") return captureScreen(audio, properties);
  const wanted = await existing(audio, video);
  const stream = await userMedia(wanted.audio, wanted.video, properties);
  return {
    audio: audio.kind === "track" ? audio.track : stream?.getAudioTracks()[0],
    video: video.kind === "track" ? video.track : stream?.getVideoTracks()[0],
    videoType: video.kind === "track" ? "custom" : "camera",
  };
}

export async function captureAudio(source: Source, properties: OT.PublisherProperties): Promise<MediaStreamTrack> {
  const stream = await userMedia(source, { kind: "none" }, properties);
  return theOnly(stream?.getAudioTracks());
}

export async function captureVideo(source: Source, properties: OT.PublisherProperties): Promise<MediaStreamTrack> {
  const stream = await userMedia({ kind: "none" }, source, properties);
  return theOnly(stream?.getVideoTracks());
}

async function existing(audio: Source, video: Source): Promise<{ audio: Source; video: Source }> {
  if (audio.kind !== "default" && video.kind !== "default") return { audio, video };
  const devices = await inputDevices();
  const present = (source: Source, kind: OT.Device["kind"]): Source =>
    source.kind === "default" && !devices.some((device) => device.kind === kind) ? { kind: "none" } : source;
  const found = { audio: present(audio, "audioInput"), video: present(video, "videoInput") };
  if (found.audio.kind === "none" && found.video.kind === "none") {
    throw new OpenTokError("OT_NO_DEVICES_FOUND", "this machine has neither a camera nor a microphone");
  }
  return found;
}

async function userMedia(
  audio: Source,
  video: Source,
  properties: OT.PublisherProperties,
): Promise<MediaStream | undefined> {
  const constraints: MediaStreamConstraints = {};
  if (isDevice(audio)) constraints.audio = audioConstraints(audio, properties);
  if (isDevice(video)) constraints.video = videoConstraints(video, properties);
  if (!constraints.audio && !constraints.video) return undefined;
  return mediaDevices().getUserMedia(constraints).catch(fail);
}

async function captureScreen(audio: Source, properties: OT.PublisherProperties): Promise<Captured> {
  const devices = mediaDevices();
  if (!devices.getDisplayMedia) throw new OpenTokError("OT_NOT_SUPPORTED", "this browser cannot share the screen");
  const screen = await devices
    .getDisplayMedia({ video: screenConstraints(properties), audio: audio.kind === "default" && SCREEN_SOUND })
    .catch(fail);
  const sound = isDevice(audio) && audio.kind === "device" ? await captureAudio(audio, properties) : undefined;
  return {
    audio: audio.kind === "track" ? audio.track : (sound ?? screen.getAudioTracks()[0]),
    video: screen.getVideoTracks()[0],
    videoType: "screen",
  };
}

function isDevice(source: Source): boolean {
  return source.kind === "default" || source.kind === "device";
}

function theOnly(tracks: MediaStreamTrack[] | undefined): MediaStreamTrack {
  if (!tracks?.[0]) throw new OpenTokError("OT_UNABLE_TO_CAPTURE_MEDIA", "the device gave no track");
  return tracks[0];
}

const NAMES: Record<string, ErrorName> = {
  NotAllowedError: "OT_USER_MEDIA_ACCESS_DENIED",
  SecurityError: "OT_USER_MEDIA_ACCESS_DENIED",
  NotFoundError: "OT_NO_DEVICES_FOUND",
  NotReadableError: "OT_HARDWARE_UNAVAILABLE",
  AbortError: "OT_HARDWARE_UNAVAILABLE",
  OverconstrainedError: "OT_CONSTRAINTS_NOT_SATISFIED",
  NotSupportedError: "OT_NOT_SUPPORTED",
  TypeError: "OT_NO_VALID_CONSTRAINTS",
};

function fail(error: { name: string; message: string }): never {
  throw new OpenTokError(
    NAMES[error.name] ?? "OT_UNABLE_TO_CAPTURE_MEDIA",
    `the browser gave no media: ${error.message || error.name}`,
  );
}
