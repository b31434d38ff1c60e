const BACKDROP = { width: 36, height: 64, everyMs: 500 } as const;

/** Puts a video into its place; style sheets follow the classes `playing` and `portrait` of the place. */
export function showVideo(place: HTMLElement, video: HTMLElement): void {
  const follow = (): void => {
    if (!(video instanceof HTMLVideoElement) || video.parentElement !== place) return; // it may have gone on to another
    place.classList.toggle("playing", video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0);
    place.classList.toggle("portrait", video.videoHeight > video.videoWidth);
    if (video.videoHeight > video.videoWidth) showBackdrop(place, video);
  };
  for (const event of ["loadeddata", "playing", "resize", "emptied"]) video.addEventListener(event, follow);
  place.replaceChildren(video);
  follow();
  // Browsers pause what was out of the page for a moment.
  if (video instanceof HTMLVideoElement && video.paused) video.play().catch(() => {});
}

/** Beside a picture that is taller than its tile there is the picture itself, blurred: style sheets show it where it fits. */
function showBackdrop(place: HTMLElement, video: HTMLVideoElement): void {
  if (place.querySelector(".backdrop")) return;
  const backdrop = document.createElement("canvas");
  backdrop.className = "backdrop";
  [backdrop.width, backdrop.height] = [BACKDROP.width, BACKDROP.height];
  place.prepend(backdrop);
  const draw = (): void => {
    if (!backdrop.isConnected || video.parentElement !== place) clearInterval(timer);
    else if (backdrop.getClientRects().length > 0) backdrop.getContext("2d")?.drawImage(video, 0, 0, BACKDROP.width, BACKDROP.height);
  };
  const timer = window.setInterval(draw, BACKDROP.everyMs);
  draw();
}

interface Source {
  on(name: "audioLevelUpdated", handler: (event: { audioLevel: number }) => void): unknown;
}

const LOUD = 0.04;
const LINGER_MS = 600;

/** Marks the place with the class `speaking` while there is sound. */
export function whenLoud(source: Source, place: () => HTMLElement | undefined): void {
  let until = 0;
  source.on("audioLevelUpdated", ({ audioLevel }) => {
    const now = performance.now();
    if (audioLevel > LOUD) until = now + LINGER_MS;
    place()?.classList.toggle("speaking", now < until);
  });
}
