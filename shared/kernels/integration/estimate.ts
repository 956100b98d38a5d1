/** Estimates of a mean and their standard errors. */
import { cholesky, solveLower, solveLowerTransposed } from "../../linalg/index.ts";
import { studentFactor } from "../../stats/student.ts";

/**
 * Count, means, and sums of products of deviations from them (width × width, the lower triangle), of a value and of the control variates beside it. Plain data.
 */
export interface Tally {
  readonly width: number;
  readonly count: number;
  readonly means: Float64Array;
  readonly products: Float64Array;
}

export interface Estimate {
  readonly value: number;
  /** Of `value`; undefined where there are too few values for one. */
  readonly standardError: number | undefined;
  /** Degrees of freedom of the standard error. */
  readonly degrees: number;
}

export function emptyTally(width: number): Tally {
  return { width, count: 0, means: new Float64Array(width), products: new Float64Array(width * width) };
}

/** The tally of `count` more values: column c of them is columns[c]. Two passes over the new, then both parts are joined (T. F. Chan, G. H. Golub, R. J. LeVeque, 1983). */
export function addValues(tally: Tally, columns: readonly Float64Array[], count: number): Tally {
  const { width } = tally;
  if (count === 0) return tally;
  const means = new Float64Array(width);
  const products = new Float64Array(width * width);
  for (let c = 0; c < width; c++) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += columns[c][i];
    means[c] = sum / count;
  }
  for (let c = 0; c < width; c++)
    for (let b = 0; b <= c; b++) {
      const [x, y, mx, my] = [columns[c], columns[b], means[c], means[b]];
      let sum = 0;
      for (let i = 0; i < count; i++) sum += (x[i] - mx) * (y[i] - my);
      products[c * width + b] = sum;
    }
  return joined(tally, { width, count, means, products });
}

function joined(a: Tally, b: Tally): Tally {
  const { width } = a;
  const count = a.count + b.count;
  const share = b.count / count;
  const means = new Float64Array(width);
  const products = new Float64Array(width * width);
  for (let c = 0; c < width; c++) {
    const apart = b.means[c] - a.means[c];
    means[c] = a.means[c] + apart * share;
    for (let d = 0; d <= c; d++) {
      const at = c * width + d;
      products[at] = a.products[at] + b.products[at] + apart * (b.means[d] - a.means[d]) * a.count * share;
    }
  }
  return { width, count, means, products };
}

/** The mean of independent values, its standard error by the central limit theorem. */
export function meanOf({ count, means, products }: Tally): Estimate {
  const known = count > 1 && Number.isFinite(products[0]);
  const standardError = known ? Math.sqrt(products[0] / (count - 1) / count) : undefined;
  return { value: means[0], standardError, degrees: count - 1 };
}

/**
 * The mean of the first column less what the control variates, whose means are 0, explain of it: the intercept of the regression on them. Its variance is
 * estimated as that of an intercept, residual variance · (1/n + c̄ᵀ S⁻¹ c̄): with coefficients from the same points the residuals' variance alone
 * would be too small. Control variates that do not vary, or are sums of others, are left out.
 */
export function controlledMean(tally: Tally): Estimate {
  const { width, count, means, products } = tally;
  const kept = independentControls(tally);
  const degrees = count - 1 - kept.length;
  if (degrees < 1) return { value: means[0], standardError: undefined, degrees };
  const factor = factorOf(tally, kept);
  // L⁻¹ of the products with the values, and of the controls' means.
  const n = kept.length;
  const along = solveLower(
    factor,
    Float64Array.from(kept, (c) => products[c * width]),
    n,
  );
  const off = solveLower(
    factor,
    Float64Array.from(kept, (c) => means[c]),
    n,
  );
  let [value, explained, leverage] = [means[0], 0, 0];
  for (let r = 0; r < n; r++) {
    value -= along[r] * off[r];
    explained += along[r] * along[r];
    leverage += off[r] * off[r];
  }
  const residual = Math.max(0, products[0] - explained);
  return { value, standardError: Math.sqrt((residual / degrees) * (1 / count + leverage)), degrees };
}

/** Coefficients of the control variates: what is subtracted for each of them. */
export function controlCoefficients(tally: Tally): Float64Array {
  const { width, products } = tally;
  const kept = independentControls(tally);
  const factor = factorOf(tally, kept);
  const along = solveLower(
    factor,
    Float64Array.from(kept, (c) => products[c * width]),
    kept.length,
  );
  const found = solveLowerTransposed(factor, along, kept.length);
  const out = new Float64Array(width - 1);
  for (const [r, c] of kept.entries()) out[c - 1] = found[r];
  return out;
}

function factorOf({ width, products }: Tally, kept: readonly number[]): Float64Array {
  const n = kept.length;
  const chosen = new Float64Array(n * n);
  for (const [r, c] of kept.entries()) for (let s = 0; s <= r; s++) chosen[r * n + s] = products[c * width + kept[s]];
  return cholesky(chosen, n);
}

/** Columns of controls that vary beyond what those before them explain, by elimination. */
function independentControls({ width, count, products }: Tally): readonly number[] {
  const rest = Float64Array.from(products);
  const kept: number[] = [];
  for (let c = 1; c < width && kept.length < count - 2; c++) {
    const whole = products[c * width + c];
    if (!(rest[c * width + c] > 1e-10 * whole)) continue;
    kept.push(c);
    for (let r = c + 1; r < width; r++) {
      const share = rest[r * width + c] / rest[c * width + c];
      for (let s = c + 1; s <= r; s++) rest[r * width + s] -= share * rest[s * width + c];
    }
  }
  return kept;
}

/** The mean of independent randomisations' means, its standard error from their spread. */
export function meanOfMeans(means: ArrayLike<number>): Estimate {
  const n = means.length;
  let mean = 0;
  for (let r = 0; r < n; r++) mean += means[r] / n;
  let squares = 0;
  for (let r = 0; r < n; r++) squares += (means[r] - mean) ** 2;
  return { value: mean, standardError: n > 1 ? Math.sqrt(squares / (n - 1) / n) : undefined, degrees: n - 1 };
}

/** The factor of a 95 % interval: the 97.5 % quantile of Student's t distribution. */
export function intervalFactor(degrees: number): number {
  return studentFactor(degrees, 0.05);
}
