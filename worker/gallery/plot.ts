import type { Picture } from "../inference/png.ts";

/** Pixels on a side, and levels of a dot and of the ground. */
const SIDE = 256;
const [DOT, GROUND] = [0, 255];

/** Points of the plane as dots of 3 × 3 pixels in a square of ± `reach`, the second number upwards. */
export function plotted(values: Float64Array, reach: number): Picture {
  const out = new Uint8Array(SIDE * SIDE).fill(GROUND);
  const place = (x: number) => Math.floor(((x + reach) / (2 * reach)) * SIDE);
  for (let n = 0; n < values.length; n += 2) {
    const [column, row] = [place(values[n]), SIDE - 1 - place(values[n + 1])];
    for (let y = Math.max(0, row - 1); y <= Math.min(SIDE - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(SIDE - 1, column + 1); x++) out[y * SIDE + x] = DOT;
  }
  return { width: SIDE, height: SIDE, channels: 1, values: out };
}
