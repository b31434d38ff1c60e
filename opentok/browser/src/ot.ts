import type * as API from "../types/opentok";
import { complete, completeWith } from "./completion";
import { outputDevice, setOutputDevice } from "./media/audio-output";
import { inputDevices, outputDevices, screenSharingCapability } from "./media/devices";
import { unblockAudio } from "./media/playback";
import { capture } from "./publisher/capture";
import { registry } from "./registry";
import { widgetArguments } from "./session/arguments";
import { Session } from "./session/session";
import { setProxyUrl } from "./settings";

const LEVELS = { NONE: 0, ERROR: 1, WARN: 2, INFO: 3, LOG: 4, DEBUG: 5 } as const;
let logLevel: number = LEVELS.ERROR;

function initSession(apiKey: string | number, sessionId: string, options?: API.SessionOptions): Session {
  const session = new Session(apiKey, sessionId, options);
  registry.sessionCreated(session);
  return session;
}

const initPublisher = Object.assign(
  (...args: unknown[]) => {
    const { target, properties, handler } = widgetArguments<API.PublisherProperties>(args);
    const publisher = registry.initPublisher(target, properties);
    complete(publisher.ready, handler, "OT_UNABLE_TO_CAPTURE_MEDIA");
    return publisher;
  },
  {
    promise: async (...args: unknown[]) => {
      const { target, properties } = widgetArguments<API.PublisherProperties>(args);
      const publisher = registry.initPublisher(target, properties);
      await completeWith(publisher.ready, undefined, "OT_UNABLE_TO_CAPTURE_MEDIA");
      return publisher;
    },
  },
);

function checkSystemRequirements(): 0 | 1 {
  return typeof RTCPeerConnection === "function" && typeof WebSocket === "function" ? 1 : 0;
}

async function getUserMedia(properties: API.PublisherProperties = {}): Promise<MediaStream> {
  const { audio, video } = await capture(properties);
  return new MediaStream([audio, video].filter((track) => track !== undefined));
}

async function checkScreenSharingCapability(
  handler?: (capability: API.ScreenSharingCapability) => void,
): Promise<API.ScreenSharingCapability> {
  const capability = screenSharingCapability();
  handler?.(capability);
  return capability;
}

/** The object pages know as `OT`. */
export const OT: typeof API = {
  ...LEVELS,
  HAS_REQUIREMENTS: 1,
  NOT_HAS_REQUIREMENTS: 0,
  sessions: registry.sessions,
  publishers: registry.publishers,
  subscribers: registry.subscribers,
  initSession,
  initPublisher,
  checkSystemRequirements,
  upgradeSystemRequirements: () => window.alert("This browser cannot make video calls. Please use a current one."),
  getDevices: (handler) => completeWith(inputDevices(), handler, "OT_NOT_SUPPORTED"),
  getAudioOutputDevices: outputDevices,
  getActiveAudioOutputDevice: outputDevice,
  setAudioOutputDevice: setOutputDevice,
  getUserMedia,
  checkScreenSharingCapability,
  registerScreenSharingExtension: () => {},
  hasMediaProcessorSupport: () => false,
  hasEndToEndEncryptionSupport: () => false,
  setProxyUrl,
  setLogLevel: (level) => void (logLevel = level),
  log: (message) => {
    if (logLevel >= LEVELS.LOG) console.log(message);
  },
  unblockAudio,
};
