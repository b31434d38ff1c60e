import { followOutput, unfollowOutput } from "./audio-output";

/**
 * Plays video elements despite the browsers' autoplay rule: what may not play with sound plays without it, and gets
 * its sound at the next gesture of the user, or when the page calls `OT.unblockAudio()` from one.
 */
interface Blocked {
  readonly video: HTMLVideoElement;
  readonly unblocked: () => void;
}

export interface PlaybackListener {
  audioBlocked(): void;
  audioUnblocked(): void;
}

const GESTURES = ["pointerdown", "keydown", "touchend"] as const;
const blocked = new Map<HTMLVideoElement, Blocked>();

export async function play(video: HTMLVideoElement, listener: PlaybackListener): Promise<void> {
  followOutput(video);
  try {
    await video.play();
  } catch (error) {
    if (!isRefusal(error) || video.muted) return; // else the element was only emptied or taken out meanwhile
    block(video, listener);
    await video.play().catch(() => {});
  }
}

/** Forgets an element that is going away. */
export function stopPlaying(video: HTMLVideoElement): void {
  unfollowOutput(video);
  release(video);
}

function release(video: HTMLVideoElement): void {
  blocked.delete(video);
  if (blocked.size === 0) awaitGesture(false);
}

export async function unblockAudio(): Promise<void> {
  await Promise.all([...blocked.values()].map(unblock));
}

function block(video: HTMLVideoElement, listener: PlaybackListener): void {
  video.muted = true;
  blocked.set(video, { video, unblocked: () => listener.audioUnblocked() });
  awaitGesture(true);
  listener.audioBlocked();
}

async function unblock({ video, unblocked }: Blocked): Promise<void> {
  video.muted = false;
  try {
    await video.play();
  } catch (error) {
    video.muted = true;
    void video.play().catch(() => {});
    throw error;
  }
  release(video);
  unblocked();
}

function awaitGesture(wanted: boolean): void {
  for (const gesture of GESTURES) {
    document.removeEventListener(gesture, onGesture, true);
    if (wanted) document.addEventListener(gesture, onGesture, true);
  }
}

function onGesture(): void {
  unblockAudio().catch(() => {});
}

function isRefusal(error: unknown): boolean {
  return error instanceof DOMException && error.name === "NotAllowedError";
}
