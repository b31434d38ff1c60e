import type * as OT from "../../types/opentok";
import { OpenTokError } from "../errors";

/** The browser's devices; it has none for pages that are not secure. */
export function mediaDevices(): MediaDevices {
  const devices = navigator.mediaDevices;
  if (!devices) {
    throw new OpenTokError("OT_NOT_SUPPORTED", "cameras and microphones need a page on https or localhost");
  }
  return devices;
}

export async function inputDevices(): Promise<OT.Device[]> {
  const devices = await mediaDevices().enumerateDevices();
  return devices.flatMap(({ kind, deviceId, label }) => {
    if (kind === "audioinput") return { kind: "audioInput" as const, deviceId, label };
    if (kind === "videoinput") return { kind: "videoInput" as const, deviceId, label };
    return [];
  });
}

export async function outputDevices(): Promise<OT.AudioOutputDevice[]> {
  const devices = await mediaDevices().enumerateDevices();
  return devices.filter(({ kind }) => kind === "audiooutput").map(({ deviceId, label }) => ({ deviceId, label }));
}

export function screenSharingCapability(): OT.ScreenSharingCapability {
  const supported = typeof navigator.mediaDevices?.getDisplayMedia === "function";
  return {
    supported,
    supportedSources: { screen: supported, application: supported, window: supported },
    extensionRequired: undefined,
    extensionRegistered: undefined,
  };
}
