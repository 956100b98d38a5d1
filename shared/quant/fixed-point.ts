import { LARGEST_SHIFT } from "./net.ts";

/** x as multiplier / 2^shift with 24 bits, exact powers of two only. */
export function fixedPoint(x: number): [number, number] {
  let shift = 24;
  let scaled = x * 2 ** 24;
  while (scaled < 2 ** 23 && shift < LARGEST_SHIFT) {
    scaled *= 2;
    shift++;
  }
  while (scaled >= 2 ** 24 - 0.5 && shift > 1) {
    scaled /= 2;
    shift--;
  }
  return [Math.min(Math.round(scaled), 2 ** 24 - 1), shift];
}
