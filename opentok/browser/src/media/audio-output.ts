import type * as OT from "../../types/opentok";
import { OpenTokError } from "../errors";
import { outputDevices } from "./devices";

/** Which speaker or headphones all subscribers are heard on; "" is the browser's default. */
let chosen = "";
const playing = new Set<HTMLMediaElement>();

/** From now on plays an element's sound on the chosen device, also when another is chosen. */
export function followOutput(element: HTMLMediaElement): void {
  if (playing.has(element)) return;
  playing.add(element);
  if (chosen) element.setSinkId(chosen).catch((error: unknown) => console.warn("OT: sound goes to the default device", error));
}

export function unfollowOutput(element: HTMLMediaElement): void {
  playing.delete(element);
}

export async function setOutputDevice(deviceId: string | null | undefined): Promise<void> {
  if (!("setSinkId" in document.createElement("video"))) {
    throw new OpenTokError("OT_NOT_SUPPORTED", "this browser cannot choose where sound is played");
  }
  const wanted = deviceId ?? "";
  if (wanted && !(await outputDevices()).some((device) => device.deviceId === wanted)) {
    throw new OpenTokError("OT_INVALID_AUDIO_OUTPUT_SOURCE", `there is no audio output "${wanted}": see OT.getAudioOutputDevices()`);
  }
  const before = chosen;
  chosen = wanted;
  try {
    await Promise.all([...playing].map((element) => element.setSinkId(wanted)));
  } catch (error) {
    chosen = before;
    await Promise.allSettled([...playing].map((element) => element.setSinkId(before)));
    throw new OpenTokError("OT_INVALID_AUDIO_OUTPUT_SOURCE", `the browser does not play on it: ${(error as Error).message}`);
  }
}

/** The chosen device; where none was chosen, or it is gone, the browser's default, which not every browser names. */
export async function outputDevice(): Promise<OT.AudioOutputDevice> {
  const devices = await outputDevices();
  const find = (id: string): OT.AudioOutputDevice | undefined => devices.find(({ deviceId }) => deviceId === id);
  return (chosen && find(chosen)) || find("default") || devices[0] || { deviceId: "", label: "" };
}
