import { call } from "../call/publisher-init";

const IDLE_MS = 4000;

/** Marks the page with what this browser can do, so that style sheets hide what it cannot. */
export function tellAbilities(): void {
  const can = document.documentElement.classList;
  can.toggle("can-share", typeof navigator.mediaDevices?.getDisplayMedia === "function");
  can.toggle("can-pip", document.pictureInPictureEnabled === true);
  can.toggle("can-full", document.fullscreenEnabled === true);
}

/** Full screen, picture in picture and turning the camera around, by buttons with the attributes named here. */
export function viewOnClick(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const full = target.closest<HTMLElement>("[data-full-screen]");
    if (full) void toggleFullScreen(full.dataset["fullScreen"] ?? "");
    if (target.closest("[data-pip]")) void togglePictureInPicture();
    if (target.closest("[data-media=flip]")) void call()?.flip();
  });
  fadeWhenIdle();
}

async function toggleFullScreen(id: string): Promise<void> {
  const element = document.getElementById(id) ?? document.documentElement;
  const already = document.fullscreenElement;
  if (already) await document.exitFullscreen();
  if (already !== element) await element.requestFullscreen().catch(() => {});
}

async function togglePictureInPicture(): Promise<void> {
  if (document.pictureInPictureElement) {
    await document.exitPictureInPicture();
    return;
  }
  const video = [".tile-large", ".tile:has(.speaking):not(.tile-self)", ".tile-speaking:not(.tile-self)", ".tile:not(.tile-self)", ".tile"]
    .flatMap((tile) => [...document.querySelectorAll<HTMLVideoElement>(`${tile} .tile-video.playing video`)])
    .find((candidate) => candidate.readyState > 0);
  await video?.requestPictureInPicture().catch((error: unknown) => console.warn("No picture in picture:", error));
}

/** In full screen and on low screens the controls lie over the stage, and go while a mouse rests; any key brings them back. */
function fadeWhenIdle(): void {
  let timer: number | undefined;
  const busy = (idleLater: boolean): void => {
    document.documentElement.classList.remove("idle");
    clearTimeout(timer);
    if (idleLater) timer = window.setTimeout(() => document.documentElement.classList.add("idle"), IDLE_MS);
  };
  document.addEventListener("pointermove", () => busy(true), { passive: true });
  document.addEventListener("pointerdown", () => busy(true), { passive: true });
  document.addEventListener("keydown", () => busy(false));
  document.addEventListener("focusin", () => busy(true));
}
