import { expect, test } from "vitest";
import { plantedFactors, plantedModel } from "../../../shared/data/generators/planted-factors.ts";
import { momentsOf } from "../../../shared/kernels/moments/index.ts";
import type { Key } from "../../../shared/random/index.ts";
import { fresh } from "../../wasm.ts";

const key: Key = [7, 0];
const params = {
  rows: 20_000,
  columns: 6,
  factors: 2,
  structure: "dense",
  unequal: "diagonal",
  noise: 0.8,
  missing: 0,
};

test.each(["dense", "simple"])("covariance is loadings·loadingsᵀ + noise within Monte Carlo error: %s", (structure) => {
  const own = { ...params, structure };
  const { mean, loadings, noise } = plantedModel(key, own);
  const n = own.columns;
  const found = momentsOf(plantedFactors.generate(key, own), fresh("moments"));
  const truth = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    const shared = loadings[2 * i] * loadings[2 * j] + loadings[2 * i + 1] * loadings[2 * j + 1];
    return shared + (i === j ? noise[i] * noise[i] : 0);
  });
  for (let i = 0; i < n; i++) {
    // 5 standard errors: a mean's is sd/√rows, a covariance's √(σ_ii σ_jj + σ_ij²)/√rows.
    expect(Math.abs(found.mean[i] - mean[i])).toBeLessThan(5 * Math.sqrt(truth[i * n + i] / own.rows));
    for (let j = 0; j < n; j++) {
      const error = Math.sqrt((truth[i * n + i] * truth[j * n + j] + truth[i * n + j] ** 2) / own.rows);
      expect(Math.abs(found.covariance[i * n + j] - truth[i * n + j])).toBeLessThan(5 * error);
    }
  }
});

test("blank cells are as many as asked for and change nothing else", () => {
  const whole = plantedFactors.generate(key, params);
  const holed = plantedFactors.generate(key, { ...params, missing: 0.2 });
  const mask = holed.mask as Uint8Array;
  const missing = mask.reduce((count, present) => count + 1 - present, 0) / mask.length;
  // 5 standard errors of a share of 0.2 among 120,000 cells.
  expect(Math.abs(missing - 0.2)).toBeLessThan((5 * 0.4) / Math.sqrt(120_000));
  expect(whole.mask).toBeUndefined();
  expect(holed.values).toEqual(whole.values.map((x, at) => (mask[at] ? x : 0)));
  expect(holed.factors).toEqual(whole.factors);
});
