/** Classical augmentation: altered copies of real rows. */
import { foldIn, integer, normal } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Rows } from "./data.ts";

const STREAM = { place: 0, noise: 1 } as const;

interface Altered {
  readonly shift: number;
  readonly noise: number;
}

/**
 * Copy n of row n (rows × columns, as classifiers see them): pictures moved by up to `shift` pixels in each direction, the border repeated where nothing was;
 * to every value is added noise. Pixels are kept from 0 to 1.
 */
export function alteredCopies(
  { columns, image }: Pick<Rows, "columns" | "image">,
  originals: Float32Array,
  { shift, noise }: Altered,
  isPicture: boolean,
  key: Key,
): Float32Array {
  const count = originals.length / columns;
  const out = new Float32Array(originals.length);
  for (let n = 0; n < count; n++) {
    const own = foldIn(key, STREAM.place, n);
    const row = originals.subarray(n * columns, (n + 1) * columns);
    const copy = out.subarray(n * columns, (n + 1) * columns);
    if (image && shift > 0) {
      const [dx, dy] = [0, 1].map((axis) => integer(own, axis, 2 * shift + 1) - shift);
      moved(row, copy, image, dx, dy);
    } else copy.set(row);
    if (noise === 0) continue;
    const errors = foldIn(key, STREAM.noise, n);
    for (let j = 0; j < columns; j++) {
      const value = copy[j] + noise * normal(errors, j);
      copy[j] = isPicture ? Math.min(1, Math.max(0, value)) : value;
    }
  }
  return out;
}

function moved(
  from: Float32Array,
  to: Float32Array,
  { width, height, channels }: NonNullable<Rows["image"]>,
  dx: number,
  dy: number,
): void {
  const within = (place: number, extent: number) => Math.min(extent - 1, Math.max(0, place));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const source = (within(y - dy, height) * width + within(x - dx, width)) * channels;
      for (let c = 0; c < channels; c++) to[(y * width + x) * channels + c] = from[source + c];
    }
}
