import { describe, expect, test } from "vitest";
import { normal, uniform } from "../../../shared/random/index.ts";
import { autocovariance } from "../../../shared/stats/autocovariance.ts";
import { effectiveSampleSize } from "../../../shared/stats/ess.ts";
import { fft } from "../../../shared/stats/fft.ts";
import { incompleteBeta, incompleteBetaInverse } from "../../../shared/stats/incomplete-beta.ts";
import { essAtMost } from "../../../shared/stats/indicator.ts";
import { normalQuantile } from "../../../shared/stats/normal-quantile.ts";
import { ordered, sortedOrder } from "../../../shared/stats/order.ts";
import { averageRanks, folded, rankScores } from "../../../shared/stats/ranks.ts";
import * as oracle from "../../oracles/mcmc-diagnostics.ts";

test("quantiles of the normal distribution at the paper's test values", () => {
  // Wichura (1988), table of test values.
  expect(normalQuantile(0.25)).toBeCloseTo(-0.674489750196082, 14);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 14);
  expect(normalQuantile(1e-20)).toBeCloseTo(-9.2623400897984, 12);
  expect(normalQuantile(0.5)).toBe(0);
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
});

test("quantiles of the normal distribution by bisection of quadrature", () => {
  for (const p of [0.001, 0.03, 0.2, 0.6, 0.93, 0.9999]) {
    expect(Math.abs(normalQuantile(p) - oracle.normalQuantile(p))).toBeLessThan(1e-11);
  }
});

test("incomplete beta function: closed forms, quadrature and inverse", () => {
  for (const x of [0.01, 0.3, 0.9]) {
    expect(incompleteBeta(x, 1, 5)).toBeCloseTo(1 - (1 - x) ** 5, 14);
    expect(incompleteBeta(x, 3, 1)).toBeCloseTo(x ** 3, 14);
    expect(incompleteBeta(x, 20, 35)).toBeCloseTo(oracle.betaDistribution(x, 20, 35), 11);
    expect(incompleteBeta(incompleteBetaInverse(x, 12.5, 230), 12.5, 230)).toBeCloseTo(x, 12);
  }
});

test("Fourier transform equals its sum", () => {
  const n = 16;
  const real = Float64Array.from({ length: n }, (_, i) => normal([1, 1], i));
  const imaginary = Float64Array.from({ length: n }, (_, i) => normal([1, 2], i));
  const re = real.slice();
  const im = imaginary.slice();
  fft(re, im);
  for (let k = 0; k < n; k++) {
    let sumRe = 0;
    let sumIm = 0;
    for (let j = 0; j < n; j++) {
      const angle = (-2 * Math.PI * j * k) / n;
      sumRe += real[j] * Math.cos(angle) - imaginary[j] * Math.sin(angle);
      sumIm += real[j] * Math.sin(angle) + imaginary[j] * Math.cos(angle);
    }
    expect(re[k]).toBeCloseTo(sumRe, 12);
    expect(im[k]).toBeCloseTo(sumIm, 12);
  }
  expect(() => fft(new Float64Array(12), new Float64Array(12))).toThrow("power of two");
});

test("autocovariance equals its sum", () => {
  const chain = Float64Array.from({ length: 37 }, (_, i) => normal([4, 4], i));
  const mean = chain.reduce((a, b) => a + b, 0) / 37;
  const fast = autocovariance(chain);
  for (let lag = 0; lag < 37; lag++) {
    let sum = 0;
    for (let i = 0; i + lag < 37; i++) sum += (chain[i] - mean) * (chain[i + lag] - mean);
    expect(fast[lag]).toBeCloseTo(sum / 37, 13);
  }
});

test("ties share the mean of their ranks", () => {
  expect([...averageRanks(Float64Array.of(3, 1, 3, 2, 3))]).toEqual([4, 1, 4, 2, 4]);
});

describe("values in order", () => {
  const uniforms = (n: number, shape: (u: number, i: number) => number) =>
    Float64Array.from({ length: n }, (_, i) => shape(uniform([3, 8], i), i));
  test.each<[string, Float64Array]>([
    ["few", uniforms(300, (u) => u)],
    ["spread evenly", uniforms(3000, (u) => u - 0.5)],
    ["with tails over hundreds of decades", uniforms(3000, (u) => (u < 0.5 ? -1 : 1) * (u - 0.5) ** -90)],
    ["far from zero, apart by rounding alone", uniforms(3000, (u) => 1 + Math.floor(u * 40) * Number.EPSILON)],
    ["two clouds far apart, each of one key", uniforms(3000, (u, i) => (i % 2 === 0 ? 1e9 : -1e9) + u)],
    ["spread unevenly, some far outside", uniforms(3000, (u, i) => (i % 100 === 0 ? 40 : 1) * (u * u * u - 0.2))],
    ["of few values", uniforms(3000, (u) => Math.floor(u * 5))],
    ["all the same", new Float64Array(1000).fill(0.7)],
    [
      "infinite, both zeros, the smallest",
      uniforms(1200, (u) => [-Infinity, -0, 0, 5e-324, -5e-324, Infinity][Math.floor(6 * u)]),
    ],
  ])("%s: ascending, ties as they stood", (_name, values) => {
    const expected = Array.from(values.keys()).sort((a, b) =>
      values[a] === values[b] ? a - b : values[a] < values[b] ? -1 : 1,
    );
    expect(Array.from(sortedOrder(values))).toEqual(expected);
    const { sorted, order } = ordered(values);
    expect(Array.from(order)).toEqual(expected);
    expect(Array.from(sorted)).toEqual(expected.map((i) => values[i]));
  });

  test("scores in their places, block by block, are those of the ranks", () => {
    const values = uniforms(40_000, (u, i) => (i % 7 === 0 ? Math.floor(20 * u) / 20 : u));
    const ranks = averageRanks(values);
    const literal = ranks.map((rank) => normalQuantile((rank - 0.375) / (values.length + 0.25)));
    expect(rankScores(ordered(values), values.length)).toEqual(literal);
  });

  test("distances from a centre are ranked as when they are sorted themselves", () => {
    const values = uniforms(1500, (u, i) => Math.floor((i % 3 === 0 ? 1e3 : 10) * u) / 8 - 0.3);
    for (const centre of [-Infinity, -9, 0.325, 0.45, 500]) {
      const distances = values.map((x) => Math.abs(x - centre));
      const { sorted, order } = folded(ordered(values), centre);
      expect(sorted).toEqual(distances.slice().sort());
      expect(Float64Array.from(order, (i) => distances[i])).toEqual(sorted);
      expect(new Set(order).size).toBe(values.length);
    }
  });
});

test("the effective size of a share, counted by bits, is that of zeros and ones", () => {
  for (const [chains, draws, keep] of [
    [4, 64, 0.5],
    [2, 333, 0.9],
    [1, 97, 0.99],
    [3, 900, 0.995],
  ]) {
    const series = Array.from({ length: chains }, (_, c) => {
      let x = 0;
      return Float64Array.from({ length: draws }, (_, i) => {
        x = keep * x + uniform([c, 5], i) - 0.5;
        return x;
      });
    });
    for (const limit of [-0.5, 0, 0.4]) {
      const literal = effectiveSampleSize(series.map((chain) => chain.map((x) => (x <= limit ? 1 : 0))));
      const counted = essAtMost(series, limit);
      if (literal === undefined) expect(counted).toBeUndefined();
      else expect(Math.abs((counted as number) / literal - 1)).toBeLessThan(1e-10);
    }
  }
});
