type Listener = () => void;

export class FakeTrack {
  enabled = true;
  contentHint = "";
  readyState: "live" | "ended" = "live";
  readonly #listeners: Listener[] = [];

  constructor(
    readonly kind: "audio" | "video",
    readonly deviceId: string,
  ) {}

  stop(): void {
    this.readyState = "ended";
  }

  /** The device is unplugged, or the user stops sharing. */
  end(): void {
    this.readyState = "ended";
    this.#listeners.forEach((listener) => listener());
  }

  addEventListener(_name: "ended", listener: Listener): void {
    this.#listeners.push(listener);
  }

  getSettings(): object {
    return this.kind === "video" ? { deviceId: this.deviceId, width: 640, height: 480 } : { deviceId: this.deviceId };
  }
}

export class FakeMediaStream {
  readonly #tracks: Set<FakeTrack>;

  constructor(tracks: FakeTrack[] = []) {
    this.#tracks = new Set(tracks);
  }

  getTracks(): FakeTrack[] {
    return [...this.#tracks];
  }

  getAudioTracks(): FakeTrack[] {
    return this.getTracks().filter(({ kind }) => kind === "audio");
  }

  getVideoTracks(): FakeTrack[] {
    return this.getTracks().filter(({ kind }) => kind === "video");
  }

  addTrack(track: FakeTrack): void {
    this.#tracks.add(track);
  }

  removeTrack(track: FakeTrack): void {
    this.#tracks.delete(track);
  }
}

const BOTH = [
  { kind: "audioinput", deviceId: "mic", label: "Microphone" },
  { kind: "videoinput", deviceId: "front", label: "Front camera" },
  { kind: "videoinput", deviceId: "rear", label: "Rear camera" },
  { kind: "audiooutput", deviceId: "speaker", label: "Speaker" },
];

/** `navigator.mediaDevices` of a machine whose devices and whose user's answer a test chooses. */
class FakeDevices {
  devices = BOTH;
  /** The name of the DOMException with which requests fail. */
  failure: string | undefined;
  asked: MediaStreamConstraints[] = [];
  tracks: FakeTrack[] = [];

  reset(): void {
    this.devices = BOTH;
    this.failure = undefined;
    this.asked = [];
    this.tracks = [];
  }

  only(kind: string): void {
    this.devices = BOTH.filter((device) => device.kind === kind);
  }

  enumerateDevices(): Promise<object[]> {
    return Promise.resolve(this.devices);
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<FakeMediaStream> {
    this.asked.push(constraints);
    if (this.failure) throw new DOMException("as the test wishes", this.failure);
    const tracks = (["audio", "video"] as const).filter((kind) => constraints[kind]).map((kind) => {
      const wanted = constraints[kind] as { deviceId?: { exact: string } };
      return new FakeTrack(kind, wanted.deviceId?.exact ?? (kind === "audio" ? "mic" : "front"));
    });
    this.tracks.push(...tracks);
    return new FakeMediaStream(tracks);
  }

  getDisplayMedia(constraints: MediaStreamConstraints): Promise<FakeMediaStream> {
    return this.getUserMedia(constraints);
  }
}

export const fakeDevices = new FakeDevices();
