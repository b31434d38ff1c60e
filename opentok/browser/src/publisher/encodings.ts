import type * as OT from "../../types/opentok";

/** Pixels and the bits per second that look well with them at 30 frames per second: what browsers spend themselves. */
const BITRATES: readonly (readonly [pixels: number, bitsPerSecond: number])[] = [
  [320 * 180, 200_000],
  [320 * 240, 250_000],
  [480 * 270, 450_000],
  [640 * 360, 700_000],
  [640 * 480, 1_000_000],
  [960 * 540, 1_200_000],
  [1280 * 720, 2_500_000],
  [1920 * 1080, 4_500_000],
];

/** From how many pixels on so many encodings are worth it, each half as wide and high as the one before. */
const ENCODINGS: readonly (readonly [pixels: number, rids: readonly string[]])[] = [
  [960 * 540, ["f", "h", "q"]],
  [480 * 270, ["f", "h"]],
];

/** Text is unreadable in a quarter of its size: a screen has a second encoding for narrow connections, with half the size. */
const SCREEN_RIDS = ["f", "h"] as const;

export interface VideoFormat {
  readonly dimensions: OT.Dimensions;
  readonly frameRate: number | undefined;
  /** Bits per second of all encodings together; undefined for what suits the dimensions. */
  readonly maxBitrate: number | undefined;
  readonly videoType: OT.VideoType;
  /** Whether to send several encodings, out of which the server forwards to each subscriber the one that fits. */
  readonly simulcast: boolean;
}

/** The encodings a publisher sends, largest first. Several have a rid each; browsers that send one only take the first. */
export function videoEncodings(format: VideoFormat): RTCRtpEncodingParameters[] {
  const rids = ridsOf(format);
  const suited = (rids.length ? rids : [""]).map((_, index) => suitable(format.dimensions, 2 ** index));
  const share = format.maxBitrate === undefined ? 1 : format.maxBitrate / suited.reduce((sum, bits) => sum + bits, 0);
  return suited.map((bitsPerSecond, index) => {
    const encoding: RTCRtpEncodingParameters = { maxBitrate: Math.round(bitsPerSecond * share) };
    if (format.frameRate !== undefined) encoding.maxFramerate = format.frameRate;
    const rid = rids[index];
    return rid === undefined ? encoding : { rid, active: true, scaleResolutionDownBy: 2 ** index, ...encoding };
  });
}

/**
 * Which of so many encodings, largest first, are to be sent when the server says which layers are watched. It counts from the
 * smallest and knows only those that ever arrived, so the largest are the ones to leave out; one is always sent.
 */
export function activeEncodings(count: number, wanted: { highest: number; layers: number }): boolean[] {
  const unwanted = Math.min(count - 1, Math.max(0, wanted.layers - 1 - wanted.highest));
  return Array.from({ length: count }, (_, index) => index >= unwanted);
}

export function audioEncodings(maxBitrate: number | undefined): RTCRtpEncodingParameters[] {
  return maxBitrate === undefined ? [{}] : [{ maxBitrate }];
}

function ridsOf({ dimensions: { width, height }, videoType, simulcast }: VideoFormat): readonly string[] {
  if (!simulcast) return [];
  if (videoType === "screen") return SCREEN_RIDS;
  return ENCODINGS.find(([pixels]) => width * height >= pixels)?.[1] ?? [];
}

function suitable({ width, height }: OT.Dimensions, scale: number): number {
  const needed = (width * height) / scale ** 2;
  const step = BITRATES.find(([pixels]) => needed <= pixels) ?? BITRATES[BITRATES.length - 1];
  return step![1];
}
