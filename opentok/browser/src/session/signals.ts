import type * as OT from "../../types/opentok";
import { OpenTokError } from "../errors";
import type { Requests } from "../signalling/messages";

const LONGEST_TYPE = 128;
const LONGEST_DATA = 8 * 1024;
const TYPE = /^[A-Za-z0-9\-_~.]*$/;

/** A signal as the wire carries it; errors have the numbers of OpenTok's documentation. */
export function signalRequest({ type, data, to }: OT.Signal): Requests["signal"] {
  if (type !== undefined && !TYPE.test(type)) {
    throw invalid(`the signal type "${type}" may only have letters, digits and - _ ~ .`);
  }
  if (data !== undefined && typeof data !== "string") throw invalid("the data of a signal must be a string");
  if (bytes(type) > LONGEST_TYPE) throw tooLong(`the signal type is longer than ${LONGEST_TYPE} bytes`);
  if (bytes(data) > LONGEST_DATA) throw tooLong(`the data of the signal is longer than ${LONGEST_DATA} bytes`);
  const request: Requests["signal"] = {};
  if (type) request.signalType = type;
  if (data !== undefined) request.data = data;
  if (to) request.to = typeof to === "string" ? to : to.connectionId;
  return request;
}

function bytes(text = ""): number {
  return new TextEncoder().encode(text).length;
}

function invalid(message: string): OpenTokError {
  return new OpenTokError("OT_INVALID_PARAMETER", message, 400);
}

function tooLong(message: string): OpenTokError {
  return new OpenTokError("OT_INVALID_PARAMETER", message, 413);
}
