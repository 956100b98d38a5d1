/**
 * Markov fields on a chain that clean a signal: the x that minimises Σ ½(y − x)² over the values that are there, and a penalty on each step from one x to the
 * next. Each is solved exactly, by elimination along the chain.
 */
import type { Measurements } from "./model.ts";

/** The values that are there of a series of one output, and their steps. */
function present({ steps, values, mask }: Measurements): { readonly at: number[]; readonly y: Float64Array } {
  const at = Array.from({ length: steps }, (_, t) => t).filter((t) => mask === undefined || mask[t] !== 0);
  return { at, y: Float64Array.from(at, (t) => values[t]) };
}

/** Between two of the steps `at` a straight line; before the first and after the last it holds. Empty in, empty out. */
function filled(x: ArrayLike<number>, at: readonly number[], steps: number): Float64Array {
  const out = new Float64Array(steps);
  if (at.length === 0) return out;
  let k = 0;
  for (let t = 0; t < steps; t++) {
    while (k + 1 < at.length && at[k + 1] <= t) k++;
    const share = t <= at[0] || k + 1 === at.length ? 0 : (t - at[k]) / (at[k + 1] - at[k]);
    out[t] = share === 0 ? x[k] : x[k] + share * (x[k + 1] - x[k]);
  }
  return out;
}

export interface GaussianChain {
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/**
 * p(x) ∝ exp(−Σ (y − x)²/2r − Σ (x(t + 1) − x(t))²/2q − (x(1) − mean)²/2p): a Gaussian whose precision matrix is tridiagonal. r, q > 0; p may be Infinity where a
 * value is there. This is the random walk with noise q seen with noise r: its mean and variances are those of the smoother.
 */
export function gaussianChain(
  { steps, values, mask }: Measurements,
  {
    process: q,
    noise: r,
    mean,
    variance: p,
  }: { readonly process: number; readonly noise: number; readonly mean: number; readonly variance: number },
): GaussianChain {
  // Left to right: precision and weighted mean of x(t) given all before and at t, as Gaussian elimination leaves them; right to left likewise.
  const own = (t: number) => (mask === undefined || mask[t] !== 0 ? 1 / r : 0);
  const start = (t: number) => (t === 0 ? 1 / p : 0);
  const side = (order: (k: number) => number) => {
    const precision = new Float64Array(steps);
    const weighted = new Float64Array(steps);
    for (let k = 0; k < steps; k++) {
      const t = order(k);
      const w = own(t);
      precision[t] = w + start(t);
      weighted[t] = (w > 0 ? w * values[t] : 0) + (t === 0 && p < Infinity ? mean / p : 0);
      if (k === 0) continue;
      const before = order(k - 1);
      // The message through a link of variance q.
      const share = 1 / (1 + q * precision[before]);
      precision[t] += precision[before] * share;
      weighted[t] += weighted[before] * share;
    }
    return { precision, weighted };
  };
  const [left, right] = [side((k) => k), side((k) => steps - 1 - k)];
  const means = new Float64Array(steps);
  const variances = new Float64Array(steps);
  for (let t = 0; t < steps; t++) {
    const w = own(t);
    // What both sides contain is counted once.
    const precision = left.precision[t] + right.precision[t] - w - start(t);
    const weighted =
      left.weighted[t] + right.weighted[t] - (w > 0 ? w * values[t] : 0) - (t === 0 && p < Infinity ? mean / p : 0);
    variances[t] = 1 / precision;
    means[t] = weighted / precision;
  }
  return { means, variances };
}

/**
 * Total variation: penalty λ·|x(t + 1) − x(t)|, λ ≥ 0. Dynamic programming over the derivative of the message, piecewise linear between knots (Johnson, "A dynamic
 * programming algorithm for the fused lasso and L0-segmentation", 2013): of order `steps`.
 */
export function totalVariation(data: Measurements, lambda: number): Float64Array {
  const { at, y } = present(data);
  const n = y.length;
  if (n < 2 || lambda === 0) return filled(y, at, data.steps);
  const [knots, slopes, heights] = [new Float64Array(2 * n), new Float64Array(2 * n), new Float64Array(2 * n)];
  const [low, high] = [new Float64Array(n - 1), new Float64Array(n - 1)];
  let [l, r] = [n - 1, n];
  const put = (i: number, knot: number, slope: number, height: number) => {
    knots[i] = knot;
    slopes[i] = slope;
    heights[i] = height;
  };
  low[0] = y[0] - lambda;
  high[0] = y[0] + lambda;
  put(l, low[0], 1, -y[0] + lambda);
  put(r, high[0], -1, y[0] + lambda);
  const x = new Float64Array(n);
  for (let k = 1; k < n; k++) {
    const isLast = k === n - 1;
    const edge = isLast ? 0 : lambda;
    let [slope, height] = [1, -y[k] - lambda];
    let from = l;
    for (; from <= r; from++) {
      if (slope * knots[from] + height > -edge) break;
      slope += slopes[from];
      height += heights[from];
    }
    if (isLast) {
      x[k] = -height / slope;
      break;
    }
    let [slopeDown, heightDown] = [-1, y[k] - lambda];
    let to = r;
    for (; to >= from; to--) {
      if (-slopeDown * knots[to] - heightDown < lambda) break;
      slopeDown += slopes[to];
      heightDown += heights[to];
    }
    low[k] = (-lambda - height) / slope;
    high[k] = (lambda + heightDown) / -slopeDown;
    l = from - 1;
    r = to + 1;
    put(l, low[k], slope, height + lambda);
    put(r, high[k], slopeDown, heightDown + lambda);
  }
  for (let k = n - 2; k >= 0; k--) x[k] = Math.min(Math.max(x[k + 1], low[k]), high[k]);
  return filled(x, at, data.steps);
}

/**
 * Potts: penalty γ > 0 for each step at which x changes at all. Dynamic programming over the last change, without those that can no longer be the best (Killick,
 * Fearnhead and Eckley, "Optimal detection of changepoints with a linear computational cost", 2012).
 */
export function potts(data: Measurements, gamma: number): Float64Array {
  const { at, y } = present(data);
  const n = y.length;
  if (n === 0) return new Float64Array(data.steps);
  const centre = y.reduce((sum, value) => sum + value / n, 0);
  const sums = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const value = y[i] - centre;
    sums[i + 1] = sums[i] + value;
    squares[i + 1] = squares[i] + value * value;
  }
  const cost = (from: number, to: number) => {
    const sum = sums[to] - sums[from];
    return 0.5 * Math.max(squares[to] - squares[from] - (sum * sum) / (to - from), 0);
  };
  const best = new Float64Array(n + 1);
  best[0] = -gamma;
  const last = new Int32Array(n + 1);
  let starts = [0];
  for (let to = 1; to <= n; to++) {
    best[to] = Number.POSITIVE_INFINITY;
    for (const from of starts) {
      const value = best[from] + cost(from, to) + gamma;
      if (value < best[to]) [best[to], last[to]] = [value, from];
    }
    starts = starts.filter((from) => best[from] + cost(from, to) <= best[to]);
    starts.push(to);
  }
  const x = new Float64Array(n);
  for (let to = n; to > 0; to = last[to]) x.fill(centre + (sums[to] - sums[last[to]]) / (to - last[to]), last[to], to);
  return filled(x, at, data.steps);
}
