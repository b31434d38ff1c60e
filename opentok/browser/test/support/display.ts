// How the elements of a page are shown: happy-dom lays nothing out.

type Callback = (entries: { target: unknown; isIntersecting: boolean }[]) => void;

class FakeObserver {
  static readonly all = new Set<FakeObserver>();

  constructor(readonly callback: Callback) {}

  observe(): void {
    FakeObserver.all.add(this);
  }

  disconnect(): void {
    FakeObserver.all.delete(this);
  }
}

class FakeResizeObserver extends FakeObserver {}
class FakeIntersectionObserver extends FakeObserver {}

Object.assign(globalThis, {
  ResizeObserver: FakeResizeObserver,
  IntersectionObserver: FakeIntersectionObserver,
  devicePixelRatio: 1,
});

let visibility = "visible";
Object.defineProperty(document, "visibilityState", { get: () => visibility, configurable: true });

function tell(kind: typeof FakeObserver, isIntersecting = true): void {
  for (const observer of [...FakeObserver.all]) {
    if (observer instanceof kind) observer.callback([{ target: null, isIntersecting }]);
  }
}

/** Gives a video element a size. */
export function resize(video: HTMLVideoElement, clientWidth: number, clientHeight: number): void {
  for (const [name, value] of Object.entries({ clientWidth, clientHeight })) {
    Object.defineProperty(video, name, { value, configurable: true });
  }
  tell(FakeResizeObserver);
}

/** Scrolls everything into view, or out of it. */
export function scroll(intoView: boolean): void {
  tell(FakeIntersectionObserver, intoView);
}

/** The user changes to another tab, or back. */
export function changeTab(visible: boolean): void {
  visibility = visible ? "visible" : "hidden";
  document.dispatchEvent(new window.Event("visibilitychange"));
}

export function observers(): number {
  return FakeObserver.all.size;
}

export function resetDisplay(): void {
  FakeObserver.all.clear();
  visibility = "visible";
  globalThis.devicePixelRatio = 1;
}
