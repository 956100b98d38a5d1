import { expect, test } from "vitest";
import { momentsOf } from "../../../../shared/kernels/moments/index.ts";
import {
  closedForm,
  closedLogLikelihoods,
  closedSigma2,
  emStep,
  LEAST_SHARE,
  meanVariance,
  spectrumOf,
} from "../../../../shared/kernels/ppca/ppca.ts";
import {
  type MissingKernel,
  type MissingModel,
  missingKernel,
  missingStep,
} from "../../../../shared/kernels/ppca-missing/index.ts";
import { fillNormal, normal, uniform } from "../../../../shared/random/index.ts";
import { logDensity, modelCovariance } from "../../../oracles/gaussian.ts";
import { fresh } from "../../../wasm.ts";

const [rows, columns, latent] = [120, 5, 2];
const values = new Float64Array(rows * columns);
for (let n = 0; n < rows; n++)
  for (let j = 0; j < columns; j++)
    values[n * columns + j] = 3 * j + normal([1, n], 0) * (j + 1) - normal([1, n], 1) * (j - 2) + normal([2, n], j);
const present = Uint8Array.from(values, (_, at) => (uniform([3, 3], at) < 0.8 ? 1 : 0));
present.fill(0, 7 * columns, 8 * columns);
const moments = momentsOf({ rows, columns, values }, "scalar");
const spectrum = spectrumOf(moments.covariance, columns);
const least = LEAST_SHARE * meanVariance(spectrum);
const row = (n: number) => values.subarray(n * columns, (n + 1) * columns);

function meanLogDensity(mean: Float64Array, loadings: Float64Array, sigma2: number, mask?: Uint8Array): number {
  const covariance = modelCovariance(loadings, () => sigma2, columns);
  let sum = 0;
  for (let n = 0; n < rows; n++)
    sum += logDensity(row(n), mean, covariance, (j) => (mask?.[n * columns + j] ?? 1) === 1);
  return sum / rows;
}

test("closed form: log-likelihood of every dimension is that of the dense Gaussian, and σ² the mean of what is discarded", () => {
  const found = closedLogLikelihoods(spectrum, 4);
  for (let k = 0; k <= 4; k++) {
    const model = closedForm(moments.mean, spectrum, k);
    expect(found[k]).toBeCloseTo(meanLogDensity(model.mean, model.loadings, model.sigma2), 10);
    const discarded = spectrum.values.slice(k);
    expect(closedSigma2(spectrum, k)).toBeCloseTo(discarded.reduce((a, b) => a + b, 0) / discarded.length, 12);
  }
});

test("log-likelihood of other data, from their covariance about the mean of the model", () => {
  const others = Float64Array.from(values, (x, at) => 0.7 * x + normal([9, 9], at));
  const about = new Float64Array(columns * columns);
  for (let n = 0; n < rows; n++)
    for (let i = 0; i < columns; i++)
      for (let j = 0; j < columns; j++)
        about[i * columns + j] +=
          ((others[n * columns + i] - moments.mean[i]) * (others[n * columns + j] - moments.mean[j])) / rows;
  const { mean, loadings, sigma2 } = closedForm(moments.mean, spectrum, latent);
  const covariance = modelCovariance(loadings, () => sigma2, columns);
  let sum = 0;
  for (let n = 0; n < rows; n++) sum += logDensity(others.subarray(n * columns, (n + 1) * columns), mean, covariance);
  expect(closedLogLikelihoods(spectrum, latent, about)[latent]).toBeCloseTo(sum / rows, 9);
});

test("EM on the covariance never lowers the likelihood, which is that of the dense Gaussian, and reaches the closed form", () => {
  let loadings: Float64Array = new Float64Array(columns * latent);
  fillNormal([5, 5], 0, loadings);
  let sigma2 = 1;
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < 400; i++) {
    const step = emStep(moments.covariance, columns, latent, loadings, sigma2, least);
    if (i < 5) expect(step.logLikelihood).toBeCloseTo(meanLogDensity(moments.mean, loadings, sigma2), 9);
    expect(step.logLikelihood).toBeGreaterThanOrEqual(before - 1e-12 * Math.abs(before));
    before = step.logLikelihood;
    ({ loadings, sigma2 } = step);
  }
  expect(before).toBeCloseTo(closedLogLikelihoods(spectrum, latent)[latent], 10);
  expect(sigma2).toBeCloseTo(closedSigma2(spectrum, latent), 8);
});

/** E-step over all rows, in two blocks; residuals of missing cells are 0. */
function eStep(kernel: MissingKernel, { mean, loadings, sigma2 }: MissingModel, mask: Uint8Array) {
  const residuals = values.map((x, at) => (mask[at] ? x - mean[at % columns] : 0));
  kernel.begin(loadings, sigma2);
  const half = 64 * columns;
  const first = kernel.add(residuals.subarray(0, half), mask.subarray(0, half), 64);
  const second = kernel.add(residuals.subarray(half), mask.subarray(half), rows - 64);
  return { sums: kernel.sums(), latents: [...first, ...second] };
}

function start(): MissingModel {
  const loadings = new Float64Array(columns * latent);
  fillNormal([5, 5], 0, loadings);
  return { mean: moments.mean.slice(), loadings, sigma2: 1 };
}

test("with every cell there, a step with missing cells is a step on the covariance", () => {
  const model = start();
  const { sums } = eStep(missingKernel("scalar", columns, latent, 256), model, new Uint8Array(values.length).fill(1));
  const next = missingStep(model, sums, columns, latent, least);
  const plain = emStep(moments.covariance, columns, latent, model.loadings, model.sigma2, least);
  expect(sums.logLikelihood / rows).toBeCloseTo(plain.logLikelihood, 10);
  expect(next.sigma2).toBeCloseTo(plain.sigma2, 10);
  // The same up to a turn of the latent space.
  const covariance = modelCovariance(plain.loadings, () => 0, columns);
  modelCovariance(next.loadings, () => 0, columns).forEach((value, at) => {
    expect(value).toBeCloseTo(covariance[at], 9);
  });
});

test("with missing cells: likelihood of what is there by the dense Gaussian, never lower, and its gradient vanishes at the end", () => {
  const kernel = missingKernel("scalar", columns, latent, 256);
  let model = start();
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < 1500; i++) {
    const { sums } = eStep(kernel, model, present);
    const now = sums.logLikelihood / rows;
    if (i < 3) expect(now).toBeCloseTo(meanLogDensity(model.mean, model.loadings, model.sigma2, present), 10);
    expect(now).toBeGreaterThanOrEqual(before - 1e-12 * Math.abs(before));
    before = now;
    model = missingStep(model, sums, columns, latent, least);
  }
  const h = 1e-4;
  const slope = (move: (by: number) => MissingModel) => {
    const at = (by: number) => {
      const { mean, loadings, sigma2 } = move(by);
      return meanLogDensity(mean, loadings, sigma2, present);
    };
    return (at(h) - at(-h)) / (2 * h);
  };
  const moved = (x: Float64Array, i: number, by: number) => x.map((value, k) => (k === i ? value + by : value));
  for (let j = 0; j < columns; j++)
    expect(Math.abs(slope((by) => ({ ...model, mean: moved(model.mean, j, by) })))).toBeLessThan(1e-6);
  for (let i = 0; i < columns * latent; i++)
    expect(Math.abs(slope((by) => ({ ...model, loadings: moved(model.loadings, i, by) })))).toBeLessThan(1e-6);
  expect(Math.abs(slope((by) => ({ ...model, sigma2: model.sigma2 + by })))).toBeLessThan(1e-6);
});

test("the module has the bits of the reference", () => {
  const model = start();
  const scalar = missingKernel("scalar", columns, latent, 256);
  const wasm = missingKernel(fresh("ppca"), columns, latent, 256);
  expect(eStep(wasm, model, present)).toEqual(eStep(scalar, model, present));
});
