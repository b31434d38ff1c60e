/** The two kinds of devices that a person sends from. */
export type Kind = "camera" | "microphone";

/** A track of one device: by its id, by the side of a phone it looks from, or as the system chooses. */
export async function openTrack(kind: Kind, which: { deviceId?: string; facing?: string }): Promise<MediaStreamTrack> {
  const wanted: MediaTrackConstraints = kind === "camera" ? { width: { ideal: 1280 }, height: { ideal: 720 } } : {};
  if (which.deviceId) wanted.deviceId = { exact: which.deviceId };
  if (which.facing) wanted.facingMode = { exact: which.facing };
  const stream = await navigator.mediaDevices.getUserMedia(kind === "camera" ? { video: wanted } : { audio: wanted });
  const track = stream.getTracks()[0];
  if (!track) throw new Error(`no track of the ${kind}`);
  return track;
}

/** Another camera than this: the other side of a phone, or the next of the machine. */
export async function openOther(track: MediaStreamTrack | null, deviceId: string): Promise<MediaStreamTrack> {
  const facing = track?.getSettings().facingMode;
  if (facing === "user" || facing === "environment") {
    const other = facing === "user" ? "environment" : "user";
    const turned = await openTrack("camera", { facing: other }).catch(() => null);
    if (turned) return turned;
  }
  const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
  const at = cameras.findIndex((camera) => camera.deviceId === deviceId);
  return openTrack("camera", { deviceId: cameras[(at + 1) % cameras.length]?.deviceId ?? "" });
}

/** Some systems blur what is behind a person; Chromium offers it as a constraint of the track. */
interface Blurring {
  readonly backgroundBlur?: readonly boolean[];
}

export function canBlur(track: MediaStreamTrack | null): boolean {
  const capabilities = (track?.getCapabilities?.() ?? {}) as Blurring;
  return capabilities.backgroundBlur?.includes(true) === true && capabilities.backgroundBlur.includes(false);
}

export function blurs(track: MediaStreamTrack | null): boolean {
  return (track?.getSettings() as { backgroundBlur?: boolean } | undefined)?.backgroundBlur === true;
}

export async function blur(track: MediaStreamTrack, on: boolean): Promise<void> {
  await track.applyConstraints({ ...track.getConstraints(), backgroundBlur: on } as MediaTrackConstraints);
}
