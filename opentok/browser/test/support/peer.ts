import { FakeTrack } from "./media";

interface FakeTransceiver {
  mid: string | null;
  sender: {
    track: FakeTrack | null;
    replaceTrack(track: FakeTrack | null): Promise<void>;
    getParameters(): { encodings: RTCRtpEncodingParameters[] };
    setParameters(parameters: { encodings: RTCRtpEncodingParameters[] }): Promise<void>;
  };
  receiver: { track: FakeTrack };
  sendEncodings: RTCRtpEncodingParameters[];
}

/** Keeps what is done to it. An offer given to it as "mids:0,1" makes a receiving transceiver for each media id. */
export class FakePeerConnection {
  static readonly all: FakePeerConnection[] = [];

  static get last(): FakePeerConnection {
    return FakePeerConnection.all[FakePeerConnection.all.length - 1]!;
  }

  connectionState: RTCPeerConnectionState = "new";
  localDescription: { type: string; sdp: string } | null = null;
  remoteDescriptions: string[] = [];
  refusesParameters = false;
  readonly transceivers: FakeTransceiver[] = [];
  readonly #listeners = new Set<() => void>();
  #revision = 0;

  constructor(public configuration: RTCConfiguration) {
    FakePeerConnection.all.push(this);
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration;
  }

  addTransceiver(track: FakeTrack, { sendEncodings }: { sendEncodings: RTCRtpEncodingParameters[] }): FakeTransceiver {
    return this.#add(null, track, sendEncodings);
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  async createOffer(options?: { iceRestart?: boolean }): Promise<{ type: string; sdp: string }> {
    return { type: "offer", sdp: `${options?.iceRestart ? "restart" : "offer"} ${++this.#revision}` };
  }

  async createAnswer(): Promise<{ type: string; sdp: string }> {
    return { type: "answer", sdp: `answer to ${this.remoteDescriptions.at(-1)}` };
  }

  async setLocalDescription(description: { type: string; sdp: string }): Promise<void> {
    this.localDescription = description;
  }

  async setRemoteDescription({ type, sdp }: { type: string; sdp: string }): Promise<void> {
    this.remoteDescriptions.push(sdp);
    const mids = type === "offer" ? sdp.replace("mids:", "").split(",") : [];
    for (const mid of mids.filter((mid) => !this.transceivers.some((known) => known.mid === mid))) {
      this.#add(mid, null, []);
    }
  }

  addEventListener(_name: "connectionstatechange", listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_name: "connectionstatechange", listener: () => void): void {
    this.#listeners.delete(listener);
  }

  becomes(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.#listeners.forEach((listener) => listener());
  }

  close(): void {
    this.connectionState = "closed";
  }

  #add(mid: string | null, track: FakeTrack | null, sendEncodings: RTCRtpEncodingParameters[]): FakeTransceiver {
    const kind = track?.kind ?? (Number(mid) % 2 === 0 ? "audio" : "video");
    const sender: FakeTransceiver["sender"] = {
      track,
      replaceTrack: async (replacement) => void (sender.track = replacement),
      getParameters: () => ({ encodings: transceiver.sendEncodings.map((encoding) => ({ ...encoding })) }),
      setParameters: async ({ encodings }) => {
        if (this.refusesParameters) throw new DOMException("as the test wishes", "InvalidModificationError");
        transceiver.sendEncodings = encodings;
      },
    };
    const transceiver: FakeTransceiver = { mid, sender, receiver: { track: new FakeTrack(kind, `remote ${mid}`) }, sendEncodings };
    this.transceivers.push(transceiver);
    return transceiver;
  }
}
