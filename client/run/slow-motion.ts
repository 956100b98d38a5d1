import { signal } from "@preact/signals";
import type { Pool } from "../compute/job.ts";
import type { WallClock } from "./session-types.ts";

/** Milliseconds between two pictures. */
const tick = 80;

export interface SlowMotionOptions {
  readonly pool: Pick<Pool, "pause" | "resume" | "step">;
  readonly clock: WallClock;
  /** A run is under way and not paused. */
  isRunning(): boolean;
}

/** Runs that go so many steps at a time: the pool is paused, and takes a few steps at each tick. */
export class SlowMotion {
  /** Steps of each task at a time; 0: as fast as it goes. */
  readonly speed = signal(0);
  readonly #options: SlowMotionOptions;
  #cancel: (() => void) | null = null;

  constructor(options: SlowMotionOptions) {
    this.#options = options;
  }

  get isSlow(): boolean {
    return this.speed.value > 0;
  }

  /** Lets the pool go on at this speed. */
  go(): void {
    this.stop();
    if (this.isSlow) {
      this.#options.pool.pause();
      this.#tick();
    } else this.#options.pool.resume();
  }

  /** Takes no more steps; the pool stays as it is. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #tick(): void {
    const { pool, clock, isRunning } = this.#options;
    this.#cancel = clock.after(tick, () => {
      if (!isRunning() || !this.isSlow) return;
      pool.step(this.speed.value);
      this.#tick();
    });
  }
}
