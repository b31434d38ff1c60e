import type * as OT from "../types/opentok";

/** OpenTok's error names with the numbers its documentation gives for them (the numbers are deprecated there too). */
const CODES = {
  OT_AUTHENTICATION_ERROR: 1004,
  OT_TOKEN_EXPIRED: 1004,
  OT_INVALID_SESSION_ID: 1005,
  OT_CONNECT_FAILED: 1006,
  OT_NOT_CONNECTED: 1010,
  OT_DISCONNECTED: 1010,
  OT_INVALID_PARAMETER: 1011,
  OT_INVALID_AUDIO_OUTPUT_SOURCE: 1011,
  OT_CONSTRAINTS_NOT_SATISFIED: 1500,
  OT_HARDWARE_UNAVAILABLE: 1500,
  OT_NO_DEVICES_FOUND: 1500,
  OT_NO_VALID_CONSTRAINTS: 1500,
  OT_NOT_SUPPORTED: 1500,
  OT_PERMISSION_DENIED: 1500,
  OT_STREAM_CREATE_FAILED: 1500,
  OT_UNABLE_TO_CAPTURE_MEDIA: 1500,
  OT_UNABLE_TO_CAPTURE_SCREEN: 1500,
  OT_USER_MEDIA_ACCESS_DENIED: 1500,
  OT_ICE_WORKFLOW_FAILED: 1554,
  OT_CREATE_PEER_CONNECTION_FAILED: 1600,
  OT_SET_REMOTE_DESCRIPTION_FAILED: 1600,
  OT_STREAM_DESTROYED: 1600,
  OT_STREAM_NOT_FOUND: 1604,
  OT_STREAM_LIMIT_EXCEEDED: 1605,
  OT_TIMEOUT: 1600,
  OT_UNEXPECTED_SERVER_RESPONSE: 2001,
  OT_PROXY_URL_ALREADY_SET_ERROR: 2000,
} as const;

export type ErrorName = keyof typeof CODES;

/** What completion handlers get: a plain Error with OpenTok's name and number. */
export class OpenTokError extends Error implements OT.OTError {
  override readonly name: string;
  readonly code: number;

  constructor(name: ErrorName, message: string);
  constructor(name: string, message: string, code: number);
  constructor(name: string, message: string, code?: number) {
    super(message);
    this.name = name;
    this.code = code ?? CODES[name as ErrorName];
  }
}

/** Any thrown thing as an error with an OpenTok name: its own if it has one, else the given one. */
export function asOpenTokError(thrown: unknown, otherwise: ErrorName): OpenTokError {
  if (thrown instanceof OpenTokError) return thrown;
  return new OpenTokError(otherwise, thrown instanceof Error ? thrown.message : String(thrown));
}
