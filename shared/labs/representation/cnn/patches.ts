import { array, type NDArray } from "../../../arrays.ts";
import type { PictureSamples } from "../../nets/pictures.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import type { ReceptiveField } from "./receptive.ts";

/** Patches that are kept of each filter. */
const PATCHES = 4;
const NUMBERS = 4;

/** The places in pictures where the filters of a layer answer most, each in another picture. */
export interface Excitement {
  /** Takes in maps, pictures × height × width × filters, of pictures with these rows. */
  add(maps: Float32Array, shape: readonly number[], rows: Uint32Array): void;
  /** filters × PATCHES × 4, the most excited first: row of the picture, row and column in the map, activation; −1 for rows that are missing. */
  result(): NDArray<Float64Array>;
}

export function excitement(filters: number): Excitement {
  const best = new Float64Array(filters * PATCHES * NUMBERS);
  for (let at = 0; at < best.length; at += NUMBERS) best.set([-1, 0, 0, Number.NEGATIVE_INFINITY], at);
  /** Keeps the list of a filter sorted; equal ones stay in the order in which they came. */
  const insert = (filter: number, found: readonly [number, number, number, number]) => {
    const list = best.subarray(filter * PATCHES * NUMBERS, (filter + 1) * PATCHES * NUMBERS);
    for (let p = 0; p < PATCHES; p++) {
      if (!(found[3] > list[p * NUMBERS + 3])) continue;
      list.copyWithin((p + 1) * NUMBERS, p * NUMBERS, (PATCHES - 1) * NUMBERS);
      return list.set(found, p * NUMBERS);
    }
  };
  return {
    add(maps, [, height, width], rows) {
      const area = height * width;
      for (const [n, row] of rows.entries())
        for (let filter = 0; filter < filters; filter++) {
          let most = 0;
          const at = (place: number) => maps[(n * area + place) * filters + filter];
          for (let place = 1; place < area; place++) if (at(place) > at(most)) most = place;
          insert(filter, [row, Math.floor(most / width), most % width, at(most)]);
        }
    },
    result() {
      const values = best.map((value) => (value === Number.NEGATIVE_INFINITY ? 0 : value));
      return array(values, [filters, PATCHES, NUMBERS]);
    },
  };
}

/**
 * The patches of `best` (see `Excitement`) as pictures of side × side: the first of each of the first `count` filters, then the second ones, …; what lies
 * outside a picture is black, as the net sees it.
 */
export function patchRows(
  samples: PictureSamples,
  { side, start, jump }: ReceptiveField,
  { values }: NDArray,
  count: number,
): Float32Array {
  const { height, width, channels } = samples.size;
  const area = side * side * channels;
  const out = new Float32Array(PATCHES * count * area);
  for (let n = 0; n < PATCHES * count; n++) {
    const at = ((n % count) * PATCHES + Math.floor(n / count)) * NUMBERS;
    const [row, y, x] = values.subarray(at, at + NUMBERS);
    if (row < 0) continue;
    const picture = rowsAsFloats(samples, [row]);
    for (let dy = 0; dy < side; dy++)
      for (let dx = 0; dx < side; dx++) {
        const [py, px] = [start + y * jump + dy, start + x * jump + dx];
        if (py < 0 || px < 0 || py >= height || px >= width) continue;
        const from = (py * width + px) * channels;
        out.set(picture.subarray(from, from + channels), n * area + (dy * side + dx) * channels);
      }
  }
  return out;
}
