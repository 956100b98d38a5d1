/** Tables with fewer rows than columns, and with hardly any rows. */
import { describe, expect, test } from "vitest";
import type { Table } from "../../../../shared/data/table.ts";
import { momentsOf } from "../../../../shared/kernels/moments/index.ts";
import {
  centreRows,
  dualLogLikelihoods,
  dualSpectrum,
  dualTimes,
  scalarDual,
} from "../../../../shared/kernels/ppca/dual.ts";
import { closedForm, closedLogLikelihoods, spectrumOf } from "../../../../shared/kernels/ppca/ppca.ts";
import { heldOutCurve } from "../../../../shared/labs/factors/ppca/curves.ts";
import { ppca } from "../../../../shared/labs/factors/ppca/lab.ts";
import { cvFoldRows, otherRows } from "../../../../shared/labs/factors/ppca/model.ts";
import { multiply } from "../../../../shared/linalg/index.ts";
import { normal, permutation } from "../../../../shared/random/index.ts";
import type { Key } from "../../../../shared/random/key.ts";
import { logDensity, modelCovariance } from "../../../oracles/gaussian.ts";
import { runLab } from "../../../run.ts";

/** Rows of a few latent numbers, columns of different sizes, far from zero. */
function planted(rows: number, columns: number, latent = 3, scale = 1, noise = 0.3): Table {
  const values = new Float64Array(rows * columns);
  for (let n = 0; n < rows; n++)
    for (let j = 0; j < columns; j++) {
      let x = 40 + j + noise * normal([3, n], j);
      for (let k = 0; k < latent; k++) x += (3 - k) * normal([1, n], k) * normal([2, j], k);
      values[n * columns + j] = x * scale;
    }
  return { rows, columns, values };
}
const all = (rows: number) => Uint32Array.from({ length: rows }, (_, n) => n);
const near = (found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number) => {
  expect(found.length).toBe(wanted.length);
  const size = Array.from(wanted).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  for (let i = 0; i < wanted.length; i++) expect(Math.abs(found[i] - wanted[i])).toBeLessThan(tolerance * size);
};

describe("the Gram matrix of the rows says what the covariance says", () => {
  const table = planted(14, 30);
  const { mean, covariance } = momentsOf(table, "scalar");
  const whole = spectrumOf(covariance, 30);
  const centred = centreRows(table, all(14));
  const dual = dualSpectrum(centred, 8, scalarDual);

  test("mean, eigenvalues and eigenvectors, signs included", () => {
    near(centred.mean, mean, 1e-14);
    near(dual.values, whole.values, 1e-13);
    near(dual.vectors, whole.vectors.slice(0, 8 * 30), 1e-11);
  });

  test("products with the covariance", () => {
    const w = Float64Array.from({ length: 60 }, (_, at) => normal([4, 4], at));
    near(dualTimes(centred, 1, scalarDual)(w, 2), multiply(covariance, w, 30, 30, 2), 1e-12);
  });

  test("log-likelihoods of other rows", () => {
    const others = planted(20, 30);
    const rows = all(20).slice(14);
    const about = new Float64Array(900);
    for (const n of rows)
      for (let i = 0; i < 30; i++)
        for (let j = 0; j < 30; j++)
          about[30 * i + j] +=
            ((others.values[30 * n + i] - mean[i]) * (others.values[30 * n + j] - mean[j])) / rows.length;
    near(dualLogLikelihoods(dual, mean, 8, others, rows), closedLogLikelihoods(whole, 8, about), 1e-10);
  });

  test.each([1e-140, 1e140])("at a scale of %d", (scale) => {
    const found = dualSpectrum(centreRows(planted(14, 30, 3, scale), all(14)), 8, scalarDual);
    near(
      found.values.map((value) => value / scale / scale),
      whole.values,
      1e-12,
    );
  });

  test("rows that repeat one another: directions that are not there have no vector", () => {
    const { values } = planted(3, 10);
    const twice = { columns: 10, values: Float64Array.from([...values, ...values]) };
    const { values: sizes, vectors } = dualSpectrum(centreRows(twice, all(6)), 4, scalarDual);
    expect(sizes[2]).toBeLessThan(1e-12 * sizes[0]);
    expect(vectors.slice(20).every((x) => x === 0)).toBe(true);
  });
});

const params = { latent: 3, candidates: 5, iterations: 400, folds: 4, hide: 0 };

describe("a wide table", () => {
  // Of much noise, so that EM converges.
  const table = planted(40, 200, 3, 1, 6);
  const run = runLab(ppca, table, params);

  test("EM reaches the closed form, whose likelihood is that of the dense Gaussian", () => {
    const { mean, covariance } = momentsOf(table, "scalar");
    const model = closedForm(mean, spectrumOf(covariance, 200), 3);
    const dense = modelCovariance(model.loadings, () => model.sigma2, 200);
    let sum = 0;
    for (let n = 0; n < 40; n++) sum += logDensity(table.values.subarray(200 * n, 200 * n + 200), mean, dense);
    expect(run.fold.output("fit")?.closedLogLikelihood.values[3]).toBeCloseTo(sum / 40, 6);
    expect(run.metrics.logLikelihood / (sum / 40)).toBeCloseTo(1, 6);
    expect(run.metrics.subspaceAngle).toBeLessThan(1e-4);
    expect(run.metrics.sigma2).toBeCloseTo(model.sigma2, 8);
  });

  test("held-out log-likelihood is that of the dense Gaussian fitted to the other rows", () => {
    const shuffle = run.fold.tasks.find(({ kind }) => kind === "heldDual")?.params.shuffle as unknown as Key;
    const order = permutation(shuffle, 40);
    let sum = 0;
    for (let f = 0; f < 4; f++) {
      const train = Array.from(otherRows(order, f, 4));
      const picked = Float64Array.from(train.flatMap((n) => [...table.values.subarray(200 * n, 200 * n + 200)]));
      const { mean, covariance } = momentsOf({ rows: 30, columns: 200, values: picked }, "scalar");
      const model = closedForm(mean, spectrumOf(covariance, 200), 3);
      const dense = modelCovariance(model.loadings, () => model.sigma2, 200);
      for (const n of cvFoldRows(order, f, 4))
        sum += logDensity(table.values.subarray(200 * n, 200 * n + 200), mean, dense);
    }
    expect(run.metrics.heldOutLogLikelihood).toBeCloseTo(sum / 40, 6);
  });

  test("gives the same bits without WebAssembly", () => {
    const scalar = runLab(ppca, table, params, { device: "scalar" });
    expect(scalar.metrics).toEqual(run.metrics);
    expect(scalar.fold.output("scores")).toEqual(run.fold.output("scores"));
  });

  test("may have more columns than a covariance: 20 × 2,000", () => {
    const { metrics } = runLab(ppca, planted(20, 2000), { ...params, iterations: 60, hide: 0.2 });
    expect(metrics.logLikelihood).toBeGreaterThan(-1200);
    expect(metrics.heldOutLogLikelihood).toBeLessThan(metrics.logLikelihood);
    expect(metrics.imputationRmse).toBeLessThan(1);
  });
});

describe("hardly any rows", () => {
  const refused = (table: Table, latent: number) => {
    try {
      runLab(ppca, table, { ...params, latent });
    } catch (error) {
      return error;
    }
  };

  test("at most rows − 2 dimensions, named with its value", () => {
    expect(refused(planted(12, 60), 20)).toMatchObject({
      code: "too-many-dimensions",
      path: "params.latent",
      values: { value: 20, max: 10, rows: 12, columns: 60 },
    });
    expect(refused(planted(12, 60), 11)).toMatchObject({ values: { max: 10 } });
    const { metrics } = runLab(ppca, planted(12, 60), { ...params, latent: 10, hide: 0.2 });
    expect(Number.isFinite(metrics.logLikelihood)).toBe(true);
    expect(refused(planted(2, 5), 1)).toMatchObject({ code: "too-few-rows", values: { value: 2, min: 3 } });
  });

  test("folds too small for a dimension leave its held-out figure out, and the fit stays", () => {
    const table = planted(8, 20);
    const { fold, metrics } = runLab(ppca, table, { ...params, latent: 6, folds: 4 });
    expect(metrics.heldOutLogLikelihood).toBeUndefined();
    expect(Number.isFinite(metrics.logLikelihood)).toBe(true);
    // Six rows to learn from: four dimensions at most.
    expect(heldOutCurve(fold, 8).map(Number.isFinite)).toEqual([true, true, true, true, true]);
    const why = ppca.metrics.find(({ name }) => name === "heldOutLogLikelihood")?.absent?.(metrics)?.en;
    expect(why).toMatch(/too few rows/);
  });

  test("with missing cells as well", () => {
    const { values } = planted(8, 6);
    const table: Table = { rows: 8, columns: 6, values, mask: Uint8Array.from(values, (_, at) => (at % 11 ? 1 : 0)) };
    const { fold, metrics } = runLab(ppca, table, { ...params, latent: 5, folds: 4, iterations: 20 });
    expect(Number.isFinite(metrics.logLikelihood)).toBe(true);
    expect(heldOutCurve(fold, 8).map((value) => value !== undefined)).toEqual([false, true, true, true, true]);
  });
});
