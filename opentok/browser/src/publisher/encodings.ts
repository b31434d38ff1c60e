import type * as OT from "../../types/opentok";

/** Pixels and the bits per second that look well with them at 30 frames per second. */
const BITRATES: readonly (readonly [pixels: number, bitsPerSecond: number])[] = [
  [320 * 240, 350_000],
  [640 * 480, 1_000_000],
  [1280 * 720, 2_500_000],
  [1920 * 1080, 4_500_000],
];

export interface VideoFormat {
  readonly dimensions: OT.Dimensions;
  readonly frameRate: number | undefined;
  /** Bits per second; undefined for what suits the dimensions. */
  readonly maxBitrate: number | undefined;
}

/** The encodings a publisher sends, largest first: one for now; simulcast adds smaller ones, each with its rid. */
export function videoEncodings(format: VideoFormat): RTCRtpEncodingParameters[] {
  const encoding: RTCRtpEncodingParameters = { maxBitrate: format.maxBitrate ?? suitable(format.dimensions) };
  if (format.frameRate !== undefined) encoding.maxFramerate = format.frameRate;
  return [encoding];
}

export function audioEncodings(maxBitrate: number | undefined): RTCRtpEncodingParameters[] {
  return maxBitrate === undefined ? [{}] : [{ maxBitrate }];
}

function suitable({ width, height }: OT.Dimensions): number {
  const step = BITRATES.find(([pixels]) => width * height <= pixels) ?? BITRATES[BITRATES.length - 1];
  return step![1];
}
