import type { WallClock } from "../../run/session-types.ts";

/** Browsers take about a hundred changes of the address in 30 s; then they refuse them (Safari) or drop them (Chromium). */
const burst = 40;
const perSecond = 2;
/** Milliseconds between two addresses while a control is dragged. */
const whileDragged = 100;
/** Milliseconds without an attempt after a refusal. */
const afterRefusal = 2000;

/** When the address may be written next. */
export class WritePace {
  readonly #clock: WallClock;
  #left = burst;
  #at: number;
  /** Of an address that will soon be replaced. */
  #nextDragged = 0;
  /** Of any address: the browser refused one. */
  #next = 0;

  constructor(clock: WallClock) {
    this.#clock = clock;
    this.#at = clock.now();
  }

  /** Milliseconds to wait; 0: now, and it is counted. */
  wait(isDragged: boolean): number {
    const now = this.#clock.now();
    const left = Math.min(burst, this.#left + ((now - this.#at) / 1000) * perSecond);
    const due = Math.max(
      this.#next - now,
      isDragged ? this.#nextDragged - now : 0,
      left < 1 ? ((1 - left) / perSecond) * 1000 : 0,
    );
    if (due > 0) return Math.ceil(due);
    this.#left = left - 1;
    this.#at = now;
    this.#nextDragged = now + whileDragged;
    return 0;
  }

  refused(): void {
    this.#next = this.#clock.now() + afterRefusal;
  }
}
