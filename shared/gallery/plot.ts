import { grid, type Picture } from "../data/readers/png/write.ts";
import type { GalleryCard } from "./card.ts";
import type { Samples } from "./samples.ts";

/** Samples as one picture: pictures in a grid, points in the plane. Texts are none. */
export function pictureOf({ id, gives }: Pick<GalleryCard, "id" | "gives">, samples: Samples): Picture {
  if (samples.kind === "pictures") {
    const { height, width, channels, levels } = samples;
    return grid({ height, width, channels, values: levels }, samples.count);
  }
  if (samples.kind === "points" && gives.kind === "points") return plotted(samples.values, gives.reach);
  throw new Error(`samples of ${id} are no picture`);
}

/** Pixels on a side, and levels of a dot and of the ground. */
const SIDE = 256;
const [DOT, GROUND] = [0, 255];

/** Points of the plane as dots of 3 × 3 pixels in a square of ± `reach`, the second number upwards. */
function plotted(values: Float64Array, reach: number): Picture {
  const out = new Uint8Array(SIDE * SIDE).fill(GROUND);
  const place = (x: number) => Math.floor(((x + reach) / (2 * reach)) * SIDE);
  for (let n = 0; n < values.length; n += 2) {
    const [column, row] = [place(values[n]), SIDE - 1 - place(values[n + 1])];
    for (let y = Math.max(0, row - 1); y <= Math.min(SIDE - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(SIDE - 1, column + 1); x++) out[y * SIDE + x] = DOT;
  }
  return { width: SIDE, height: SIDE, channels: 1, values: out };
}
