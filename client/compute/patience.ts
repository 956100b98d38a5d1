import type { Clock } from "./thread-set.ts";

/** Milliseconds between two looks at what has not been answered. */
const look = 1000;

export interface Patience {
  readonly after: Clock["after"];
  /** Milliseconds without a sign of life, in whole seconds. */
  readonly silence: number;
  /** What a silence as long as that is called. */
  complaint(): Error;
}

/**
 * The outcome of work that may never end, such as a request to a network that swallows it; rejects after the silence. `heard` counts as a sign
 * of life. Time is counted in looks: a frozen or busy page sees its timers and the answers late alike.
 */
export function answered<T>(work: (heard: () => void) => Promise<T>, patience: Patience): Promise<T> {
  const { after, silence, complaint } = patience;
  return new Promise((resolve, reject) => {
    const whole = Math.ceil(silence / look);
    let left = whole;
    let cancel = () => {};
    const wait = () => {
      if (left-- <= 0) reject(complaint());
      else cancel = after(look, wait);
    };
    const heard = () => {
      left = whole;
    };
    wait();
    work(heard)
      .then(resolve, reject)
      .finally(() => cancel());
  });
}

/** Waits for the work, well or badly done, but no longer than that many milliseconds. */
export function atMost(after: Clock["after"], milliseconds: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = after(milliseconds, resolve);
    const end = () => {
      cancel();
      resolve();
    };
    work.then(end, end);
  });
}
