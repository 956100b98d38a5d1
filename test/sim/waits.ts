import { isPending, type Later } from "../../shared/later.ts";
import type { Waiting } from "../../shared/nets/gang.ts";
import type { SimClock } from "./clock.ts";

/** The sleep of simulated threads: what `Atomics.wait` and `Atomics.notify` are to real ones. */
export class SimWaits {
  readonly #clock: SimClock;
  /** By the index of the word: a message makes another object of the same memory, so it cannot be told whose word it is. All wake, and look. */
  readonly #asleep = new Map<number, Set<() => void>>();

  constructor(clock: SimClock) {
    this.#clock = clock;
  }

  /** `delay`: simulated milliseconds until a sleeper wakes; `now`: the thread's own time. */
  waiting(now: () => number, delay: () => number = () => 0): Waiting {
    return {
      now,
      wait: (words, index, value, milliseconds): Later<void> => {
        if (Atomics.load(words, index) !== value) return undefined;
        return new Promise<void>((resolve) => {
          const asleep = this.#asleep.get(index) ?? new Set();
          this.#asleep.set(index, asleep);
          const wake = () => {
            asleep.delete(wake);
            this.#clock.at(this.#clock.now() + delay(), resolve);
          };
          asleep.add(wake);
          this.#clock.at(Math.max(now(), this.#clock.now()) + Math.max(0, milliseconds), () => {
            if (asleep.has(wake)) wake();
          });
        });
      },
      notify: (_words, index) => {
        for (const wake of [...(this.#asleep.get(index) ?? [])]) wake();
      },
    };
  }
}

/** A value that is known at once in a simulation where nothing is; throws where it is pending. */
export function nowOf<T>(value: Later<T>): T {
  if (isPending(value)) throw new Error("a promise where none was expected");
  return value;
}
