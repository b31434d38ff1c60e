// Runs before the page's own scripts: what the page does is told by the browser, not by the page.
(() => {
  const peers = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args) { super(...args); peers.push(this); }
  };

  // Interactions as INP counts them: the longest of the events that share an interactionId. Those under 16 ms are not told.
  const interactions = new Map();
  let longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId) interactions.set(interactionId, Math.max(duration, interactions.get(interactionId) ?? 0));
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  }).observe({ type: 'longtask' });

  const tiles = () => [...document.querySelectorAll('.tile[data-user]')].filter((tile) => {
    const { left, right, top, bottom, width, height } = tile.getBoundingClientRect();
    return tile.checkVisibility() && width > 1 && height > 1
      && left < innerWidth && top < innerHeight && right > 0 && bottom > 0;
  });
  const videoOf = (tile) => tile.querySelector('video');
  const others = () => tiles().filter((tile) => !tile.classList.contains('tile-self'));
  const trackOf = (tile) => videoOf(tile)?.srcObject?.getVideoTracks()[0]?.id;

  /** Of each picture that comes in: its track, and what came of it so far; and all the bytes of sound. */
  const incoming = async () => {
    const videos = [];
    let sound = 0;
    for (const peer of peers)
      for (const report of (await peer.getStats()).values()) {
        if (report.type !== 'inbound-rtp') continue;
        if (report.kind === 'audio') sound += report.bytesReceived;
        else videos.push({ track: report.trackIdentifier, bytes: report.bytesReceived, frames: report.framesDecoded ?? 0 });
      }
    return { at: performance.now(), videos, sound };
  };

  let shown = [];
  let waiting = 0;

  window.bench = {
    /** Tiles of others in sight, and how many of their pictures move. */
    async moving() {
      const frames = (tile) => videoOf(tile)?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
      const seen = others().map((tile) => [tile, frames(tile)]);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return [seen.length, seen.filter(([tile, before]) => frames(tile) > before).length];
    },

    incoming,

    tracksInSight: () => others().map(trackOf).filter(Boolean),

    /** From the next press on, until the page shows another state. */
    watch(state) {
      const before = state();
      waiting++;
      const pressed = ({ timeStamp }) => {
        removeEventListener('pointerdown', pressed, true);
        removeEventListener('keydown', pressed, true);
        const look = () => {
          if (state() === before) return requestAnimationFrame(look);
          // A task after this frame's callbacks runs when the frame has been painted, or is about to be.
          setTimeout(() => { shown.push(performance.now() - timeStamp); waiting--; });
        };
        requestAnimationFrame(look);
      };
      addEventListener('pointerdown', pressed, true);
      addEventListener('keydown', pressed, true);
    },

    settled: () => waiting === 0,

    begin() {
      interactions.clear();
      shown = [];
      longestTask = 0;
      this.countBefore = performance.interactionCount ?? 0;
    },

    interactions() {
      const told = [...interactions.values()];
      const counted = (performance.interactionCount ?? 0) - this.countBefore;
      return { told, all: Math.max(told.length, counted), shown, longestTask };
    },
  };
})();
