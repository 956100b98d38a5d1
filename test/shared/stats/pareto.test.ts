import { expect, test } from "vitest";
import { exp, expm1, log, log1p } from "../../../shared/math/index.ts";
import { normal, uniform } from "../../../shared/random/index.ts";
import { fitPareto, largestGoodK, smoothWeights, tailLength } from "../../../shared/stats/pareto.ts";

/** Zhang & Stephens' estimate with the prior of Vehtari et al. (2024), appendix G, written out from its formulas by plain loops. */
function estimated(x: readonly number[]): readonly [k: number, sigma: number] {
  const n = x.length;
  const m = 30 + Math.floor(Math.sqrt(n));
  const quartile = x[Math.floor(n / 4 + 0.5) - 1];
  const theta: number[] = [];
  for (let j = 1; j <= m; j++) theta.push(1 / x[n - 1] + (1 - Math.sqrt(m / (j - 0.5))) / (3 * quartile));
  const kOf = (t: number) => x.reduce((sum, xi) => sum + Math.log(1 - t * xi), 0) / n;
  const likelihood = theta.map((t) => n * (Math.log(-t / kOf(t)) - kOf(t) - 1));
  let mean = 0;
  for (let j = 0; j < m; j++) {
    let inverse = 0;
    for (let i = 0; i < m; i++) inverse += Math.exp(likelihood[i] - likelihood[j]);
    mean += theta[j] / inverse;
  }
  const k = kOf(mean);
  return [(k * n + 10 * 0.5) / (n + 10), -k / mean];
}

/** Quantiles of a generalised Pareto distribution of scale 1. */
const quantiles = (k: number, n: number) =>
  Float64Array.from({ length: n }, (_, i) => expm1(-k * log1p(-(i + 0.5) / n)) / k);

test("the fit is that of the published formulas", () => {
  const x = Float64Array.from({ length: 57 }, (_, i) => log(1 - uniform([7, 1], i)) ** 2).sort();
  const { k, sigma } = fitPareto(x);
  const [expected, scale] = estimated([...x]);
  expect(k).toBeCloseTo(expected, 10);
  expect(sigma / scale).toBeCloseTo(1, 10);
});

test.each([0.1, 0.5, 0.9])("of exact quantiles of shape %f the fit finds shape and scale", (k) => {
  const n = 3000;
  const found = fitPareto(quantiles(k, n));
  // The quantiles have no scatter; 3 deviations of the estimator, (1 + k)/√n, bound its bias and that of the prior.
  expect(Math.abs(found.k - k)).toBeLessThan((3 * (1 + k)) / Math.sqrt(n));
  expect(Math.abs(found.sigma - 1)).toBeLessThan(0.1);
});

test("weights of a normal under a narrower normal have shape 1 − s²", () => {
  const n = 20_000;
  for (const s of [0.6, Math.sqrt(0.5)]) {
    const weights = Float64Array.from({ length: n }, (_, i) => {
      const z = normal([3, 1], i);
      return -0.5 * s * s * z * z + 0.5 * z * z + log(s);
    });
    // Deviation of k̂ from M tail draws, (1 + k)/√M, four of them; the tail is Pareto's but for a logarithm, which lowers k.
    const { k } = smoothWeights(weights);
    expect(Math.abs(k - (1 - s * s))).toBeLessThan((4 * (2 - s * s)) / Math.sqrt(tailLength(n)));
  }
});

test("only the largest weights are smoothed, in their order, and none beyond the largest", () => {
  const weights = Float64Array.from({ length: 400 }, (_, i) => 3 * normal([5, 1], i));
  const { logWeights } = smoothWeights(weights);
  const order = [...weights.keys()].sort((a, b) => weights[a] - weights[b]);
  const tail = tailLength(400);
  expect(tail).toBe(60);
  for (const i of order.slice(0, -tail)) expect(logWeights[i]).toBe(weights[i]);
  const smoothed = order.slice(-tail).map((i) => logWeights[i]);
  expect(smoothed).toEqual([...smoothed].sort((a, b) => a - b));
  expect(smoothed[tail - 1]).toBeLessThanOrEqual(Math.max(...weights));
  // The smoothed quantiles are those of the fit above the threshold.
  const cutoff = exp(weights[order[399 - tail]] - Math.max(...weights));
  const { k, sigma } = fitPareto(
    Float64Array.from(order.slice(-tail), (i) => exp(weights[i] - Math.max(...weights)) - cutoff),
  );
  const median = (sigma * expm1(-k * log1p(-(9 + 0.5) / tail))) / k + cutoff;
  expect(smoothed[9]).toBeCloseTo(Math.max(...weights) + log(median), 10);
});

test("a fit that reaches beyond the largest weight is cut off there", () => {
  // A tail whose end was left out: the quantiles of the fit go on.
  const weights = Float64Array.from({ length: 400 }, (_, i) => Math.min(3 * normal([5, 2], i), 5));
  const top = Math.max(...weights);
  const { k, logWeights } = smoothWeights(weights);
  expect(k).toBeLessThan(1);
  const order = [...weights.keys()].sort((a, b) => weights[a] - weights[b]);
  const cutoff = exp(weights[order[399 - 60]] - top);
  const { sigma } = fitPareto(Float64Array.from(order.slice(-60), (i) => exp(weights[i] - top) - cutoff));
  expect((sigma * expm1(-k * log1p(-59.5 / 60))) / k + cutoff).toBeGreaterThan(1);
  expect(Math.max(...logWeights)).toBe(top);
});

test("equal weights have no tail, and few have none that could be fitted; weights of zero do no harm", () => {
  expect(smoothWeights(new Float64Array(100)).k).toBe(Number.NEGATIVE_INFINITY);
  expect(smoothWeights(Float64Array.of(1, 2, 3)).k).toBe(Number.POSITIVE_INFINITY);
  const zeros = Float64Array.from({ length: 200 }, (_, i) => (i < 100 ? Number.NEGATIVE_INFINITY : normal([9, 1], i)));
  expect(Number.isFinite(smoothWeights(zeros).k)).toBe(true);
  expect(largestGoodK(100)).toBeCloseTo(0.5, 12);
  expect(largestGoodK(1e6)).toBe(0.7);
});
