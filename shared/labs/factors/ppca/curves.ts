import { freeParameters } from "../../../kernels/ppca/ppca.ts";
import { log } from "../../../math/index.ts";
import type { Fold } from "../../fold.ts";

/** Mean held-out log-likelihood per row by dimension, as far as every fold of it is done; index = dimension. */
export function heldOutCurve(fold: Fold, rows: number): readonly (number | undefined)[] {
  const sums: (number | undefined)[] = [];
  const pending = new Set<number>();
  for (const { id, kind, params } of fold.tasks) {
    const found = fold.output(id)?.logLikelihood?.values;
    if (kind === "held") {
      if (!found) return [];
      for (let q = 0; q < found.length; q++) sums[q] = (sums[q] ?? 0) + found[q];
    } else if (kind === "heldMissing" && Number(params.fold) >= 0) {
      const q = Number(params.latent);
      if (found) sums[q] = (sums[q] ?? 0) + found[0];
      else pending.add(q);
    }
  }
  return Array.from(sums, (sum, q) => (sum === undefined || pending.has(q) ? undefined : sum / rows));
}

/** Bayesian information criterion by dimension: lower is better; index = dimension. */
export function bicCurve(fold: Fold, rows: number, columns: number): readonly (number | undefined)[] {
  const dense = fold.output("fit")?.bic?.values;
  if (dense) return Array.from(dense);
  const found: (number | undefined)[] = [];
  for (const { id, kind, params } of fold.tasks) {
    if (kind !== "heldMissing" || Number(params.fold) >= 0) continue;
    const q = Number(params.latent);
    const sum = fold.output(id)?.logLikelihood.values[0];
    found[q] = sum === undefined ? undefined : -2 * sum + freeParameters(columns, q) * log(rows);
  }
  return Array.from(found);
}

/** Where a curve is best: index of its largest (sign 1) or smallest (−1) value; undefined where none is known. */
export function bestDimension(curve: readonly (number | undefined)[], sign: 1 | -1): number | undefined {
  let best: number | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const [q, value] of curve.entries()) {
    if (value === undefined || !Number.isFinite(value) || sign * value <= most) continue;
    [best, most] = [q, sign * value];
  }
  return best;
}
