import type { Floats } from "../tensor.ts";
import { treeSum } from "../tree.ts";

/** To the precision in which a reference computes: float32 in runs, nothing (float64) where derivatives are checked. */
export type Round = (x: number) => number;

/** The tree's sum of the segments' sums in order, all of one length and at least one: it lies in the first of them, which is returned. */
export function addTree<F extends Floats>(sums: readonly F[], round: Round = Math.fround): F {
  const add = (a: F, b: F) => {
    for (let i = 0; i < a.length; i++) a[i] = round(a[i] + b[i]);
    return a;
  };
  return treeSum(sums.length, (s) => sums[s], add);
}

/** The bounds [from, to) of segments of `segment` of n things; one empty segment of none. */
export function segmentsOf(n: number, segment: number): [number, number][] {
  return Array.from({ length: Math.max(1, Math.ceil(n / segment)) }, (_, s) => [
    s * segment,
    Math.min(n, (s + 1) * segment),
  ]);
}
