/** Where to draw the line between scores: rows with as much or more are flagged. */
import type { Scored } from "./roc.ts";

/**
 * The ⌈(n + 1)(1 − α)⌉-th smallest of n scores of normal rows that nothing was learnt from, the largest where there is none: another normal row is above it with probability at most
 * α (inductive conformal anomaly detection: Laxhammar & Falkman 2010), or 1/(n + 1) where α is less.
 */
export function conformalThreshold(normal: Float64Array, alpha: number): number {
  const sorted = normal.slice().sort();
  const n = sorted.length;
  // Rounding must not carry a whole number over the next.
  return sorted[Math.min(n, Math.max(1, Math.ceil((n + 1) * (1 - alpha) - 1e-9))) - 1];
}

/** Where false alarms and `cost` times the missed anomalies add to the least: between scores that differ, the middle. */
export function cheapestThreshold({ scores, positive }: Scored, cost: number): number {
  const order = Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a]);
  let total = cost * Array.from(positive).filter(Boolean).length;
  let [least, best] = [total, Number.POSITIVE_INFINITY];
  for (const [k, row] of order.entries()) {
    total += positive[row] ? -cost : 1;
    const next = scores[order[k + 1]];
    if (next === scores[row] || total >= least) continue;
    least = total;
    best = next === undefined ? scores[row] : (scores[row] + next) / 2;
  }
  return best;
}
