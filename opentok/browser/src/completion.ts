import type * as OT from "../types/opentok";
import { asOpenTokError, type ErrorName } from "./errors";
import { callPage, later } from "./tasks";

/**
 * Tells a completion handler how a call ended: exactly once, after the call returned, and in order with the events.
 * Errors that are not OpenTok's yet get the given name.
 */
export function complete(call: Promise<unknown>, handler: OT.CompletionHandler | undefined, failure: ErrorName): void {
  call.then(
    () => later(() => callPage(() => handler?.())),
    (error) => later(() => callPage(() => handler?.(asOpenTokError(error, failure)))),
  );
}

/** The same for handlers that get a result; the promise is handed back to those who prefer it. */
export function completeWith<T>(call: Promise<T>, handler: OT.ResultHandler<T> | undefined, failure: ErrorName): Promise<T> {
  const named = call.catch((error: unknown) => {
    throw asOpenTokError(error, failure);
  });
  named.then(
    (result) => later(() => callPage(() => handler?.(null, result))),
    (error) => later(() => callPage(() => handler?.(error))),
  );
  return named;
}

/** A promise that others settle; a rejection nobody listens to is no uncaught error. */
export class Deferred<T> {
  readonly promise: Promise<T>;
  resolve!: (value: T) => void;
  reject!: (error: unknown) => void;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.promise.catch(() => {});
  }
}
