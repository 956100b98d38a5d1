/**
 * Linear discriminant analysis: classes are taken for Gaussians with means of their own and one covariance (Fisher 1936; Hastie, Tibshirani & Friedman
 * 2009, eq. 4.10). In closed form from sums over the rows.
 */
import { cholesky, solveCholesky } from "../linalg/index.ts";
import { log } from "../math/index.ts";

/** Sums over rows of `width` numbers in `classes` classes. */
export interface ClassSums {
  readonly width: number;
  readonly counts: Float64Array;
  /** classes × width. */
  readonly sums: Float64Array;
  /** Σ x xᵀ over all rows, width × width; the lower half. */
  readonly products: Float64Array;
}

export function classSums(width: number, classes: number): ClassSums {
  return {
    width,
    counts: new Float64Array(classes),
    sums: new Float64Array(classes * width),
    products: new Float64Array(width * width),
  };
}

/** Adds rows × width numbers with their classes. */
export function addRows(to: ClassSums, rows: ArrayLike<number>, labels: ArrayLike<number>): void {
  const { width, counts, sums, products } = to;
  for (let n = 0; n < labels.length; n++) {
    const label = labels[n];
    counts[label]++;
    for (let i = 0; i < width; i++) {
      const x = rows[n * width + i];
      sums[label * width + i] += x;
      for (let j = 0; j <= i; j++) products[i * width + j] += x * rows[n * width + j];
    }
  }
}

/** Part of each variance within classes that is added to it: directions in which nothing varies have an inverse then. */
const RIDGE = 1e-6;
/** Part of a mean square below which a variance is rounding. */
const NOTHING = 1e-10;

/** δₖ(x) = xᵀ Σ⁻¹ μₖ − ½ μₖᵀ Σ⁻¹ μₖ + log πₖ; the class of a row is where it is largest. */
export interface Discriminant {
  readonly width: number;
  /** classes × width: Σ⁻¹ μₖ. */
  readonly weights: Float64Array;
  readonly bias: Float64Array;
}

/** Classes without rows are never chosen. At least one row. */
export function discriminantOf({ width, counts, sums, products }: ClassSums): Discriminant {
  const total = counts.reduce((all, count) => all + count, 0);
  const within = products.map((product) => product / total);
  const means = sums.map((sum, at) => sum / Math.max(1, counts[Math.floor(at / width)]));
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) {
      const at = i * width + j;
      for (let k = 0; k < counts.length; k++)
        within[at] -= (counts[k] / total) * means[k * width + i] * means[k * width + j];
      within[j * width + i] = within[at];
    }
  for (let i = 0; i < width; i++) {
    const at = i * width + i;
    const variance = Math.max(within[at], (NOTHING * products[at]) / total);
    within[at] = variance > 0 ? (1 + RIDGE) * variance : 1;
  }
  const factor = cholesky(within, width);
  const weights = new Float64Array(means.length);
  const bias = Float64Array.from(counts, (count, k) => {
    const mean = means.subarray(k * width, (k + 1) * width);
    const own = solveCholesky(factor, mean, width);
    weights.set(own, k * width);
    return log(count / total) - own.reduce((sum, w, i) => sum + w * mean[i], 0) / 2;
  });
  return { width, weights, bias };
}

/** Class of row `n` of rows × width numbers; of equal ones the first. */
export function classify({ width, weights, bias }: Discriminant, rows: ArrayLike<number>, n: number): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < bias.length; k++) {
    let score = bias[k];
    for (let i = 0; i < width; i++) score += weights[k * width + i] * rows[n * width + i];
    if (score > most) {
      most = score;
      best = k;
    }
  }
  return best;
}
