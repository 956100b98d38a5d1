import type { Clock } from "../../client/compute/thread-set.ts";

interface Event {
  readonly time: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * Simulated time: a queue of events. Between two events everything that promises have to do is done, so that the order of all that happens
 * depends on the events alone.
 */
export class SimClock implements Clock {
  #now = 0;
  #order = 0;
  readonly #events: Event[] = [];
  /** While the page is frozen or hidden its timers and messages come later than they should. */
  pageTime: (time: number) => number = (time) => time;
  /** Timers alone are slowed in a hidden page. */
  timerTime: (time: number) => number = (time) => time;

  now = (): number => this.#now;

  at(time: number, run: () => void): void {
    const event = { time: Math.max(time, this.#now), order: this.#order++, run };
    let i = this.#events.length;
    while (i > 0 && before(event, this.#events[i - 1])) i--;
    this.#events.splice(i, 0, event);
  }

  after(milliseconds: number, callback: () => void): () => void {
    let cancelled = false;
    this.at(this.pageTime(this.timerTime(this.#now + milliseconds)), () => {
      if (!cancelled) callback();
    });
    return () => {
      cancelled = true;
    };
  }

  /** Runs events until `done`, or nothing is left to happen, or it is `end`; says which. */
  async run(done: () => boolean, end: number): Promise<"done" | "idle" | "timeout"> {
    await settle();
    for (;;) {
      if (done()) return "done";
      const event = this.#events.shift();
      if (event === undefined) return "idle";
      if (event.time > end) return "timeout";
      this.#now = event.time;
      event.run();
      await settle();
    }
  }
}

const before = (a: Event, b: Event) => a.time < b.time || (a.time === b.time && a.order < b.order);

/** All microtasks run before the next turn of the event loop. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
