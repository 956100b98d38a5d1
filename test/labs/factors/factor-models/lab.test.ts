import { describe, expect, test } from "vitest";
import { type FamilyParams, factorFamily, familyOf } from "../../../../shared/data/generators/factor-family.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import type { FactorModel } from "../../../../shared/kernels/fa/fa.ts";
import {
  chainLogDensity,
  laplaceLogDensity,
  linearOf,
  upright,
} from "../../../../shared/kernels/factor-models/family.ts";
import { momentsOf } from "../../../../shared/kernels/moments/index.ts";
import { factorModels } from "../../../../shared/labs/factors/factor-models/lab.ts";
import { cholesky, logDeterminant, multiply, solveCholesky, transpose } from "../../../../shared/linalg/index.ts";
import { fillNormal } from "../../../../shared/random/index.ts";
import { runLab } from "../../../run.ts";

const family: FamilyParams = {
  rows: 20_000,
  latents: 2,
  prior: "gaussian",
  shape: "table",
  columns: 5,
  noise: "diagonal",
  level: 0.7,
};
const make = (change: Partial<FamilyParams>, seed = 5): Table =>
  factorFamily.generate([seed, 0], { ...family, ...change } as never);

const run = (data: Table, change: Record<string, unknown> = {}) => runLab(factorModels, data, change);

/** W·Wᵀ + Ψ. */
function covarianceOf(
  { loadings, noise }: { loadings: Float64Array; noise: Float64Array },
  columns: number,
): Float64Array {
  const latents = loadings.length / columns;
  const c = multiply(loadings, transpose(loadings, columns, latents), columns, latents, columns);
  for (let j = 0; j < columns; j++) c[j * columns + j] += noise[j];
  return c;
}

describe("generated data", () => {
  test.each(["gaussian", "laplace", "student", "slow"] as const)(
    "of a %s prior have the covariance W·Wᵀ + Ψ",
    (prior) => {
      for (const noise of ["none", "isotropic", "diagonal"] as const) {
        const params = { ...family, prior, noise, ...(noise === "none" ? { level: undefined } : {}) };
        const model = familyOf([5, 0], params);
        const data = make(params);
        const { mean, covariance } = momentsOf(data, "scalar");
        const expected = covarianceOf(model, 5);
        // Latents that remember ρ = 0.99 and 0.98 of the step before are worth rows·(1 − ρ²)/(1 + ρ²) rows; heavy tails have a kurtosis below 9.
        const worth = prior === "slow" ? family.rows * 0.01 : family.rows;
        const kurtosis = prior === "gaussian" || prior === "slow" ? 2 : 8;
        for (let i = 0; i < 5; i++) {
          const deviation = Math.sqrt(expected[6 * i]);
          expect(Math.abs(mean[i])).toBeLessThan((5 * deviation) / Math.sqrt(prior === "slow" ? worth / 2 : worth));
          for (let j = 0; j < 5; j++) {
            const error = Math.sqrt((kurtosis * expected[6 * i] * expected[6 * j]) / worth);
            expect(Math.abs(covariance[5 * i + j] - expected[5 * i + j])).toBeLessThan(5 * error);
          }
        }
      }
    },
  );

  test("are W·z without noise, for the latents that come along", () => {
    for (const shape of ["table", "curve", "picture"] as const) {
      const params: FamilyParams = {
        rows: 20,
        latents: 3,
        prior: "laplace",
        shape,
        columns: shape === "picture" ? undefined : 7,
        side: 4,
        noise: "none",
      };
      const data = factorFamily.generate([9, 0], params as never);
      const { loadings, columns } = familyOf([9, 0], params);
      expect(data.columns).toBe(columns);
      const z = data.factors?.values as Float64Array;
      expect([...data.values]).toEqual([...multiply(z, transpose(loadings, columns, 3), 20, 3, columns)]);
    }
  });

  test("differ in noise by column where it is diagonal", () => {
    const { noise } = familyOf([5, 0], family);
    expect(Math.max(...noise) / Math.min(...noise)).toBeGreaterThan(5);
    expect(new Set(familyOf([5, 0], { ...family, noise: "isotropic" }).noise).size).toBe(1);
  });
});

describe("log-likelihoods", () => {
  const columns = 4;
  const numbers = (key: number, length: number) => {
    const out = new Float64Array(length);
    fillNormal([key, 1], 0, out);
    return out;
  };
  const model: FactorModel = { loadings: numbers(1, 8), uniquenesses: numbers(2, 4).map((v) => 0.2 + v * v) };

  test("of sources and of chains are the densities of their rows", () => {
    const z = numbers(11, 30);
    let laplace = 0;
    for (const v of z) laplace += Math.log(Math.exp(-Math.SQRT2 * Math.abs(v)) / Math.SQRT2);
    expect(laplaceLogDensity(z, 3)).toBeCloseTo(laplace / 10, 10);
    // The covariance of a chain in time is ρ^|t − s|: its dense Gaussian density.
    const rho = [0.9, -0.3, 0.5];
    let chains = 0;
    for (const [k, r] of rho.entries()) {
      const c = Float64Array.from({ length: 100 }, (_, at) => r ** Math.abs(Math.floor(at / 10) - (at % 10)));
      const l = cholesky(c, 10);
      const own = Float64Array.from({ length: 10 }, (_, t) => z[3 * t + k]);
      const solved = solveCholesky(l, own, 10);
      chains -=
        0.5 * (10 * Math.log(2 * Math.PI) + logDeterminant(l, 10) + own.reduce((s, v, t) => s + v * solved[t], 0));
    }
    expect(chainLogDensity(z, Float64Array.from(rho))).toBeCloseTo(chains / 10, 10);
  });

  test("go with the mean of z given x", () => {
    const { encode } = linearOf(model, new Float64Array(columns));
    const l = cholesky(covarianceOf({ ...model, noise: model.uniquenesses }, columns), columns);
    for (let j = 0; j < columns; j++) {
      const unit = Float64Array.from({ length: columns }, (_, i) => (i === j ? 1 : 0));
      const solved = solveCholesky(l, unit, columns);
      for (let k = 0; k < 2; k++) {
        // Wᵀ·C⁻¹.
        const expected = solved.reduce((sum, v, i) => sum + model.loadings[2 * i + k] * v, 0);
        expect(encode[2 * j + k]).toBeCloseTo(expected, 10);
      }
    }
  });
});

describe("on held-out rows the model that made the data wins", () => {
  const likelihoods = (metrics: Readonly<Record<string, number>>) =>
    Object.entries(metrics)
      .filter(([name]) => name.startsWith("logLikelihood."))
      .sort(([, a], [, b]) => b - a)
      .map(([name]) => name.slice("logLikelihood.".length));

  test.each([1, 2, 3])("factor analysis where each column has its own noise (data %i)", (seed) => {
    const { metrics } = run(make({ rows: 2000, columns: 8 }, seed));
    expect(likelihoods(metrics)).toEqual(["fa", "ppca"]);
    expect(metrics["logLikelihood.fa"] - metrics["logLikelihood.ppca"]).toBeGreaterThan(0.1);
  });

  test.each([1, 2, 3])("PPCA where the noise is the same in all (data %i)", (seed) => {
    // FA has PPCA among its cases: what it can lose is the noise of its 7 further numbers, about 7/2 nats in 1,500 rows.
    const { metrics } = run(make({ rows: 2000, columns: 8, noise: "isotropic" }, seed));
    expect(metrics["logLikelihood.ppca"]).toBeGreaterThan(metrics["logLikelihood.fa"] - 0.002);
    expect(metrics["logLikelihood.fa"]).toBeGreaterThan(metrics["logLikelihood.ppca"] - 0.02);
  });

  test.each([1, 2, 3])("independent components of Laplace sources, above every Gaussian (data %i)", (seed) => {
    const data = make({ rows: 4000, columns: 3, latents: 3, prior: "laplace", noise: "none", level: undefined }, seed);
    const { metrics } = run(data, { latents: 3 });
    expect(likelihoods(metrics)[0]).toBe("ica");
    // Per source a Laplace variable has the entropy 1 + log √2 nats, a Gaussian one ½·log 2πe: 0.072 more.
    expect(metrics["logLikelihood.ica"] - metrics["logLikelihood.ppca"]).toBeGreaterThan(0.12);
  });

  test.each([1, 2, 3])("slow features of slow latents (data %i)", (seed) => {
    const data = make({ rows: 4000, columns: 3, latents: 3, prior: "slow", noise: "none", level: undefined }, seed);
    expect(likelihoods(run(data, { latents: 3 }).metrics)[0]).toBe("sfa");
  });
});

test("turning components upright turns codes along", () => {
  const linear = upright({
    mean: new Float64Array(2),
    encode: Float64Array.of(1, 2, 3, 4),
    decode: Float64Array.of(0.5, -3, 1, -0.5),
  });
  expect([...linear.decode]).toEqual([-0.5, 3, 1, -0.5]);
  expect([...linear.encode]).toEqual([-1, 2, -3, 4]);
});

test("PCA reconstructs best of all that keep as many numbers, and ICA in the same plane", () => {
  const { metrics } = run(make({ rows: 1500, columns: 8, latents: 3, prior: "laplace" }), { latents: 3 });
  expect(metrics["reconstructionMse.ica"]).toBeCloseTo(metrics["reconstructionMse.pca"], 8);
  for (const model of ["ppca", "fa", "sfa"])
    expect(metrics[`reconstructionMse.${model}`]).toBeGreaterThan(metrics["reconstructionMse.pca"]);
});

test("constant columns and columns that repeat stop no model", () => {
  const base = make({ rows: 400, columns: 3 });
  const values = Float64Array.from({ length: 400 * 5 }, (_, at) => {
    const row = base.values.subarray(3 * Math.floor(at / 5), 3 * Math.floor(at / 5) + 3);
    return [row[0], row[1], row[2], row[0], 7][at % 5];
  });
  const { metrics } = run({ rows: 400, columns: 5, values }, { latents: 2, iterations: 50 });
  for (const model of ["pca", "ppca", "fa", "ica", "sfa", "sparse"])
    expect(metrics[`reconstructionMse.${model}`], model).toBeGreaterThan(0);
});

test("what cannot be fitted is refused", () => {
  const check = (data: Table | null) => () => factorModels.check?.(defaults(factorModels.params) as never, data);
  expect(check(null)).toThrow("data is missing");
  expect(check({ rows: 5, columns: 2, values: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 1) })).toThrow("rows: 5");
  expect(check({ rows: 9, columns: 2, values: new Float64Array(18) })).toThrow("same value in all rows");
  const data = make({ rows: 50 });
  const mask = new Uint8Array(data.values.length).fill(1);
  mask[8] = 0;
  expect(check({ ...data, mask })).toThrow("missing value in row 2, column x4");
});
