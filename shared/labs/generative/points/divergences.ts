/** Kullback–Leibler and Jensen–Shannon divergence of two samples, by histograms. */
import { log } from "../../../math/elementary.ts";
import type { Square } from "./plane.ts";

export interface Divergences {
  /** KL(p ‖ q) in nats, ≥ 0: what of the first is rare in the second weighs most. */
  readonly kl: number;
  /** JS(p, q) in nats, from 0 to log 2. */
  readonly js: number;
}

/** Added to each count, so that a cell that one sample lacks does not make the divergence infinite (Krichevsky & Trofimov 1981). */
const PSEUDO = 0.5;

/** Of counts over the same cells. */
export function divergencesOf(p: ArrayLike<number>, q: ArrayLike<number>): Divergences {
  const [a, b] = [shares(p), shares(q)];
  let [kl, js] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const middle = (a[i] + b[i]) / 2;
    kl += a[i] * log(a[i] / b[i]);
    js += (a[i] * log(a[i] / middle) + b[i] * log(b[i] / middle)) / 2;
  }
  return { kl, js };
}

function shares(counts: ArrayLike<number>): Float64Array {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i] + PSEUDO;
  return Float64Array.from(counts, (count) => (count + PSEUDO) / total);
}

/** Cells on a side of the histogram over the plane. */
export const CELLS = 20;

/** How many points, x, y, x, y, …, lie in each cell of the square, row by row from the bottom: CELLS². Points beyond it count in the nearest cell. */
export function histogramOf(points: ArrayLike<number>, { low, side }: Square): Float64Array {
  const counts = new Float64Array(CELLS * CELLS);
  const cell = (value: number, from: number) =>
    Math.min(CELLS - 1, Math.max(0, Math.floor((CELLS * (value - from)) / side)));
  for (let n = 0; n < points.length / 2; n++)
    counts[cell(points[2 * n + 1], low[1]) * CELLS + cell(points[2 * n], low[0])]++;
  return counts;
}
