import type { Pool } from "../compute/job.ts";
import { type Run, summariseOn } from "../compute/summarise.ts";
import type { WallClock } from "./session-types.ts";

/** Minimum milliseconds between two measurements. */
const pause = 100;

export interface LiveMetricsOptions {
  readonly pool: Pool;
  readonly clock: WallClock;
  /** There are newer metrics. */
  onChange(): void;
}

/** Metrics of a run under way: measured now and then, for at most a tenth of the time. */
export class LiveMetrics {
  readonly #options: LiveMetricsOptions;
  #metrics: Readonly<Record<string, number>> = {};
  #last = { at: Number.NEGATIVE_INFINITY, took: 0 };
  #busy = false;

  constructor(options: LiveMetricsOptions) {
    this.#options = options;
  }

  /** The newest that are known; measures the run again when that is due. */
  of(run: Run): Readonly<Record<string, number>> {
    const { pool, clock } = this.#options;
    const at = clock.now();
    if (this.#busy || at - this.#last.at <= Math.max(pause, 10 * this.#last.took)) return this.#metrics;
    this.#busy = true;
    summariseOn(pool, run)
      .then(
        ({ metrics }) => {
          this.#metrics = metrics;
          this.#options.onChange();
        },
        // Anything wrong with them is reported when the run has finished.
        () => {},
      )
      .finally(() => {
        this.#busy = false;
        this.#last = { at, took: clock.now() - at };
      });
    return this.#metrics;
  }
}
