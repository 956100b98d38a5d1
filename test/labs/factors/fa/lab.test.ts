import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Table } from "../../../../shared/data/table.ts";
import type { Params } from "../../../../shared/experiment/fields.ts";
import { momentsOf } from "../../../../shared/kernels/moments/index.ts";
import { closedLogLikelihoods, closedSigma2, spectrumOf } from "../../../../shared/kernels/ppca/ppca.ts";
import { fa } from "../../../../shared/labs/factors/fa/lab.ts";
import { scoreWeights } from "../../../../shared/labs/factors/fa/scores.ts";
import { logDensity, modelCovariance } from "../../../oracles/gaussian.ts";
import { generated, runLab } from "../../../run.ts";

interface Reference {
  readonly seed: number;
  readonly params: Params;
  readonly factors: number;
  readonly logLikelihood: number;
  readonly uniquenesses: readonly number[];
  readonly pcaScore: number;
  readonly pcaNoise: number;
}
const reference: { readonly tables: readonly Reference[] } = JSON.parse(
  readFileSync(new URL("./scikit-learn.json", import.meta.url), "utf8"),
);

const planted = generated(
  "planted-factors",
  { rows: 500, columns: 9, factors: 3, structure: "simple", unequal: "diagonal", noise: 0.8 },
  6,
);
const numbers = (array: { readonly values: ArrayLike<number> } | undefined) => Array.from(array?.values ?? []);

describe.each(reference.tables)("figures of scikit-learn on table $seed", ({ seed, params, factors, ...truth }) => {
  const table = generated("planted-factors", params, seed);

  test.each(["ml", "ecme", "em"])(
    "%s: log-likelihood within 1e-4 nats, uniquenesses, gradient below 1e-5",
    async (method) => {
      const { metrics, fold } = runLab(fa, table, { factors, method, starts: 2 });
      expect(Math.abs(metrics.logLikelihood - truth.logLikelihood)).toBeLessThan(1e-4);
      // Both have converged: they agree much further.
      expect(metrics.logLikelihood).toBeCloseTo(truth.logLikelihood, 9);
      truth.uniquenesses.forEach((psi, j) => {
        expect(metrics[`uniqueness.x${j + 1}`]).toBeCloseTo(psi, 5);
      });
      expect(numbers(fold.output("scores")?.gradient)[0]).toBeLessThan(1e-5);
    },
  );

  test("PPCA beside it", async () => {
    const { fold } = runLab(fa, table, { factors, starts: 1 });
    const { columns, rows } = table;
    const { covariance } = momentsOf(table, "scalar");
    // scikit-learn divides the covariance by rows − 1 and then asks for the likelihood of the data.
    const own = spectrumOf(
      covariance.map((value) => (value * rows) / (rows - 1)),
      columns,
    );
    expect(closedLogLikelihoods(own, factors, covariance)[factors]).toBeCloseTo(truth.pcaScore, 9);
    expect(closedSigma2(own, factors)).toBeCloseTo(truth.pcaNoise, 10);
    const plain = closedLogLikelihoods(spectrumOf(covariance, columns), factors)[factors];
    expect(numbers(fold.output("scores")?.comparison)[3]).toBeCloseTo(plain, 9);
  });
});

test("the log-likelihood is that of the dense Gaussian in the data's own units", async () => {
  const { metrics, fold } = runLab(fa, planted, { factors: 3 });
  const { rotated, uniquenesses, mean, deviations } = fold.output("scores") as Record<string, { values: Float64Array }>;
  const loadings = rotated.values.map((w, at) => w * deviations.values[Math.floor(at / 3)]);
  const dense = modelCovariance(loadings, (j) => uniquenesses.values[j] * deviations.values[j] ** 2, 9);
  let sum = 0;
  for (let n = 0; n < 500; n++) sum += logDensity(planted.values.subarray(9 * n, 9 * n + 9), mean.values, dense);
  expect(metrics.logLikelihood).toBeCloseTo(sum / 500, 9);
});

test("varimax finds the planted structure: each column hangs on its own factor", async () => {
  const { fold } = runLab(fa, planted, { factors: 3 });
  const rotated = numbers(fold.output("scores")?.rotated);
  const strongest = Array.from({ length: 9 }, (_, j) => {
    const row = rotated.slice(3 * j, 3 * j + 3).map(Math.abs);
    return row.indexOf(Math.max(...row));
  });
  for (let j = 3; j < 9; j++) expect(strongest[j]).toBe(strongest[j % 3]);
  expect(new Set(strongest).size).toBe(3);
});

test("the likelihood never falls, by any method", async () => {
  for (const method of ["ml", "ecme", "em"]) {
    const { fold } = runLab(fa, planted, { factors: 3, method, iterations: 300, starts: 2 });
    for (const start of ["fit.0", "fit.1"]) {
      const curve = numbers(fold.records(start, "logLikelihood")).filter(Number.isFinite);
      expect(curve.length).toBe(300);
      for (let i = 1; i < curve.length; i++) expect(curve[i]).toBeGreaterThanOrEqual(curve[i - 1] - 1e-12);
    }
  }
});

test("Thomson's scores have the least error, Bartlett's no bias", () => {
  const loadings = Float64Array.of(0.9, 0, 0.7, 0.1, 0.2, 0.8, 0, 0.6);
  const uniquenesses = Float64Array.of(0.2, 0.5, 0.3, 0.6);
  const [thomson, bartlett] = (["thomson", "bartlett"] as const).map((kind) =>
    scoreWeights({ loadings, uniquenesses }, 4, kind),
  );
  const product = (weights: Float64Array, k: number, l: number) =>
    [0, 1, 2, 3].reduce((sum, j) => sum + weights[4 * k + j] * loadings[2 * j + l], 0);
  const error = (weights: Float64Array, k: number) => {
    const bias = [0, 1].reduce((sum, l) => sum + (product(weights, k, l) - (k === l ? 1 : 0)) ** 2, 0);
    return bias + [0, 1, 2, 3].reduce((sum, j) => sum + weights[4 * k + j] ** 2 * uniquenesses[j], 0);
  };
  for (const k of [0, 1]) {
    for (const l of [0, 1]) expect(product(bartlett, k, l)).toBeCloseTo(k === l ? 1 : 0, 12);
    for (let i = 0; i < 8; i++)
      for (const by of [0.01, -0.01])
        expect(
          error(
            thomson.map((w, at) => (at === i ? w + by : w)),
            k,
          ),
        ).toBeGreaterThanOrEqual(error(thomson, k));
    expect(error(bartlett, k)).toBeGreaterThan(error(thomson, k));
  }
});

test("a Heywood case is told: a column that another repeats has a uniqueness at its bound", async () => {
  const values = planted.values.map((x, at) => (at % 9 === 8 ? planted.values[at - 8] : x));
  const { fold, metrics } = runLab(fa, { ...planted, values }, { factors: 3, bound: 0.005 });
  const heywood = numbers(fold.output("scores")?.heywood);
  expect(heywood[0] + heywood[8]).toBeGreaterThanOrEqual(1);
  expect(Math.min(metrics["uniqueness.x1"], metrics["uniqueness.x9"])).toBeCloseTo(0.005, 12);
  expect(numbers(fold.output("scores")?.gradient)[0]).toBeLessThan(1e-5);
});

test("units do not matter: columns of 1e-140 and 1e+140 give the same uniquenesses", async () => {
  const { metrics } = runLab(fa, planted, { factors: 3 });
  const units = Array.from({ length: 9 }, (_, j) => 2 ** (j % 2 === 0 ? 460 : -460));
  const far = runLab(fa, { ...planted, values: planted.values.map((x, at) => x * units[at % 9]) }, { factors: 3 });
  for (let j = 1; j <= 9; j++) expect(far.metrics[`uniqueness.x${j}`]).toBeCloseTo(metrics[`uniqueness.x${j}`], 8);
  expect(Object.values(far.metrics).every(Number.isFinite)).toBe(true);
});

describe("refuses, with the place and the cure", () => {
  const table = (columns: number, cells: readonly number[], more: Partial<Table> = {}): Table => ({
    rows: cells.length / columns,
    columns,
    values: Float64Array.from(cells),
    names: ["a", "b", "c", "d", "e"].slice(0, columns),
    ...more,
  });
  const cells = [1, 2, 3, 5, 4, 4, 3, 1, 9, 2, 8, 7];
  test.each<[string, Table | null, number, object]>([
    ["no data", null, 1, { code: "missing-data" }],
    ["one row", table(4, [1, 2, 3, 4]), 1, { code: "too-few-rows" }],
    ["two columns", table(2, cells), 1, { code: "too-few-for-factors" }],
    [
      "a constant column",
      table(3, [1, 7, 2, 3, 7, 1, 5, 7, 9]),
      1,
      { code: "constant-column", values: { column: "b" } },
    ],
    [
      "a missing cell, by row and column",
      table(4, cells, { mask: Uint8Array.of(1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1) }),
      1,
      { code: "missing-value", values: { row: 2, column: "c" } },
    ],
    ["more factors than columns can tell", table(4, cells), 2, { code: "too-many-factors" }],
    ["values whose squares overflow", table(4, [1e160, ...cells.slice(1)]), 1, { code: "too-large-to-square" }],
  ])("%s", (_, data, factors, error) => {
    expect(() => fa.check?.({ factors } as never, data)).toThrow(expect.objectContaining(error));
  });
});
