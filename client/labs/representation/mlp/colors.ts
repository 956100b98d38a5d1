/** Colours of what a net says over the plane. */
import type { NDArray } from "../../../../shared/arrays.ts";
import { mapColor, type Rgb } from "../../../views/palette.ts";

/**
 * RGBA of probabilities, cells × classes: the mixture of the colours of the classes, the paler the less one of them stands out. `hard`: the colour of the
 * likeliest class alone.
 */
export function paintClasses(
  { shape: [cells, classes], values }: NDArray,
  colors: readonly Rgb[],
  paper: Rgb,
  hard: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * cells);
  for (let cell = 0; cell < cells; cell++) {
    let best = 0;
    for (let c = 1; c < classes; c++) if (values[cell * classes + c] > values[cell * classes + best]) best = c;
    const most = values[cell * classes + best];
    const strength = hard ? 0.6 : 0.08 + 0.6 * Math.max(0, (most - 1 / classes) / (1 - 1 / classes));
    for (let k = 0; k < 3; k++) {
      let mixed = 0;
      if (hard) mixed = colors[best][k];
      else for (let c = 0; c < classes; c++) mixed += values[cell * classes + c] * colors[c][k];
      pixels[4 * cell + k] = paper[k] + strength * (mixed - paper[k]);
    }
    pixels[4 * cell + 3] = 255;
  }
  return pixels;
}

/** The colour of a weight: red above zero, blue below. */
export function weightColor(weight: number): string {
  return mapColor("diverging", weight > 0 ? 0.82 : 0.16);
}
