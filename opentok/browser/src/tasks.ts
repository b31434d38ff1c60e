/**
 * The one queue through which events and completion handlers reach the page, in the order they happened, each in the
 * browser task after the one that caused it. So a handler attached right after a call, or after an `await` on its
 * promise, misses nothing, and no call of the page is re-entered by its own events.
 */
const queue: (() => void)[] = [];

// Not a timer: browsers delay timers of hidden tabs by a second and more.
const channel = new MessageChannel();
channel.port1.onmessage = runNext;

export function later(task: () => void): void {
  queue.push(task);
  channel.port2.postMessage(null);
}

function runNext(): void {
  queue.shift()?.();
}

/** Runs code of the page; its mistakes are reported as uncaught errors and harm nobody else. */
export function callPage(code: () => void): void {
  try {
    code();
  } catch (error) {
    reportError(error);
  }
}
