/** Puts a video into its place; style sheets follow the classes `playing` and `portrait` of the place. */
export function showVideo(place: HTMLElement, video: HTMLElement): void {
  const follow = (): void => {
    if (!(video instanceof HTMLVideoElement) || video.parentElement !== place) return; // it may have gone on to another
    place.classList.toggle("playing", video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0);
    place.classList.toggle("portrait", video.videoHeight > video.videoWidth);
  };
  for (const event of ["loadeddata", "playing", "resize", "emptied"]) video.addEventListener(event, follow);
  place.replaceChildren(video);
  follow();
  // Browsers pause what was out of the page for a moment.
  if (video instanceof HTMLVideoElement && video.paused) video.play().catch(() => {});
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
