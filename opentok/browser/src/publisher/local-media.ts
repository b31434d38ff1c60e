import type * as OT from "../../types/opentok";
import { OpenTokError } from "../errors";
import { inputDevices } from "../media/devices";
import { captureAudio, captureVideo, type Captured } from "./capture";

type Kind = "audio" | "video";

export interface LocalMediaListener {
  /** What is to be sent for this kind changed; null: nothing. */
  trackChanged(kind: Kind, track: MediaStreamTrack | null): Promise<void>;
  /** A track ended without being asked to: the device was unplugged, or the user stopped sharing. */
  trackEnded(track: MediaStreamTrack): void;
}

/**
 * The tracks of one publisher and their switches. Switching the video off gives a camera back, so that its light goes
 * out, and switching it on takes it again.
 */
export class LocalMedia {
  /** What the preview plays. */
  readonly preview = new MediaStream();
  readonly videoType: OT.VideoType;
  readonly #properties: OT.PublisherProperties;
  readonly #listener: LocalMediaListener;
  readonly #tracks: Partial<Record<Kind, MediaStreamTrack>> = {};
  #contentHint: OT.VideoContentHint;
  #cameraId: string | undefined;
  #ownMicrophone: boolean;
  #stopped = false;

  constructor(captured: Captured, properties: OT.PublisherProperties, listener: LocalMediaListener) {
    this.#properties = properties;
    this.#listener = listener;
    this.videoType = captured.videoType;
    this.#ownMicrophone = captured.videoType !== "screen" && !(properties.audioSource instanceof Object);
    this.#contentHint = properties.videoContentHint ?? (captured.videoType === "screen" ? "detail" : "");
    if (captured.audio) this.#keep("audio", captured.audio);
    if (captured.video) this.#keep("video", captured.video);
  }

  get audio(): MediaStreamTrack | undefined {
    return this.#tracks.audio;
  }

  get video(): MediaStreamTrack | undefined {
    return this.#tracks.video;
  }

  get cameraId(): string | undefined {
    return this.#cameraId;
  }

  get contentHint(): OT.VideoContentHint {
    return this.#contentHint;
  }

  set contentHint(hint: OT.VideoContentHint) {
    this.#contentHint = hint;
    if (this.video) this.video.contentHint = hint;
  }

  /** Width and height of what is captured. */
  get dimensions(): OT.Dimensions | undefined {
    const { width, height } = this.video?.getSettings() ?? {};
    return width && height ? { width, height } : undefined;
  }

  switchAudio(on: boolean): void {
    if (this.audio) this.audio.enabled = on;
  }

  async switchVideo(on: boolean): Promise<void> {
    const track = this.video;
    if (!track) return;
    if (this.videoType !== "camera") {
      track.enabled = on;
    } else if (!on) {
      track.stop();
      await this.#listener.trackChanged("video", null);
    } else if (track.readyState === "ended") {
      await this.#useCamera(this.#cameraId);
    }
  }

  async useMicrophone(source: string | MediaStreamTrack): Promise<void> {
    const track =
      typeof source === "string" ? await captureAudio({ kind: "device", deviceId: source }, this.#properties) : source;
    track.enabled = this.audio?.enabled ?? true;
    this.#ownMicrophone = typeof source === "string";
    await this.#replace("audio", track);
  }

  /** Takes another microphone in place of one that ended; undefined where it was the page's, or has been replaced. */
  async replaceMicrophone(ended: MediaStreamTrack): Promise<OT.Device | undefined> {
    if (!this.#ownMicrophone || this.audio !== ended) return undefined;
    const devices = (await inputDevices()).filter(({ kind }) => kind === "audioInput");
    if (!devices.length) return undefined;
    const track = await captureAudio({ kind: "default" }, this.#properties);
    await this.#replace("audio", track);
    const { deviceId } = track.getSettings();
    return devices.find((device) => device.deviceId === deviceId) ?? devices[0];
  }

  async useCamera(deviceId: string): Promise<void> {
    if (this.videoType !== "camera" || !this.video) {
      throw new OpenTokError("OT_NOT_SUPPORTED", "only a publisher of a camera can change to another camera");
    }
    if (this.video.readyState === "ended") this.#cameraId = deviceId;
    else await this.#useCamera(deviceId);
  }

  /** A track of the page takes the place of the one it gave before. */
  async useTrack(track: MediaStreamTrack): Promise<void> {
    if (this.videoType !== "custom" || !this.video) {
      throw new OpenTokError("OT_NOT_SUPPORTED", "only a publisher that was given a track can be given another");
    }
    track.enabled = this.video.enabled;
    await this.#replace("video", track);
  }

  /** Changes to the next camera of the machine. */
  async cycleCamera(): Promise<string> {
    const cameras = (await inputDevices()).filter(({ kind }) => kind === "videoInput");
    const current = cameras.findIndex(({ deviceId }) => deviceId === this.#cameraId);
    const next = cameras[(current + 1) % cameras.length];
    if (!next) throw new OpenTokError("OT_NO_DEVICES_FOUND", "this machine has no camera");
    await this.useCamera(next.deviceId);
    return next.deviceId;
  }

  /** Gives all devices back. */
  stop(): void {
    this.#stopped = true;
    this.audio?.stop();
    this.video?.stop();
  }

  async #useCamera(deviceId: string | undefined): Promise<void> {
    const [before, wasLive] = [this.#cameraId, this.video?.readyState === "live"];
    this.video?.stop(); // before the next is taken: phones open one camera at a time
    try {
      await this.#replace("video", await this.#captureCamera(deviceId));
    } catch (error) {
      if (wasLive && before !== deviceId) {
        const again = await this.#captureCamera(before).catch(() => undefined);
        if (again) await this.#replace("video", again);
      }
      throw error;
    }
  }

  #captureCamera(deviceId: string | undefined): Promise<MediaStreamTrack> {
    const source = deviceId === undefined ? { kind: "default" as const } : { kind: "device" as const, deviceId };
    return captureVideo(source, this.#properties);
  }

  async #replace(kind: Kind, track: MediaStreamTrack): Promise<void> {
    if (this.#stopped) {
      track.stop();
      return;
    }
    const old = this.#tracks[kind];
    if (old) {
      this.preview.removeTrack(old);
      old.stop();
    }
    this.#keep(kind, track);
    await this.#listener.trackChanged(kind, track);
  }

  #keep(kind: Kind, track: MediaStreamTrack): void {
    this.#tracks[kind] = track;
    this.preview.addTrack(track);
    track.addEventListener("ended", () => {
      if (this.#tracks[kind] === track) this.#listener.trackEnded(track); // not told for our own stop()
    });
    if (kind === "video") {
      track.contentHint = this.#contentHint;
      this.#cameraId = track.getSettings().deviceId ?? this.#cameraId;
    }
  }
}
