import { expect, test } from "vitest";
import { CUTOFF, learnMetric, type Window } from "../../../../shared/kernels/mcmc/learn-metric.ts";
import {
  forceOf,
  inverseMassOf,
  METRIC_KINDS,
  type MetricKind,
  makeMetric,
} from "../../../../shared/kernels/mcmc/metric.ts";
import { ROW_EXTRAS, scalarRun } from "../../../../shared/kernels/mcmc/run.ts";
import { identity, type Target } from "../../../../shared/kernels/mcmc/target.ts";
import { paddedLength } from "../../../../shared/kernels/mcmc/vectors.ts";
import { startWarmup, watchDraw } from "../../../../shared/kernels/mcmc/warmup.ts";
import type { McmcParams } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import {
  checkSampler,
  learningCost,
  METRIC_LIMIT,
  metricCost,
} from "../../../../shared/labs/monte-carlo/mcmc/sampler-rules.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import {
  cholesky,
  multiply,
  solveCholesky,
  solveLower,
  symmetricEigen,
  transpose,
} from "../../../../shared/linalg/index.ts";
import { foldIn, normal } from "../../../../shared/random/index.ts";
import { mcseMean } from "../../../../shared/stats/convergence.ts";
import { mean } from "../../../../shared/stats/moments.ts";
import { factorOf, someInverse, someMetric } from "./metrics.ts";
import { nutsParams } from "./models.ts";

const D = 5;
const DRAWS = 400;
/** Scales from 1 to 81, a strong direction across all coordinates, and neighbours that are almost equal. */
const COVARIANCE = Float64Array.from({ length: D * D }, (_, k) => {
  const [i, j] = [Math.floor(k / D), k % D];
  return 3 ** i * 3 ** j * (0.95 ** Math.abs(i - j) + (i === j ? 0.01 : 0));
});
const FACTOR = cholesky(COVARIANCE, D);

/** A window of draws from N(0, COVARIANCE) with their gradients −Σ⁻¹x. */
function watched(kind: MetricKind, draws = DRAWS): { readonly window: Window; readonly rows: readonly Float64Array[] } {
  const window = startWarmup(D, { warmup: 1e6, targetAccept: 0.8 }, kind);
  const back = transpose(FACTOR, D, D);
  const rows = Array.from({ length: draws }, (_, n) => {
    const z = Float64Array.from({ length: D }, (_, i) => normal([3, n], i));
    const position = new Float64Array(paddedLength(D));
    position.set(multiply(FACTOR, z, D, D, 1));
    const gradient = new Float64Array(paddedLength(D));
    // Lᵀ·g = −z, from below.
    for (let i = D - 1; i >= 0; i--) {
      let rest = -z[i];
      for (let j = i + 1; j < D; j++) rest -= back[i * D + j] * gradient[j];
      gradient[i] = rest / back[i * D + i];
    }
    watchDraw(window, 100 + n, { position, gradient }, { warmup: 1e6, targetAccept: 0.8 });
    return position.subarray(0, D);
  });
  return { window, rows };
}

/** Eigenvalues of W⁻¹ Σ W⁻ᵀ: of the variances that the metric leaves. */
function leftOver(w: Float64Array): Float64Array {
  const inverse = symmetricEigen(multiply(w, transpose(w, D, D), D, D, D), D);
  expect(inverse.values[D - 1]).toBeGreaterThan(0);
  const l = cholesky(multiply(w, transpose(w, D, D), D, D, D), D);
  const columns = Array.from({ length: D }, (_, j) =>
    solveLower(
      l,
      Float64Array.from({ length: D }, (_, i) => FACTOR[i * D + j]),
      D,
    ),
  );
  const whitened = Float64Array.from({ length: D * D }, (_, k) => columns[k % D][Math.floor(k / D)]);
  return symmetricEigen(multiply(whitened, transpose(whitened, D, D), D, D, D), D).values;
}

test("a dense metric is Stan's regularised covariance of its window", () => {
  const metric = makeMetric("dense", D);
  const { window, rows } = watched("dense");
  learnMetric(metric, window, symmetricEigen);
  const w = factorOf(metric);
  const learnt = multiply(w, transpose(w, D, D), D, D, D);
  const means = Array.from({ length: D }, (_, i) => mean(Float64Array.from(rows, (row) => row[i])));
  for (let i = 0; i < D; i++) {
    for (let j = 0; j < D; j++) {
      const sum = rows.reduce((s, row) => s + (row[i] - means[i]) * (row[j] - means[j]), 0);
      const covariance = (DRAWS / (DRAWS + 5)) * (sum / (DRAWS - 1)) + (i === j ? (1e-3 * 5) / (DRAWS + 5) : 0);
      expect(learnt[i * D + j] / covariance).toBeCloseTo(1, 9);
    }
    expect(metric.inverseDiagonal[i] / learnt[i * D + i]).toBeCloseTo(1, 12);
  }
});

test("a low-rank metric of a Gaussian leaves variances within its cut-off, where scales alone leave a hundredfold", () => {
  const metric = makeMetric("low-rank", D);
  learnMetric(metric, watched("low-rank").window, symmetricEigen);
  // Four neighbours are almost equal: one large eigenvalue, and small ones near each other, which are the scales' business.
  expect(metric.rank).toBe(1);
  const left = leftOver(factorOf(metric));
  // Draws and gradients of a Gaussian give Σ itself, up to the 1/n that is added to both.
  expect(left[0] / left[D - 1]).toBeLessThan(1.1 * CUTOFF ** 2);
  const inverse = inverseMassOf(metric);
  for (let i = 0; i < D; i++) expect(metric.inverseDiagonal[i] / inverse[i * D + i]).toBeCloseTo(1, 12);
  const scales = makeMetric("diagonal", D);
  learnMetric(scales, watched("diagonal").window, symmetricEigen);
  const uncorrected = leftOver(factorOf(scales));
  expect(uncorrected[0] / uncorrected[D - 1]).toBeGreaterThan(100);
});

test("where draws and gradients disagree, a low-rank metric is the geometric mean Σ that solves Σ·B·Σ = A", () => {
  const n = 5000;
  // Of draws and of gradients: deviations, and one correlation of each sign, so that no eigenvector is common and both eigenvalues lie far apart.
  const [x, g] = [
    { deviations: [1, 2], correlation: 0.999 },
    { deviations: [3, 1], correlation: -0.98 },
  ];
  const sums = ({ deviations: [a, b], correlation }: typeof x) =>
    Float64Array.of(n * a * a, 0, n * a * b * correlation, n * b * b);
  const nothing = new Float64Array(2);
  const window: Window = { count: n, mean: nothing, squares: sums(x), gradientMean: nothing, gradientSquares: sums(g) };
  const metric = makeMetric("low-rank", 2);
  learnMetric(metric, window, symmetricEigen);
  // One eigenvalue is the common level, so that nothing is cut off.
  expect(metric.rank).toBe(1);
  const scales = [0, 1].map((i) => Math.sqrt(x.deviations[i] / g.deviations[i]));
  const inverse = inverseMassOf(metric);
  const mean = inverse.map((value, k) => value / (scales[k >> 1] * scales[k & 1]));
  const scaled = ({ deviations, correlation }: typeof x, power: number) =>
    Float64Array.from({ length: 4 }, (_, k) => {
      const [i, j] = [k >> 1, k & 1];
      const covariance = deviations[i] * deviations[j] * (i === j ? 1 : correlation);
      return covariance * (scales[i] * scales[j]) ** power + (i === j ? 1 / n : 0);
    });
  const product = multiply(multiply(mean, scaled(g, 1), 2, 2, 2), mean, 2, 2, 2);
  const expected = scaled(x, -1);
  for (let k = 0; k < 4; k++) expect(product[k]).toBeCloseTo(expected[k], 11);
});

test.each(["dense", "low-rank"] as const)("a window without movement leaves the %s metric finite", (kind) => {
  const metric = makeMetric(kind, D);
  const window = startWarmup(D, { warmup: 1000, targetAccept: 0.8 }, kind);
  const still = { position: new Float64Array(6).fill(0.1), gradient: new Float64Array(6) };
  for (let i = 0; i < 30; i++) watchDraw(window, 100 + i, still, { warmup: 1000, targetAccept: 0.8 });
  learnMetric(metric, window, symmetricEigen);
  expect([...factorOf(metric), ...metric.inverseDiagonal].every(Number.isFinite)).toBe(true);
});

test.each(METRIC_KINDS)("the inverse mass matrix of a %s metric is W·Wᵀ, exactly symmetric", (kind) => {
  const metric = someMetric(kind, D);
  const w = factorOf(metric);
  const product = multiply(w, transpose(w, D, D), D, D, D);
  const inverse = inverseMassOf(metric);
  for (let k = 0; k < D * D; k++) expect(inverse[k]).toBeCloseTo(someInverse(kind, Math.floor(k / D), k % D), 12);
  expect(transpose(inverse, D, D)).toEqual(inverse);
  for (let k = 0; k < D * D; k++) expect(inverse[k]).toBeCloseTo(product[k], 12);
});

test.each(METRIC_KINDS)("forces of a %s metric are by the transpose of what velocities are by", (kind) => {
  const metric = someMetric(kind, D);
  const w = factorOf(metric);
  const gradient = Float64Array.of(1, -2, 0.5, 3, -0.25, 0);
  const force = new Float64Array(6);
  forceOf(metric, gradient, force);
  const expected = multiply(transpose(w, D, D), gradient, D, D, 1);
  for (let i = 0; i < D; i++) expect(force[i]).toBeCloseTo(expected[i], 12);
});

/** N(0, COVARIANCE). */
const correlated: Target = {
  dimension: D,
  names: Array.from({ length: D }, (_, i) => `x[${i + 1}]`),
  logDensity(position, gradient) {
    const pulled = solveCholesky(FACTOR, position.subarray(0, D), D);
    let squares = 0;
    for (let i = 0; i < D; i++) {
      gradient[i] = -pulled[i];
      squares += position[i] * pulled[i];
    }
    return -0.5 * squares;
  },
  constrain: identity,
};

test.each(METRIC_KINDS)("NUTS with a %s metric has the moments of a correlated Gaussian within 4.5 MCSE", (metric) => {
  const draws = 500;
  const width = D + ROW_EXTRAS.length;
  const runs = [0, 1].map((chain) => {
    const run = scalarRun(foldIn([31, 2], chain), { target: correlated }, { ...nutsParams, metric, warmup: 300 });
    run.draw(300);
    return run.draw(draws);
  });
  const of = (f: (row: Float64Array) => number) =>
    runs.map((rows) => Float64Array.from({ length: draws }, (_, i) => f(rows.subarray(i * width, (i + 1) * width))));
  for (const [i, j] of [
    [0, 0],
    [D - 1, D - 1],
    [0, 1],
    [0, D - 1],
  ] as const) {
    const products = of((row) => row[i] * row[j]);
    const estimate = mean(Float64Array.from(products.flatMap((chain) => [...chain])));
    expect(Math.abs(estimate - COVARIANCE[i * D + j]) / (mcseMean(products) as number)).toBeLessThan(4.5);
  }
  const leapfrogs = mean(Float64Array.from(of((row) => row[width - 2]).flatMap((chain) => [...chain])));
  // Scales alone leave a trajectory of a dozen steps; a metric that knows the correlations, one of a few.
  if (metric === "diagonal") expect(leapfrogs).toBeGreaterThan(10);
  else expect(leapfrogs).toBeLessThan(8);
});

test("a dense or low-rank metric of too many coordinates is an error with its cure, and costs are told beforehand", () => {
  const { params } = presetExperiment(mcmc, "gaussian-100");
  const of = (metric: MetricKind) => ({ ...(params as McmcParams), metric });
  expect(() => checkSampler(of("dense"), METRIC_LIMIT)).not.toThrow();
  expect(() => checkSampler(of("diagonal"), METRIC_LIMIT + 1)).not.toThrow();
  for (const metric of ["dense", "low-rank"] as const) {
    const refused = expect.objectContaining({
      path: "params.metric",
      code: "too-wide-for-metric",
      message: expect.stringMatching(/501 coordinates.*at most 500.*diagonal/),
      values: { value: metric, dimension: 501, max: 500, fits: "diagonal" },
    });
    expect(() => checkSampler(of(metric), METRIC_LIMIT + 1)).toThrow(refused);
  }
  const bytes = (metric: MetricKind) => mcmc.estimate({ ...params, metric }, null).bytes ?? 0;
  const matrix = 8 * 100 * 100 * of("dense").chains;
  expect(bytes("dense") - bytes("diagonal")).toBe(3 * matrix);
  expect(bytes("low-rank") - bytes("diagonal")).toBe(4 * matrix);
  expect(learningCost(of("low-rank"), 100)).toBeGreaterThan(5 * learningCost(of("dense"), 100));
  expect([learningCost(of("diagonal"), 100), metricCost(of("diagonal"), 100)]).toEqual([0, 0]);
});
