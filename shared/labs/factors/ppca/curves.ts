import type { Table } from "../../../data/table.ts";
import { freeParameters } from "../../../kernels/ppca/ppca.ts";
import { log } from "../../../math/index.ts";
import type { Fold } from "../../fold.ts";
import { mostDimensions } from "./fields.ts";

/**
 * Mean held-out log-likelihood per row by dimension, as far as every fold of it is done; index = dimension. A dimension that some fold leaves too few rows for
 * has none.
 */
export function heldOutCurve(fold: Fold, rows: number): readonly (number | undefined)[] {
  const sums: (number | undefined)[] = [];
  const counts: number[] = [];
  let folds = 0;
  const add = (q: number, sum: number) => {
    sums[q] = (sums[q] ?? 0) + sum;
    counts[q] = (counts[q] ?? 0) + 1;
  };
  for (const { id, kind, params } of fold.tasks) {
    const found = fold.output(id)?.logLikelihood?.values;
    if (kind === "held" || kind === "heldDual") {
      folds++;
      for (let q = 0; found && q < found.length; q++) add(q, found[q]);
    } else if (kind === "heldMissing" && Number(params.fold) >= 0) {
      folds = Number(params.folds);
      if (found) add(Number(params.latent), found[0]);
    }
  }
  return Array.from(sums, (sum, q) => (sum === undefined || counts[q] < folds ? undefined : sum / rows));
}

/** The largest dimension that the smallest training part of the rows allows. */
export function mostHeldOut(table: Pick<Table, "rows" | "columns">, folds: number): number {
  const parts = Math.min(folds, table.rows);
  return mostDimensions({ rows: table.rows - Math.ceil(table.rows / parts), columns: table.columns });
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
