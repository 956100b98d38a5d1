import { TILE } from "./machine.ts";

/**
 * Which products of two columns recur, as those of monomials do: (x·y)·(z·w) and (x·z)·(y·w) are one number but for rounding. The first of each kind is summed, in
 * the order of the tiles, and stands for the others.
 */
export interface Recurring {
  /** columns × columns: of entry (i, j), i ≤ j, the place of the entry that stands for it. */
  readonly standing: Int32Array;
  /** 1 for each tile, on and above the diagonal, that holds an entry which stands for its kind; 0: it need not be summed. */
  readonly tiles: Uint8Array;
}

/** `kind`: of the product of columns i ≤ j, a whole number below `kinds`. */
export function recurringProducts(columns: number, kinds: number, kind: (i: number, j: number) => number): Recurring {
  const panels = Math.ceil(columns / TILE);
  const standing = new Int32Array(columns * columns);
  const tiles = new Uint8Array((panels * (panels + 1)) / 2);
  const first = new Int32Array(kinds).fill(-1);
  for (let p = 0, tile = 0; p < panels; p++)
    for (let q = p; q < panels; q++, tile++)
      for (let i = p * TILE; i < Math.min(columns, (p + 1) * TILE); i++)
        for (let j = Math.max(i, q * TILE); j < Math.min(columns, (q + 1) * TILE); j++) {
          const at = i * columns + j;
          const own = kind(i, j);
          if (first[own] < 0) {
            first[own] = at;
            tiles[tile] = 1;
          }
          standing[at] = first[own];
        }
  return { standing, tiles };
}

/** Puts the sum that stands for it in place of each product, columns × columns, on both sides of the diagonal. */
export function fillRecurring(products: Float64Array, { standing }: Recurring): Float64Array {
  const columns = Math.sqrt(products.length);
  for (let i = 0; i < columns; i++)
    for (let j = i; j < columns; j++) {
      const sum = products[standing[i * columns + j]];
      products[i * columns + j] = sum;
      products[j * columns + i] = sum;
    }
  return products;
}
