import { describe, expect, test } from "vitest";
import { logWeight, schedule } from "../../../../shared/kernels/log-z/path.ts";
import { fillUniform, foldIn } from "../../../../shared/random/index.ts";
import { gridCase, machineCase, mixtureCase } from "./models.ts";

const cases = [gridCase(3, 2, 0.3), machineCase(6, 4), mixtureCase(2, [1, 0.6], 3)];

describe.each(cases)("$name", ({ exact, paths }) => {
  test.each(Object.entries(paths))("from base %s: ratios, slopes and curvatures belong together", (_, path) => {
    const x = new Float64Array(path.size);
    for (let n = 0; n < 20; n++) {
      path.drawBase(foldIn([1, 2], n), x);
      const h = 1e-5;
      for (const beta of [0.2, 0.7]) {
        const slope = path.logRatio(x, beta - h, beta + h) / (2 * h);
        // Central differences: error of the order of h², and rounding of 1e-16 / h.
        expect(Math.abs(path.slope(x, beta) - slope)).toBeLessThan(1e-6 * Math.max(1, Math.abs(slope)));
        const rise = (path.slope(x, beta + h) - path.slope(x, beta - h)) / (2 * h);
        expect(Math.abs(path.curvature(x, beta) - rise)).toBeLessThan(1e-5 * Math.max(1, Math.abs(rise)));
      }
      expect(path.logRatio(x, 0, 0.4) + path.logRatio(x, 0.4, 1)).toBeCloseTo(path.logRatio(x, 0, 1), 10);
      expect(logWeight(path, x)).toBeLessThanOrEqual(path.logBound + 1e-9);
    }
  });

  test.each(Object.entries(paths))("from base %s: the mean weight of its draws is Z", (_, path) => {
    const x = new Float64Array(path.size);
    const ratios = Float64Array.from({ length: 40_000 }, (_, n) => {
      path.drawBase(foldIn([7, 2], n), x);
      return Math.exp(logWeight(path, x) - exact.logZ);
    });
    const mean = ratios.reduce((sum, r) => sum + r, 0) / ratios.length;
    const error = Math.sqrt(ratios.reduce((sum, r) => sum + (r - mean) ** 2, 0)) / ratios.length;
    // Five standard errors; weights of a base that misses a mode have a heavier tail than that, and 0.2 more covers it.
    expect(Math.abs(mean - 1)).toBeLessThan(5 * error + (path === paths.meanField ? 0.55 : 0));
  });

  test.each([0, 0.5, 1])("sweeps leave the density at β = %f as it is", (beta) => {
    // Exact draws at β are made by resampling many draws of the base; a sweep must not change the mean of log p*.
    const path = paths.rates;
    const pool = 4000;
    const states = Array.from({ length: pool }, (_, n) => {
      const x = new Float64Array(path.size);
      path.drawBase(foldIn([8, 3], n), x);
      return x;
    });
    const weights = states.map((x) => path.logRatio(x, 0, beta));
    const top = Math.max(...weights);
    const sums = new Float64Array(pool);
    weights.reduce((sum, w, n) => {
      sums[n] = sum + Math.exp(w - top);
      return sums[n];
    }, 0);
    const u = new Float64Array(pool);
    fillUniform([8, 4], 0, u);
    const chosen = Array.from(u, (one) => states[sums.findIndex((sum) => sum > one * sums[pool - 1])].slice());
    const before = chosen.map((x) => path.slope(x, beta));
    for (const [n, x] of chosen.entries()) for (let s = 0; s < 3; s++) path.sweep(x, beta, foldIn([8, 5], n, s));
    const after = chosen.map((x) => path.slope(x, beta));
    const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
    const variance = (values: readonly number[]) => mean(values.map((v) => (v - mean(values)) ** 2));
    // Copies of few states: their number is what counts. Five standard errors of that.
    const effective = sums[pool - 1] ** 2 / weights.reduce((sum, w) => sum + Math.exp(2 * (w - top)), 0);
    const error = Math.sqrt(variance(before) / Math.min(effective, pool));
    expect(Math.abs(mean(after) - mean(before))).toBeLessThan(5 * error);
  });
});

test("a schedule goes from 0 to 1, and crowds near 0 as its power grows", () => {
  expect(Array.from(schedule(4, 1))).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(schedule(4, 2)[1]).toBeCloseTo(1 / 16, 14);
});

test("mean field of separated modes settles in one of them, with its width", () => {
  const { paths } = mixtureCase(2, [1, 1, 1], 12);
  const x = new Float64Array(2);
  let [mean, square] = [0, 0];
  for (let n = 0; n < 4000; n++) {
    paths.meanField.drawBase(foldIn([1, 1], n), x);
    mean += x[1] / 4000;
    square += x[1] ** 2 / 4000;
  }
  expect(Math.abs(square - mean ** 2 - 1)).toBeLessThan(0.12);
});
