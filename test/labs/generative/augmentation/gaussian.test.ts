import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { scalarDual } from "../../../../shared/kernels/ppca/dual.ts";
import { closedForm, spectrumOf } from "../../../../shared/kernels/ppca/ppca.ts";
import {
  type ClassRows,
  classMeans,
  gaussianModel,
  planeModel,
  ppcaModel,
} from "../../../../shared/labs/generative/augmentation/gaussian.ts";
import { fillNormal } from "../../../../shared/random/distributions.ts";
import type { Key } from "../../../../shared/random/index.ts";

const key: Key = [3, 14];

/** Rows of two classes in turn, columns of unequal spread, correlated with the one before. */
function classRows(rows: number, columns: number): ClassRows {
  const draws = new Float64Array(rows * columns);
  fillNormal(key, 0, draws);
  const values = draws.map((z, i) => {
    const [n, j] = [Math.floor(i / columns), i % columns];
    return (1 + (j % 3)) * z + (j > 0 ? 0.7 * draws[i - 1] : 0) + (n % 2 === 1 ? 2 + j : 0);
  });
  return { values, columns, labels: Int32Array.from({ length: rows }, (_, n) => n % 2), classes: 2 };
}

/** Σ loadings·loadingsᵀ + σ²·I of a group. */
function covarianceOf({ loadings, sigma2 }: Arrays, group: number): Float64Array {
  const [, most, d] = loadings.shape;
  return Float64Array.from({ length: d * d }, (_, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    let sum = i === j ? Number(sigma2.values[group]) : 0;
    for (let k = 0; k < most; k++)
      sum += loadings.values[(group * most + k) * d + i] * loadings.values[(group * most + k) * d + j];
    return sum;
  });
}

/** The mean square of the rows of these classes about the mean of their own, by its definition. */
function directCovariance({ values, columns: d, labels }: ClassRows, means: Float64Array, own: readonly number[]) {
  const out = new Float64Array(d * d);
  const rows = Array.from(labels, (label, n) => (own.includes(label) ? n : -1)).filter((n) => n >= 0);
  for (const n of rows)
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++)
        out[i * d + j] +=
          ((values[n * d + i] - means[labels[n] * d + i]) * (values[n * d + j] - means[labels[n] * d + j])) /
          rows.length;
  return out;
}

function expectNear(found: Float64Array, truth: Float64Array, share = 1e-5) {
  const largest = truth.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // Loadings are stored as float32.
  for (let i = 0; i < truth.length; i++) expect(Math.abs(found[i] - truth[i])).toBeLessThan(share * largest);
}

describe.each([
  ["more rows than columns", 40, 5],
  ["fewer rows than columns", 10, 12],
])("with %s", (_, rows, columns) => {
  const data = classRows(rows, columns);
  const means = classMeans(data);

  test("a Gaussian has the mean and the covariance of maximum likelihood, per class or in common", () => {
    const own = gaussianModel(data, { isShared: false, arithmetic: scalarDual });
    expectNear(Float64Array.from(own.mean.values), means);
    for (const k of [0, 1]) expectNear(covarianceOf(own, k), directCovariance(data, means, [k]));
    const shared = gaussianModel(data, { isShared: true, arithmetic: scalarDual });
    expectNear(covarianceOf(shared, 0), directCovariance(data, means, [0, 1]));
  });

  test("PPCA is the closed form of Tipping & Bishop on that covariance", () => {
    for (const isShared of [false, true]) {
      const model = ppcaModel(data, 3, { isShared, arithmetic: scalarDual });
      const direct = directCovariance(data, means, isShared ? [0, 1] : [1]);
      const { loadings, sigma2 } = closedForm(means, spectrumOf(direct, columns), 3);
      const truth = Float64Array.from({ length: columns * columns }, (_cell, at) => {
        const [i, j] = [Math.floor(at / columns), at % columns];
        let sum = i === j ? sigma2 : 0;
        for (let k = 0; k < 3; k++) sum += loadings[i * 3 + k] * loadings[j * 3 + k];
        return sum;
      });
      expectNear(covarianceOf(model, isShared ? 0 : 1), truth);
    }
  });
});

test("in the plane of all rows the class means are those of the labelled rows, projected on it", () => {
  const data = classRows(60, 4);
  const all = { values: data.values, columns: 4, rows: 60 };
  const known = {
    ...data,
    values: Float64Array.from(data.values).subarray(0, 40),
    labels: Int32Array.from({ length: 10 }, (_, n) => n % 2),
  };
  // With as many directions as vary but one, only the last is lost.
  const { mean, loadings, sigma2 } = planeModel(all, known, 3, { isShared: true, arithmetic: scalarDual });
  const means = classMeans(known);
  const lost = [0, 1].map((k) =>
    Array.from({ length: 4 }, (_, j) => means[4 * k + j] - Number(mean.values[4 * k + j])),
  );
  const [a, b] = lost;
  // What is lost of both lies along one direction, the discarded one.
  const size = (v: readonly number[]) => Math.hypot(...v);
  const along = a.reduce((sum, value, j) => sum + value * b[j], 0);
  expect(Math.abs(Math.abs(along) - size(a) * size(b))).toBeLessThan(1e-5 * Math.max(1, size(a) * size(b)));
  for (let k = 0; k < loadings.shape[1]; k++) {
    const dot = a.reduce((sum, value, j) => sum + value * Number(loadings.values[4 * k + j]), 0);
    expect(Math.abs(dot)).toBeLessThan(1e-4);
  }
  expect(Number(sigma2.values[0])).toBeGreaterThan(0);
});
