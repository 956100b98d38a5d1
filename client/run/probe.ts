/** How fast this machine is before any run has been timed: a loop of known work, timed in many short slices, of which the fastest counts. */
import { signal } from "@preact/signals";
import type { WallClock } from "./session-types.ts";

/** What kernels in WebAssembly SIMD gain over the plain loop of the probe. The first run of a lab replaces the guess. */
const gain = 3;

/**
 * Multiply-adds per second of one thread that a laptop of the 2020s reaches in these kernels: 1e9 in the plain loop. What a probe says is held
 * within a factor of 4 of it: a slower reading means a machine busy with something else, a faster one a clock that stood still.
 */
export const referenceRate = gain * 1e9;
const widest = 4;

const slices = 12;
const sliceLength = 2;
/** Milliseconds between slices, so that one spell of other work cannot spoil them all. */
const pause = 40;

/** Multiply-adds per second of one thread, the best that was seen; the reference before that. */
export const probedRate = signal(referenceRate);

let best = 0;
let left = slices;
let isProbing = false;

/** Times the machine in slices of 2 ms at idle moments, once per visit. */
export function probe(clock: WallClock, time: (clock: WallClock) => number = axpyRate): void {
  if (isProbing || left === 0) return;
  isProbing = true;
  const slice = () => {
    best = Math.max(best, gain * time(clock));
    probedRate.value = sane(best);
    if (--left > 0) clock.after(pause, () => whenIdle(slice));
  };
  clock.after(pause, () => whenIdle(slice));
}

/** Clamped to the range of real machines. */
export function sane(rate: number): number {
  return Math.min(widest * referenceRate, Math.max(referenceRate / widest, rate));
}

function whenIdle(call: () => void): void {
  if (typeof globalThis.requestIdleCallback === "function") requestIdleCallback(call, { timeout: 500 });
  else call();
}

const size = 2048;

/** Multiply-adds per second of y += a x over vectors that fit the first-level cache. */
function axpyRate({ now }: WallClock): number {
  const x = new Float32Array(size).fill(0.5);
  const y = new Float32Array(size);
  let done = 0;
  const start = now();
  let end = start;
  while (end - start < sliceLength) {
    for (let repeat = 0; repeat < 8; repeat++) axpy(0.25, x, y);
    done += 8 * size;
    end = now();
  }
  return done / ((end - start) / 1000);
}

function axpy(a: number, x: Float32Array, y: Float32Array): void {
  for (let i = 0; i < x.length; i++) y[i] += a * x[i];
}
