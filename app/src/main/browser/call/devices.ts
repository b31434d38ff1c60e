import { choices } from "./choices";

/** Why a microphone or camera cannot be used; the server has the words for it. */
export type Trouble = "REFUSED" | "MISSING" | "BUSY" | "INSECURE";

export interface Device {
  readonly track: MediaStreamTrack | null;
  readonly trouble: Trouble | null;
}

export interface Devices {
  readonly microphone: Device;
  readonly camera: Device;
}

/** As long as a page takes to change from the preview to the room. */
const LINGER_MS = 1500;

let holders = 0;
let opened: Promise<Devices> | null = null;
let closing: number | undefined;

/**
 * The devices that the person has chosen. They are opened once for the page, so that the browser asks once: what the preview
 * has opened, the call takes over. Whoever has called this calls {@link closeDevices} in the end.
 */
export function openDevices(): Promise<Devices> {
  holders++;
  clearTimeout(closing);
  return (opened ??= ask());
}

/** They are closed when nobody holds them any more. */
export function closeDevices(): void {
  if (--holders > 0) return;
  closing = window.setTimeout(() => {
    void opened?.then(stop);
    opened = null;
  }, LINGER_MS);
}

/** Opens them anew, for whoever holds them: another was chosen, or what was in the way is gone. */
export function reopenDevices(): Promise<Devices> {
  opened = opened ? opened.then(stop).then(ask) : ask();
  return opened;
}

/** One of them was changed for another, which is theirs from now on. */
export function replaceDevices(changed: Devices): Promise<Devices> {
  opened = Promise.resolve(changed);
  return opened;
}

function stop(devices: Devices): void {
  devices.microphone.track?.stop();
  devices.camera.track?.stop();
}

/** Asks for both at once; where that fails, for each alone, so that one missing device does not cost the other. */
async function ask(): Promise<Devices> {
  if (!navigator.mediaDevices) {
    const none: Device = { track: null, trouble: "INSECURE" };
    return { microphone: none, camera: none };
  }
  // A camera that is off stays dark: it is opened when it is switched on.
  if (!choices.cameraOn) return { microphone: await openOne(audio), camera: { track: endedPicture(), trouble: null } };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ ...audio(true), ...video(true) });
    return {
      microphone: { track: stream.getAudioTracks()[0] ?? null, trouble: null },
      camera: { track: stream.getVideoTracks()[0] ?? null, trouble: null },
    };
  } catch {
    return { microphone: await openOne(audio), camera: await openOne(video) };
  }
}

/** As a camera leaves behind that was given back: the place of a picture in the call, for when there is one. */
function endedPicture(): MediaStreamTrack | null {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1280, 720];
  canvas.getContext("2d"); // without one there is nothing to capture
  const track = canvas.captureStream(0).getVideoTracks()[0] ?? null;
  track?.stop();
  return track;
}

/** @param chosen whether it must be the microphone that the person has chosen */
function audio(chosen: boolean): MediaStreamConstraints {
  return { audio: chosen && choices.microphone ? { deviceId: { exact: choices.microphone } } : true };
}

/** A chosen camera is named exactly: browsers prefer another that is nearer to the size that we would like. */
function video(chosen: boolean): MediaStreamConstraints {
  const picture = { width: { ideal: 1280 }, height: { ideal: 720 } };
  return { video: { ...picture, ...(chosen && choices.camera ? { deviceId: { exact: choices.camera } } : { facingMode: "user" }) } };
}

/** A chosen device that is gone costs nothing: another comes in its place. */
async function openOne(constraints: (chosen: boolean) => MediaStreamConstraints): Promise<Device> {
  try {
    const stream = await navigator.mediaDevices
      .getUserMedia(constraints(true))
      .catch((error: unknown) => (troubleOf(error) === "MISSING" ? navigator.mediaDevices.getUserMedia(constraints(false)) : Promise.reject(error)));
    return { track: stream.getTracks()[0] ?? null, trouble: null };
  } catch (error) {
    return { track: null, trouble: troubleOf(error) };
  }
}

/** The names are those of Media Capture and Streams §10.2. */
export function troubleOf(error: unknown): Trouble {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotFoundError":
    case "OverconstrainedError":
      return "MISSING";
    case "NotReadableError":
    case "AbortError":
      return "BUSY";
    default:
      return "REFUSED";
  }
}

/** What the server is told of a device. */
export function stateOf(device: Device, on: boolean): Trouble | "ON" | "OFF" {
  return device.trouble ?? (on ? "ON" : "OFF");
}
