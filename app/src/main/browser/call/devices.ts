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

/**
 * Asks for both at once, so that the browser asks the person once; where that fails, for each alone, so that one missing
 * device does not cost the other.
 */
export async function openDevices(): Promise<Devices> {
  if (!navigator.mediaDevices) {
    const none: Device = { track: null, trouble: "INSECURE" };
    return { microphone: none, camera: none };
  }
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio, video });
    return {
      microphone: { track: stream.getAudioTracks()[0] ?? null, trouble: null },
      camera: { track: stream.getVideoTracks()[0] ?? null, trouble: null },
    };
  } catch {
    return { microphone: await openOne({ audio }), camera: await openOne({ video }) };
  }
}

export function closeDevices(devices: Devices): void {
  devices.microphone.track?.stop();
  devices.camera.track?.stop();
}

const audio = true;
const video: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: "user" };

async function openOne(constraints: MediaStreamConstraints): Promise<Device> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    return { track: stream.getTracks()[0] ?? null, trouble: null };
  } catch (error) {
    return { track: null, trouble: troubleOf(error) };
  }
}

/** The names are those of Media Capture and Streams §10.2. */
function troubleOf(error: unknown): Trouble {
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
