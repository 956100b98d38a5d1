/**
 * Tables that are kept near 1 by powers of two, which changes no bit, and of which a lower bound on their numbers > 0 is known: before one would be lost, whoever
 * multiplies is told.
 */
import { eachFactor, type Layout } from "./layout.ts";
import type { Model } from "./model.ts";
import { exponentOf, powerOfTwo } from "./powers.ts";
import type { Clique } from "./tree.ts";

export interface Tables {
  /** One table per clique, as the layout says. */
  readonly table: Float64Array;
  /** Of each clique: no number > 0 is below 2 to this power. −Infinity where some may have been lost. */
  readonly least: Float64Array;
}

/** Numbers below 2 to this power are too near to being lost: of two of them the product is 0. */
const LEAST = -700;
/** A table whose largest number is outside 2^−200 … 2^200 is scaled before it is multiplied on. */
const FAR = 200;

/** What may be multiplied into a table: by how many powers of two it makes numbers smaller at most. False where numbers may be lost by it. */
export function lower({ table, least }: Tables, { offset, size }: Layout, clique: number, by: number): boolean {
  if (least[clique] + by < LEAST && least[clique] > Number.NEGATIVE_INFINITY)
    least[clique] = extremes(table, offset[clique], offset[clique] + size[clique]).least;
  least[clique] += by;
  if (least[clique] >= LEAST) return true;
  least[clique] = Number.NEGATIVE_INFINITY;
  return false;
}

/** Brings a table with this largest number near 1. The power of two by which it is smaller now. */
export function near({ table, least }: Tables, { offset, size }: Layout, clique: number, largest: number): number {
  const k = largest > 0 ? exponentOf(largest) : 0;
  if (k >= -FAR && k <= FAR) return 0;
  const scale = powerOfTwo(-k);
  const end = offset[clique] + size[clique];
  for (let i = offset[clique]; i < end; i++) table[i] *= scale;
  least[clique] -= k;
  return k;
}

/** The power of two that brings these numbers to a largest one from 1 to 2 (to 4 at the end of what doubles hold), and the exponent of their least > 0 then. */
export function extremes(numbers: ArrayLike<number>, from = 0, to = numbers.length): { scale: number; least: number } {
  let [most, least] = [0, Number.POSITIVE_INFINITY];
  for (let i = from; i < to; i++) {
    const x = numbers[i];
    if (x > most) most = x;
    if (x > 0 && x < least) least = x;
  }
  if (most === 0) return { scale: 0, least: 0 };
  return { scale: Math.max(-1022, Math.min(exponentOf(most), 1022)), least: exponentOf(least) };
}

/** The products of the factors in each clique, and the power of two by which all together are too small. */
export function baseOf(model: Model, tree: readonly Clique[], layout: Layout): Tables & { readonly exponent: number } {
  const tables: Tables = { table: new Float64Array(layout.cells).fill(1), least: new Float64Array(tree.length) };
  const { table } = tables;
  let exponent = 0;
  eachFactor(model, tree, layout, (clique, numbers, high, highs, low) => {
    const { scale: k, least } = extremes(numbers);
    lower(tables, layout, clique, least - k);
    const scale = powerOfTwo(-k);
    const lows = layout.lows[clique];
    let largest = 0;
    for (let h = 0, i = layout.offset[clique]; h < highs; h++)
      for (let l = 0; l < lows; l++, i++) {
        const product = table[i] * (numbers[high[h] + low[l]] * scale);
        table[i] = product;
        if (product > largest) largest = product;
      }
    exponent += k + near(tables, layout, clique, largest);
  });
  return { ...tables, exponent };
}
