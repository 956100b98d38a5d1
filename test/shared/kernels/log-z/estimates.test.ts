import { describe, expect, test } from "vitest";
import { bridgeAndIntegral } from "../../../../shared/kernels/log-z/both.ts";
import { bridge } from "../../../../shared/kernels/log-z/bridge.ts";
import { schedule } from "../../../../shared/kernels/log-z/path.ts";
import { enclosing, type Integrand, trapezoids } from "../../../../shared/kernels/log-z/thermodynamic.ts";
import { annealedWeights, fromAnnealing, fromDraws } from "../../../../shared/kernels/log-z/weights.ts";
import { fillNormal, foldIn } from "../../../../shared/random/index.ts";
import { logMean } from "../../../../shared/stats/betting.ts";
import { gridCase, machineCase, mixtureCase } from "./models.ts";

describe("bridge sampling", () => {
  // p_0 = N(0, 1) and p_1 = N(d, 1) times 5: log l(x) = log 5 + d x − d²/2.
  const d = 1.5;
  const normals = (seed: number) => {
    const out = new Float64Array(20_000);
    fillNormal([seed, 6], 0, out);
    return out;
  };
  const logRatio = (x: number) => Math.log(5) + d * x - (d * d) / 2;
  const lower = normals(1).map(logRatio);
  const upper = normals(2).map((x) => logRatio(x + d));
  const found = bridge(lower, upper);

  test("finds the ratio of two normal densities", () => {
    // The optimal bridge's relative variance is about 2 (1 / overlap − 1) / n.
    expect(Math.abs(found.logRatio - Math.log(5))).toBeLessThan(5 * Math.sqrt((2 * (1 / found.overlap - 1)) / 20_000));
  });

  test("is the fixed point of Meng and Wong's iteration", () => {
    let r = 1;
    for (let round = 0; round < 200; round++) {
      const over = lower.reduce((sum, l) => sum + Math.exp(l) / (Math.exp(l) + r), 0);
      const under = upper.reduce((sum, l) => sum + 1 / (Math.exp(l) + r), 0);
      r = over / under;
    }
    expect(found.logRatio).toBeCloseTo(Math.log(r), 9);
  });

  test("measures what both have in common", () => {
    let overlap = 0;
    for (let x = -10; x < 12; x += 0.001) {
      const [p, q] = [x, x - d].map((z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
      overlap += ((2 * p * q) / (p + q)) * 0.001;
    }
    expect(Math.abs(found.overlap - overlap)).toBeLessThan(0.01);
  });

  test("stays between the two means where the densities have nothing in common", () => {
    const { logRatio: far, overlap } = bridge(Float64Array.of(-5000, -5001), Float64Array.of(3000, 2999));
    expect(far).toBeGreaterThan(-5000);
    expect(far).toBeLessThan(3000);
    expect(overlap).toBeLessThan(1e-100);
  });
});

test("steps enclose the integral of a rising curve, and trapezoids with their correction come near it", () => {
  // U = e^β: its integral from 0 to 1 is e − 1.
  const betas = schedule(8, 1);
  const curve: Integrand = {
    betas,
    means: betas.map(Math.exp),
    rises: betas.map(Math.exp),
    errors: betas.map(() => 0),
  };
  const [left, right] = enclosing(curve, 0);
  expect(left).toBeLessThan(Math.E - 1);
  expect(right).toBeGreaterThan(Math.E - 1);
  // The remainder of the corrected rule is h⁴/720 (U‴(1) − U‴(0)).
  expect(Math.abs(trapezoids(curve, 0) - (Math.E - 1))).toBeLessThan((8 ** -4 / 720) * 1.1 * (Math.E - 1));
});

const cases = [gridCase(3, 2.2), machineCase(8, 5), mixtureCase(1, [1, 1], 4)];

describe.each(cases)("$name", ({ exact, paths }) => {
  test("annealed weights have mean Z on the way there, and 1 / Z on the way back", () => {
    for (const path of [paths.uniform, paths.rates])
      for (const back of [undefined, exact]) {
        const logs = annealedWeights(path, back, schedule(12, 1), 2000, [4, 4]);
        const sign = back ? 1 : -1;
        const ratios = logs.map((l) => Math.exp(l + sign * exact.logZ));
        const mean = ratios.reduce((sum, r) => sum + r, 0) / ratios.length;
        const error = Math.sqrt(ratios.reduce((sum, r) => sum + (r - mean) ** 2, 0)) / ratios.length;
        expect(Math.abs(mean - 1)).toBeLessThan(5 * error);
      }
  });

  test("the estimate of annealing is the mean of the weights, and nothing else", () => {
    // Few and uneven weights: in some of the seeds their mean lies above the limit from the way back.
    const betas = schedule(1, 1);
    for (let seed = 0; seed < 60; seed++) {
      const key = foldIn([5, 5], seed);
      const weights = annealedWeights(paths.uniform, undefined, betas, 64, key);
      expect(fromAnnealing(paths.uniform, exact, betas, 64, key).estimate).toBe(logMean(weights));
    }
  });

  test("every method comes nearer to log Z as it costs more", () => {
    const { rates, uniform } = paths;
    const methods = {
      naive: (level: number, seed: number) => fromDraws(uniform, 2 ** level, foldIn([1, 1], seed, level)),
      annealing: (level: number, seed: number) =>
        fromAnnealing(rates, exact, schedule(2 ** (level / 2 - 1), 1), 2 ** (level / 2), foldIn([1, 2], seed, level)),
      bridge: (level: number, seed: number) =>
        bridgeAndIntegral(rates, exact, level, 1, foldIn([1, 3], seed, level))[0],
      thermodynamic: (level: number, seed: number) =>
        bridgeAndIntegral(rates, exact, level, 1, foldIn([1, 3], seed, level))[1],
    };
    const seeds = Array.from({ length: 16 }, (_, seed) => seed);
    for (const [name, run] of Object.entries(methods)) {
      const [cheap, dear] = [8, 12].map((level) => seeds.map((seed) => run(level, seed)));
      const rmse = (found: typeof cheap) =>
        Math.sqrt(found.reduce((sum, { estimate }) => sum + (estimate - exact.logZ) ** 2, 0) / found.length);
      const width = (found: typeof cheap) => found.reduce((sum, { low, high }) => sum + high - low, 0) / found.length;
      // 16 times the cost is a quarter of the error; of sixteen seeds two thirds are sure.
      expect(rmse(dear), name).toBeLessThan(rmse(cheap) / 1.5);
      // What a bound of the weights allows falls as the logarithm of the cost alone.
      expect(width(dear), name).toBeLessThan(width(cheap) / (name === "naive" ? 1 : 1.5));
    }
  });
});
