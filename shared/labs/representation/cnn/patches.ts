import { array, type NDArray } from "../../../arrays.ts";

/** Patches that are kept of each filter. */
export const PATCHES = 4;
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
