import { describe, expect, test } from "vitest";
import type { Table } from "../../../../shared/data/table.ts";
import { momentsOf } from "../../../../shared/kernels/moments/index.ts";
import { closedForm, spectrumOf } from "../../../../shared/kernels/ppca/ppca.ts";
import { bicCurve, heldOutCurve } from "../../../../shared/labs/factors/ppca/curves.ts";
import { ppca } from "../../../../shared/labs/factors/ppca/lab.ts";
import { cvFoldRows } from "../../../../shared/labs/factors/ppca/model.ts";
import { permutation } from "../../../../shared/random/index.ts";
import { logDensity, modelCovariance } from "../../../oracles/gaussian.ts";
import { askLab, generated, runLab } from "../../../run.ts";

const planted = generated("planted-factors", { rows: 400, columns: 8, factors: 3 });
const base = { latent: 3, iterations: 300, candidates: 5, hide: 0 };
const values = (array: { readonly values: ArrayLike<number> } | undefined) => Array.from(array?.values ?? []);
const finite = (numbers: readonly number[]) => numbers.filter(Number.isFinite);

describe("without missing cells", () => {
  test("EM reaches the closed form: log-likelihood within 1e-6, subspace within 1e-4, σ² the mean of the discarded eigenvalues", async () => {
    const em = runLab(ppca, planted, { ...base, method: "em" });
    const closed = runLab(ppca, planted, { ...base, method: "closed" });
    const eigenvalues = values(em.fold.output("fit")?.eigenvalues);
    expect(eigenvalues[3] / eigenvalues[2]).toBeLessThan(0.95);
    const { logLikelihood, sigma2, subspaceAngle } = em.metrics;
    expect(Math.abs(logLikelihood / closed.metrics.logLikelihood - 1)).toBeLessThan(1e-6);
    expect(subspaceAngle).toBeLessThan(1e-4);
    const discarded = eigenvalues.slice(3);
    const mean = discarded.reduce((a, b) => a + b, 0) / discarded.length;
    expect(closed.metrics.sigma2).toBeCloseTo(mean, 12);
    expect(sigma2).toBeCloseTo(mean, 6);
  });

  test("EM never lowers the likelihood", async () => {
    const { fold } = runLab(ppca, planted, base);
    const curve = finite(values(fold.records("fit", "logLikelihood")));
    expect(curve.length).toBe(300);
    for (let i = 1; i < curve.length; i++) expect(curve[i]).toBeGreaterThanOrEqual(curve[i - 1] - 1e-12);
  });

  test("held-out log-likelihood is that of the dense Gaussian fitted to the other rows", async () => {
    const { fold, metrics } = runLab(ppca, planted, { ...base, folds: 4 });
    const { rows, columns } = planted;
    const shuffle = fold.tasks.find(({ id }) => id === "moments.0")?.params.shuffle as unknown as readonly [
      number,
      number,
    ];
    const order = permutation(shuffle, rows);
    let sum = 0;
    for (let f = 0; f < 4; f++) {
      const test = new Set(cvFoldRows(order, f, 4));
      const train = Array.from({ length: rows }, (_, i) => i).filter((i) => !test.has(i));
      const picked = Float64Array.from(
        train.flatMap((i) => [...planted.values.subarray(i * columns, (i + 1) * columns)]),
      );
      const { mean, covariance } = momentsOf({ rows: train.length, columns, values: picked }, "scalar");
      const model = closedForm(mean, spectrumOf(covariance, columns), 3);
      const dense = modelCovariance(model.loadings, () => model.sigma2, columns);
      for (const i of test) sum += logDensity(planted.values.subarray(i * columns, (i + 1) * columns), mean, dense);
    }
    expect(metrics.heldOutLogLikelihood).toBeCloseTo(sum / rows, 8);
  });

  test("cross-validation and BIC find the planted number of factors", async () => {
    const { fold } = runLab(ppca, planted, { ...base, candidates: 7 });
    const held = heldOutCurve(fold, planted.rows) as number[];
    const bic = bicCurve(fold, planted.rows, planted.columns) as number[];
    expect(held.length).toBe(8);
    expect(held.indexOf(Math.max(...held))).toBe(3);
    expect(bic.indexOf(Math.min(...bic))).toBe(3);
  });

  test("draws of the model have its mean and covariance", async () => {
    const { fold } = runLab(ppca, planted, base);
    const { mean, loadings, sigma2 } = fold.output("fit") as Record<string, { values: Float64Array; shape: number[] }>;
    const rows = 20_000;
    const given = { mean, loadings, sigma2 };
    const { samples } = askLab(ppca, null, { kind: "sample", steps: 1, params: { count: rows } }, given);
    const found = momentsOf({ rows, columns: 8, values: samples.values as Float32Array }, "scalar");
    const truth = modelCovariance(loadings.values, () => sigma2.values[0], 8);
    for (let i = 0; i < 8; i++)
      for (let j = 0; j < 8; j++) {
        const error = Math.sqrt((truth[9 * i] * truth[9 * j] + truth[8 * i + j] ** 2) / rows);
        expect(Math.abs(found.covariance[8 * i + j] - truth[8 * i + j])).toBeLessThan(5 * error);
      }
  });

  test("data of 2^±490 give the same model in their own units", async () => {
    const { metrics } = runLab(ppca, planted, base);
    for (const unit of [2 ** 490, 2 ** -490]) {
      const { metrics: far } = runLab(ppca, { ...planted, values: planted.values.map((x) => x * unit) }, base);
      expect(far.sigma2 / unit / unit).toBeCloseTo(metrics.sigma2, 12);
      expect(far.logLikelihood).toBeCloseTo(metrics.logLikelihood - 8 * Math.log(unit), 8);
    }
  });

  test("columns that do not vary or depend on others leave finite numbers and σ² at its floor", async () => {
    const flat = Float64Array.from({ length: 50 * 4 }, (_, at) => {
      const z = planted.values[Math.floor(at / 4) * 8];
      return [z, 2 * z, -z, 7][at % 4];
    });
    const { metrics, fold } = runLab(ppca, { rows: 50, columns: 4, values: flat }, { ...base, latent: 2 });
    expect(Object.values(metrics).every(Number.isFinite)).toBe(true);
    const eigenvalues = values(fold.output("fit")?.eigenvalues);
    expect(metrics.sigma2).toBeLessThan(1e-9 * eigenvalues[0]);
  });
});

describe("with missing cells", () => {
  const params = { rows: 400, columns: 12, factors: 3 };
  const whole = generated("planted-factors", params);
  const holed = generated("planted-factors", { ...params, missing: 0.2 });

  test("20 % missing: what is filled in explains at least 75 % of the variance of what was there", async () => {
    const { fold } = runLab(ppca, holed, { ...base, candidates: 3, iterations: 150, folds: 2 });
    const { mean, loadings, sigma2 } = fold.output("fit") as Record<string, never>;
    const rows = { shape: [400], values: Uint32Array.from({ length: 400 }, (_, i) => i) };
    const { rows: completed, present } = askLab(
      ppca,
      holed,
      { kind: "complete", steps: 1, params: {} },
      { mean, loadings, sigma2, rows },
    );
    expect(Array.from(present.values)).toEqual(Array.from(holed.mask as Uint8Array));
    const means = momentsOf(whole, "scalar").mean;
    let [error, spread] = [0, 0];
    completed.values.forEach((x: number, at: number) => {
      if (present.values[at]) expect(x).toBe(holed.values[at]);
      else {
        error += (x - whole.values[at]) ** 2;
        spread += (whole.values[at] - means[at % 12]) ** 2;
      }
    });
    expect(1 - error / spread).toBeGreaterThanOrEqual(0.75);
  });

  test("cells that the lab hides itself: R² ≥ 0.75, and the error is in the data's units", async () => {
    const { fold, metrics } = runLab(ppca, whole, { ...base, hide: 0.2 });
    expect(fold.output("impute")?.r2.values[0]).toBeGreaterThanOrEqual(0.75);
    const { truth, guess } = fold.output("impute") as Record<string, { values: Float64Array }>;
    const errors = truth.values.map((x, i) => (x - guess.values[i]) ** 2);
    // The scatter holds 1,000 of some 960 hidden cells: all of them.
    expect(metrics.imputationRmse).toBeCloseTo(Math.sqrt(errors.reduce((a, b) => a + b, 0) / errors.length), 12);
  });

  test("EM never lowers the likelihood, which is that of the cells that are there", async () => {
    const { fold, metrics } = runLab(ppca, holed, { ...base, candidates: 3, iterations: 80, folds: 2 });
    const curve = finite(values(fold.records("fit", "logLikelihood")));
    expect(curve.length).toBe(80);
    for (let i = 1; i < curve.length; i++) expect(curve[i]).toBeGreaterThanOrEqual(curve[i - 1] - 1e-12);
    const { mean, loadings, sigma2 } = fold.output("fit") as Record<string, { values: Float64Array }>;
    const dense = modelCovariance(loadings.values, () => sigma2.values[0], 12);
    let sum = 0;
    for (let n = 0; n < 400; n++)
      sum += logDensity(
        holed.values.subarray(12 * n, 12 * n + 12),
        mean.values,
        dense,
        (j) => holed.mask?.[12 * n + j] === 1,
      );
    expect(metrics.logLikelihood).toBeCloseTo(sum / 400, 8);
    expect(metrics.logLikelihood).toBe(curve[79]);
    expect(metrics.subspaceAngle).toBeUndefined();
  });

  test("the planted number of factors is found with missing cells too", async () => {
    const { fold } = runLab(ppca, holed, { ...base, candidates: 4, iterations: 60, folds: 3 });
    const bic = bicCurve(fold, 400, 12) as number[];
    const held = heldOutCurve(fold, 400) as number[];
    expect(bic.indexOf(Math.min(...bic.slice(1)))).toBe(3);
    expect(held.slice(1).indexOf(Math.max(...held.slice(1)))).toBe(2);
  });
});

describe("degenerate tables end in finite numbers, the same on both devices", () => {
  const wave = Array.from({ length: 60 }, (_, at) => [1, 2, -1][at % 3] * planted.values[8 * Math.floor(at / 3)]);
  test.each<[string, readonly number[], (readonly number[])?]>([
    ["rows that are all the same but one", [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 5, 5, 5]],
    [
      "rows that are all the same but one, and a gap",
      [1, 2, 3, 1, 2, 0, 1, 2, 3, 5, 5, 5],
      [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
    ],
    ["a row without any cell", [1, 2, 3, 4, 6, 0, 0, 0, 0, 5, 5, 5], [1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1]],
    ["columns that repeat one another, with gaps", wave, wave.map((_, at) => (at % 7 === 0 ? 0 : 1))],
  ])("%s", async (_, cells, mask) => {
    const table: Table = {
      rows: cells.length / 3,
      columns: 3,
      values: Float64Array.from(cells),
      ...(mask && { mask: Uint8Array.from(mask) }),
    };
    const params = { ...base, latent: 2, candidates: 2, iterations: 60, hide: 0.3 };
    const wasm = runLab(ppca, table, params);
    const scalar = runLab(ppca, table, params, { device: "scalar" });
    expect(wasm.metrics).toEqual(scalar.metrics);
    expect(wasm.metrics.logLikelihood).toBeLessThan(100);
    for (const { id } of wasm.fold.tasks)
      for (const [name, array] of Object.entries(wasm.fold.output(id) ?? {}))
        expect(values(array).some(Number.isNaN), `${id}/${name}`).toBe(false);
  });
});

describe("refuses, with the place and the cure", () => {
  const table = (columns: number, numbers: readonly number[], more: Partial<Table> = {}): Table => ({
    rows: numbers.length / columns,
    columns,
    values: Float64Array.from(numbers),
    ...more,
  });
  test.each<[string, Table | null, string]>([
    ["no data", null, "missing-data"],
    ["one row", table(3, [1, 2, 3]), "too-few-rows"],
    ["one column", table(1, [1, 2, 3]), "too-few-columns"],
    ["as many dimensions as columns", table(3, [1, 2, 3, 4, 6, 5, 9, 7, 8]), "too-many-dimensions"],
    ["nothing that varies", table(4, [1, 2, 3, 4, 1, 2, 3, 4]), "nothing-varies"],
    ["values whose squares overflow", table(4, [1e160, 2, 3, 4, 1, 2, 3, 4]), "too-large-to-square"],
    ["differences whose squares vanish", table(4, [1e-160, 2e-170, 0, 0, 0, 0, 0, 0]), "too-small-to-square"],
    [
      "a column without values",
      table(4, [0, 2, 3, 4, 0, 3, 4, 4], { mask: Uint8Array.of(0, 1, 1, 1, 0, 1, 1, 1) }),
      "empty-column",
    ],
  ])("%s", (_, data, code) => {
    expect(() => ppca.check?.({ latent: 3 } as never, data)).toThrow(expect.objectContaining({ code }));
  });
});
