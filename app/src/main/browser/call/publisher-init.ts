import { ViewHook } from "phoenix_live_view";
import { audience } from "./audience";
import { choices, choose } from "./choices";
import { closeDevices, openDevices, replaceDevices, stateOf, troubleOf, type Devices, type Trouble } from "./devices";
import { Flow } from "./flow";
import { showVideo, whenLoud } from "./picture";
import { Plugs } from "./plugs";
import { Quality } from "./quality";
import { blur, openOther, openTrack, type Kind } from "./switching";

/** What the server answers to `get_publish_info`. */
interface PublishInfo {
  readonly key: string;
  readonly token: string;
  readonly session_id: string;
}

/** The detail of `roomjar:microphone` and `roomjar:camera`, which the buttons dispatch to this hook's element. */
interface Switch {
  readonly on: boolean;
}

/** What of this person's devices is in use. */
export interface Using {
  readonly camera: string | undefined;
  readonly microphone: string | undefined;
  readonly cameraTrack: MediaStreamTrack | null;
}

let current: PublisherInit | null = null;

/** The call of this page, while it is in one. */
export function call(): PublisherInit | null {
  return current;
}

const RETRY_MS = [500, 1000, 2000, 5000];

/**
 * Hook of the element that holds this person's own video. Opens the devices once, then keeps one call going: whenever the
 * page has joined anew or the session has broken, it asks the server for a ticket and starts from the beginning.
 *
 * Each start makes a new attempt; whatever an older one still has under way finds itself superseded and stops.
 */
export class PublisherInit extends ViewHook {
  #attempt = 0;
  #failures = 0;
  #timer: number | undefined;
  #devices: Promise<Devices> | null = null;
  #session: OT.Session | null = null;
  #publisher: OT.Publisher | null = null;
  #using: Using = { camera: undefined, microphone: undefined, cameraTrack: null };
  #turn: Promise<void> = Promise.resolve();
  readonly #quality = new Quality();
  readonly #plugs = new Plugs(
    (kind, track) => this.#inTurn(() => this.#lost(kind, track)).catch(() => {}),
    () => this.#inTurn(() => this.#takeWhatIsThereNow()).catch(() => {}),
  );
  readonly #flow = new Flow((blocked) => {
    this.pushEvent("media_blocked", { blocked }).catch(() => {}); // the next call tells it anew
  });

  override mounted(): void {
    current = this;
    this.el.addEventListener("roomjar:microphone", (event) => this.#switchMicrophone((event as CustomEvent<Switch>).detail.on));
    this.el.addEventListener("roomjar:camera", (event) => this.#switchCamera((event as CustomEvent<Switch>).detail.on));
    this.#start();
  }

  override reconnected(): void {
    this.#failures = 0;
    this.#start();
  }

  override destroyed(): void {
    if (current === this) current = null;
    this.#plugs.close();
    this.#attempt++;
    clearTimeout(this.#timer);
    this.#hangUp();
    if (this.#devices) closeDevices();
  }

  using(): Using {
    return this.#using;
  }

  /** Changes to another device, in the middle of the call; what was used goes on where it cannot be had. */
  use(kind: Kind, deviceId: string): Promise<void> {
    return this.#inTurn(() => this.#change(kind, () => openTrack(kind, { deviceId })));
  }

  /** Changes to the camera on the other side of a phone, or to the next one. */
  flip(): Promise<void> {
    const { cameraTrack, camera = "" } = this.#using;
    return this.#inTurn(() => this.#change("camera", () => openOther(cameraTrack, camera)));
  }

  async blur(on: boolean): Promise<void> {
    const tracks = [this.#using.cameraTrack, this.#publisher?.getVideoSource().track ?? null];
    await Promise.all(tracks.map((track) => track && blur(track, on)));
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#hangUp();
    const attempt = ++this.#attempt;
    this.#call(attempt).catch((error: unknown) => {
      if (attempt === this.#attempt) this.#startLater(error);
    });
  }

  #startLater(why: unknown): void {
    console.warn("The call broke off and starts again:", why);
    clearTimeout(this.#timer);
    const delay = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)];
    this.#timer = window.setTimeout(() => this.#start(), delay);
  }

  async #call(attempt: number): Promise<void> {
    const devices = await (this.#devices ??= openDevices());
    if (attempt !== this.#attempt) return;
    this.#note(devices);
    await this.#tell();
    const info = (await this.pushEvent("get_publish_info", {})) as PublishInfo;
    if (attempt !== this.#attempt) return;

    const session = OT.initSession(info.key, info.session_id);
    this.#session = session;
    audience.attend(session);
    session.on("sessionDisconnected", (event) => {
      if (session === this.#session) this.#startLater(event.reason);
    });
    if (choices.speaker) void OT.setAudioOutputDevice(choices.speaker).catch(() => choose({ speaker: null }));
    const publisher = this.#showSelf(devices);
    await session.connect.promise(info.token);
    if (attempt !== this.#attempt) return;
    if (publisher) {
      await session.publish.promise(publisher);
      if (attempt !== this.#attempt) return;
      await this.pushEvent("store_stream_id", { stream_id: publisher.streamId });
      this.#flow.watch(publisher);
    }
    this.#failures = 0;
    window.dispatchEvent(new Event("roomjar:in-call"));
  }

  /** The tracks are given away as clones, since a publisher ends what it was given, and devices outlive calls. */
  #showSelf({ microphone, camera }: Devices): OT.Publisher | null {
    if (!microphone.track && !camera.track) return null;
    const publisher = OT.initPublisher(this.el, {
      insertDefaultUI: false,
      audioSource: microphone.track?.clone() ?? null,
      videoSource: camera.track?.clone() ?? null,
      publishAudio: microphone.track !== null && choices.microphoneOn,
      publishVideo: camera.track !== null && choices.cameraOn,
      resolution: "1280x720",
    });
    publisher.on("videoElementCreated", ({ element }) => showVideo(this.el, element));
    publisher.on("streamDestroyed", (event) => {
      if (publisher === this.#publisher) this.#startLater(event.reason);
    });
    whenLoud(publisher, () => this.el);
    this.#quality.watchPublisher(publisher, this.el);
    this.#publisher = publisher;
    return publisher;
  }

  #hangUp(): void {
    const [session, publisher] = [this.#session, this.#publisher];
    this.#session = null;
    this.#publisher = null;
    audience.leave();
    this.#flow.stop();
    if (publisher) this.#quality.forget(publisher);
    publisher?.destroy();
    void session?.disconnect();
    this.el.classList.remove("playing", "speaking");
  }

  #switchMicrophone(on: boolean): void {
    choose({ microphoneOn: on });
    this.#publisher?.publishAudio(on);
  }

  #switchCamera(on: boolean): void {
    choose({ cameraOn: on });
    this.#inTurn(() => this.#followCamera()).catch(() => {});
  }

  /** A camera that is off is given back, so that its light goes out. */
  async #followCamera(): Promise<void> {
    const on = choices.cameraOn;
    const track = (await this.#devices)?.camera.track;
    if (!track) return;
    if (on && track.readyState === "ended") {
      try {
        await this.#keep("camera", await this.#reopenCamera());
      } catch (error) {
        await this.#tellCameraTrouble(troubleOf(error));
        throw error;
      }
    }
    await this.#publisher?.publishVideo(on);
    if (!on) this.#releaseCamera(track);
  }

  #reopenCamera(): Promise<MediaStreamTrack> {
    const camera = this.#using.camera ?? choices.camera;
    return camera ? openTrack("camera", { deviceId: camera }).catch(() => openTrack("camera", {})) : openTrack("camera", {});
  }

  /** A camera that has been off so far may turn out not to be had. */
  async #tellCameraTrouble(camera: Trouble): Promise<void> {
    const { microphone } = (await this.#devices) ?? {};
    if (microphone && current === this) await this.pushEvent("devices", { microphone: stateOf(microphone, choices.microphoneOn), camera });
  }

  #releaseCamera(track: MediaStreamTrack | null): void {
    track?.stop();
    this.#publisher?.getVideoSource().track?.stop();
  }

  /** Phones open one camera at a time, so the one in use is given back first, and taken again where the other fails. */
  async #change(kind: Kind, open: () => Promise<MediaStreamTrack>): Promise<void> {
    const before = this.#using[kind];
    if (kind === "camera") this.#releaseCamera(this.#using.cameraTrack);
    try {
      await this.#keep(kind, await open());
    } catch (error) {
      if (kind === "camera" && choices.cameraOn) await this.#keep(kind, await openTrack(kind, before ? { deviceId: before } : {}));
      throw error;
    }
  }

  /** The track is used from now on, by calls to come too. */
  async #keep(kind: Kind, track: MediaStreamTrack): Promise<void> {
    const devices = await this.#devices;
    if (!devices || current !== this) {
      track.stop();
      return;
    }
    devices[kind].track?.stop();
    const changed: Devices = { ...devices, [kind]: { track, trouble: null } };
    this.#devices = replaceDevices(changed);
    this.#note(changed);
    const publisher = this.#publisher;
    const sends = kind === "camera" ? publisher?.getVideoSource().track : publisher?.getAudioSource();
    if (!publisher || !sends) {
      if (kind === "camera" && !choices.cameraOn) track.stop(); // it stays dark until it is switched on
      this.#start(); // there was none so far
    } else if (kind === "camera") {
      await publisher.setVideoSource(track.clone());
      if (!choices.cameraOn) this.#releaseCamera(track);
    } else {
      await publisher.setAudioSource(track.clone());
    }
  }

  #note({ microphone, camera }: Devices): void {
    this.#using = {
      camera: deviceOf(camera.track) ?? this.#using.camera,
      microphone: deviceOf(microphone.track) ?? this.#using.microphone,
      cameraTrack: camera.track,
    };
    this.#plugs.watch({ microphone, camera });
  }

  /** Another device of its kind takes its place; where there is none, the person is told. */
  async #lost(kind: Kind, track: MediaStreamTrack): Promise<void> {
    const devices = await this.#devices;
    if (current !== this || devices?.[kind].track !== track) return;
    console.warn(`The ${kind} in use has ended.`);
    await this.#takeAnother(kind, devices);
  }

  async #takeWhatIsThereNow(): Promise<void> {
    for (const kind of ["microphone", "camera"] as const) {
      const devices = await this.#devices;
      const trouble = devices?.[kind].trouble;
      if (devices && current === this && (trouble === "MISSING" || trouble === "BUSY")) await this.#takeAnother(kind, devices);
    }
  }

  async #takeAnother(kind: Kind, devices: Devices): Promise<void> {
    try {
      const track = await openTrack(kind, {});
      await this.#keep(kind, track).catch((error: unknown) => this.#startLater(error));
    } catch (error) {
      const changed: Devices = { ...devices, [kind]: { track: null, trouble: troubleOf(error) } };
      this.#devices = replaceDevices(changed);
    }
    await this.#tell();
  }

  async #tell(): Promise<void> {
    const devices = await this.#devices;
    if (!devices || current !== this) return;
    await this.pushEvent("devices", {
      microphone: stateOf(devices.microphone, choices.microphoneOn),
      camera: stateOf(devices.camera, choices.cameraOn),
    });
  }

  #inTurn(action: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(action);
    this.#turn = turn.catch((error: unknown) => console.warn("A device did not change:", error));
    return turn;
  }
}

/** A track that has ended, as that of a camera that is off, is of no device. */
function deviceOf(track: MediaStreamTrack | null): string | undefined {
  return track?.readyState === "live" ? track.getSettings().deviceId || undefined : undefined;
}
