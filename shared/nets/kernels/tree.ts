import type { Floats } from "../tensor.ts";

/** To the precision in which a reference computes: float32 in runs, nothing (float64) where derivatives are checked. */
export type Round = (x: number) => number;

/**
 * Sums of segments, added as a balanced binary tree: with a counter as in binary addition; what is left over at the end is folded from the last to the
 * first. `sums` are the segments' sums in order, all of one length and at least one; the result lies in the first of them, which is returned.
 */
export function addTree<F extends Floats>(sums: readonly F[], round: Round = Math.fround): F {
  const stack: F[] = [];
  const fold = () => {
    const later = stack.pop() as F;
    const sum = stack[stack.length - 1];
    for (let i = 0; i < sum.length; i++) sum[i] = round(sum[i] + later[i]);
  };
  for (const [i, sum] of sums.entries()) {
    stack.push(sum);
    for (let carry = i + 1; carry % 2 === 0; carry /= 2) fold();
  }
  while (stack.length > 1) fold();
  return stack[0];
}

/** The bounds [from, to) of segments of `segment` of n things; one empty segment of none. */
export function segmentsOf(n: number, segment: number): [number, number][] {
  return Array.from({ length: Math.max(1, Math.ceil(n / segment)) }, (_, s) => [
    s * segment,
    Math.min(n, (s + 1) * segment),
  ]);
}
