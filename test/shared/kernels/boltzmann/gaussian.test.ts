import { describe, expect, test } from "vitest";
import {
  drawGaussianSweep,
  fixedPoint,
  gaussianFamily,
  gaussianKl,
  gaussianLogs,
  gaussianNoiseContrastive,
  gaussianPseudo,
  modelMoments,
  momentsOf,
  pairsOf,
  precisionOf,
  scoreMatching,
  statisticsOf,
  sweptMoments,
} from "../../../../shared/kernels/boltzmann/index.ts";
import { foldIn, keyOfSeed } from "../../../../shared/random/index.ts";
import { apart, differences, normals } from "./models.ts";

const D = 4;
const DIFFERENCES = 1e-8;
const ROWS = 60;

describe.each(["all", "neighbours"] as const)("a Gaussian that joins %s", (which) => {
  const pairs = pairsOf(D, which);
  const family = gaussianFamily(D, pairs);
  const theta = Float64Array.from([0.3, -0.2, 0.5, 0.1, 1.6, 1.4, 1.9, 1.5, ...normals(4, pairs.length, 0.25)]);
  const rows = normals(8, ROWS * D).map((value) => value + 0.2 * value * value);
  const data = momentsOf(rows, D);
  const row = (n: number) => rows.subarray(n * D, (n + 1) * D);
  const meanOf = (of: (x: Float64Array) => number) =>
    Array.from({ length: ROWS }, (_, n) => of(row(n))).reduce((sum, value) => sum + value, 0) / ROWS;
  const logModel = (own: Float64Array, x: Float64Array) => gaussianLogs(family, own, x)[0];

  test("log p* and log Z are those of the textbook", () => {
    const precision = precisionOf(family, theta);
    const x = Float64Array.of(0.4, -1, 0.3, 2);
    let value = 0;
    for (let i = 0; i < D; i++) {
      value += theta[i] * x[i];
      for (let j = 0; j < D; j++) value -= 0.5 * precision[i * D + j] * x[i] * x[j];
    }
    expect(logModel(theta, x)).toBeCloseTo(value, 12);
    // At the mean the density is (2π)^(−d/2) det Λ^(1/2).
    const { mean, logZ, logDeterminant } = modelMoments(family, theta);
    expect(logModel(theta, mean) - logZ).toBeCloseTo(0.5 * (logDeterminant - D * Math.log(2 * Math.PI)), 12);
  });

  test("the exact gradient", () => {
    const likelihood = (own: Float64Array) => meanOf((x) => logModel(own, x)) - modelMoments(family, own).logZ;
    const [up, down] = [statisticsOf(family, data), statisticsOf(family, modelMoments(family, theta))];
    expect(
      apart(
        up.map((value, i) => value - down[i]),
        differences(likelihood, theta),
      ),
    ).toBeLessThan(DIFFERENCES);
    const kl = (own: Float64Array) => -gaussianKl(family, own, data);
    expect(apart(differences(kl, theta), differences(likelihood, theta))).toBeLessThan(DIFFERENCES);
  });

  test("score matching, by the derivatives of log p*", () => {
    const step = 1e-3;
    // log p* is quadratic: its differences are exact but for rounding, which 1 / step² makes 1e-10.
    const objective = (own: Float64Array) =>
      -meanOf((x) => {
        let sum = 0;
        for (let i = 0; i < D; i++) {
          const moved = (by: number) =>
            logModel(
              own,
              x.map((value, j) => (i === j ? value + by : value)),
            );
          const slope = (moved(step) - moved(-step)) / (2 * step);
          sum += (moved(step) - 2 * moved(0) + moved(-step)) / (step * step) + 0.5 * slope * slope;
        }
        return sum;
      });
    // The objective is at most quadratic in θ: a long step costs nothing and keeps the rounding small.
    expect(apart(scoreMatching(family, theta, data), differences(objective, theta, 0.1))).toBeLessThan(DIFFERENCES);
  });

  test("pseudo-likelihood, by one-dimensional normal densities", () => {
    const objective = (own: Float64Array) => {
      const precision = precisionOf(family, own);
      return meanOf((x) => {
        let sum = 0;
        for (let i = 0; i < D; i++) {
          const variance = 1 / precision[i * D + i];
          let centre = own[i];
          for (let j = 0; j < D; j++) if (j !== i) centre -= precision[i * D + j] * x[j];
          sum -= 0.5 * (Math.log(2 * Math.PI * variance) + (x[i] - variance * centre) ** 2 / variance);
        }
        return sum;
      });
    };
    expect(apart(gaussianPseudo(family, theta, data), differences(objective, theta))).toBeLessThan(DIFFERENCES);
  });

  test("noise-contrastive estimation", () => {
    const noise = normals(21, 90 * D);
    const [ratio, logZ] = [1.5, 2.6];
    const objective = (own: Float64Array) => {
      const chance = (x: Float64Array) => {
        const square = x.reduce((sum, value) => sum + value * value, 0);
        const logNoise = -0.5 * (D * Math.log(2 * Math.PI) + square);
        const log = logModel(own.slice(0, family.size), x) - own[family.size] - logNoise - Math.log(ratio);
        return 1 / (1 + Math.exp(-log));
      };
      let ofNoise = 0;
      for (let n = 0; n < 90; n++) ofNoise += Math.log(1 - chance(noise.subarray(n * D, (n + 1) * D))) / 90;
      return meanOf((x) => Math.log(chance(x))) + ratio * ofNoise;
    };
    const { positive, negative, byLogZ } = gaussianNoiseContrastive(family, theta, logZ, rows, noise, ratio);
    const gradient = [...positive.map((value, i) => value - negative[i]), byLogZ];
    expect(apart(gradient, differences(objective, Float64Array.from([...theta, logZ])))).toBeLessThan(DIFFERENCES);
  });

  test("moments after sweeps are the mean of drawn ones, within their error", () => {
    const chains = 6000;
    const states = Float64Array.from({ length: chains * D }, (_, at) => rows[at % rows.length]);
    for (const k of [0, 1]) drawGaussianSweep(family, theta, states, foldIn(keyOfSeed(3), k));
    const drawn = statisticsOf(family, momentsOf(states, D));
    const expected = statisticsOf(family, sweptMoments(family, theta, data, 2));
    // Statistics have variances below 1 here: five standard errors.
    expect(apart(drawn, expected)).toBeLessThan(5 / Math.sqrt(chains));
    expect(
      apart(
        statisticsOf(family, sweptMoments(family, theta, modelMoments(family, theta), 1)),
        statisticsOf(family, modelMoments(family, theta)),
      ),
    ).toBeLessThan(1e-12);
  });
});

test("with all pairs score matching, pseudo-likelihood and CD-1 rest at maximum likelihood, whatever the data", () => {
  const family = gaussianFamily(D, pairsOf(D, "all"));
  const rows = normals(30, 200 * D).map((value, at) => (at % 3 === 0 ? value * value - 1 : value));
  const data = momentsOf(rows, D);
  const start = Float64Array.from({ length: family.size }, (_, i) => (i >= D && i < 2 * D ? 1 : 0));
  const rest = (update: (theta: Float64Array) => Float64Array) =>
    fixedPoint(update, start, { flow: 200, rate: 0.05 }).theta;
  const wanted = statisticsOf(family, data);
  const less = (negative: Float64Array) => wanted.map((value, i) => value - negative[i]);
  const exact = rest((theta) => less(statisticsOf(family, modelMoments(family, theta))));
  for (const update of [
    (theta: Float64Array) => scoreMatching(family, theta, data),
    (theta: Float64Array) => gaussianPseudo(family, theta, data),
    (theta: Float64Array) => less(statisticsOf(family, sweptMoments(family, theta, data, 1))),
  ])
    expect(apart(rest(update), exact)).toBeLessThan(1e-7);
});
