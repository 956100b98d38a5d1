/** Pictures and labels as pixels of a canvas. */
import type { PictureParams } from "../../../../../shared/labs/graphs/markov-field/picture/fields.ts";
import { okabeIto, rgbOf } from "../../../../views/palette.ts";

type Pixels = Uint8ClampedArray<ArrayBuffer>;

/** Values from 0 to 1, of one channel or three. */
export function pixelsOf(values: ArrayLike<number>, pixels: number): Pixels {
  const channels = values.length / pixels;
  const out = new Uint8ClampedArray(4 * pixels);
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < 3; c++) out[4 * i + c] = 255 * values[i * channels + (channels === 3 ? c : 0)];
    out[4 * i + 3] = 255;
  }
  return out;
}

/** Classes in colours of their own, laid over the picture below by so much, from 0 to 1. */
export function classesOver(labels: ArrayLike<number>, below: Pixels, share: number): Pixels {
  const colors = okabeIto.map(rgbOf);
  return below.map((value, at) =>
    at % 4 === 3 ? 255 : (1 - share) * value + share * colors[labels[at >> 2] % colors.length][at % 4],
  );
}

/** Labels that are shades of grey. */
export function greysOf(labels: ArrayLike<number>, most: number): Pixels {
  return pixelsOf(
    Float32Array.from(labels, (label) => label / most),
    labels.length,
  );
}

export const isSegmented = ({ task }: PictureParams) => task === "segment";
