import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { correlationOf, type FactorModel, posterior } from "../../../kernels/fa/fa.ts";
import { varimax } from "../../../kernels/fa/varimax.ts";
import { closedForm, closedLogLikelihoods, freeParameters, spectrumOf } from "../../../kernels/ppca/ppca.ts";
import { invertPositive, multiply, NotPositiveDefiniteError, transpose } from "../../../linalg/index.ts";
import { log } from "../../../math/index.ts";
import type { Context } from "../../lab.ts";
import { momentsFrom } from "../../moments.ts";
import { once } from "../../process.ts";
import { residualBlock } from "../residuals.ts";
import { keptRows } from "../table.ts";
import { checkFa, type FaParams } from "./fields.ts";

/** The start with the largest likelihood, the first of equals. */
export function bestStart(inputs: Readonly<Record<string, Arrays | undefined>>, starts: number): string {
  const likelihood = (i: number) => inputs[`fit.${i}`]?.logLikelihood.values[0] ?? Number.NEGATIVE_INFINITY;
  let best = 0;
  // What differs by rounding alone is the same maximum.
  for (let i = 1; i < starts; i++) if (likelihood(i) > likelihood(best) + 1e-9) best = i;
  return `fit.${best}`;
}

/**
 * The best of the starts. Output: loadings (unrotated) and rotated, on the scale of correlations; uniquenesses; heywood, 1 where a
 * uniqueness is at its bound; rows and latents, the scores of some rows; starts [number, 2]: log-likelihood and gradient of each; and what
 * probabilistic PCA makes of the same covariance: ppcaLoadings, on the scale of correlations, ppcaSigma2. comparison [2, 3]: log-likelihood per row, free
 * numbers and BIC of factor analysis and of PPCA.
 */
export const faScores = once((params: FaParams, { data, inputs }) => bestFit(params, checkFa(params, data), inputs));

function bestFit(params: FaParams, table: Table, inputs: Context["inputs"]): Arrays {
  const { columns } = table;
  const { factors, bound, starts } = params;
  const fit = inputs[bestStart(inputs, starts)];
  const { mean, covariance } = momentsFrom(inputs.moments);
  const { correlation, deviations } = correlationOf(covariance, columns);
  const numbers = (name: string) => fit[name].values as Float64Array;
  const uniquenesses = numbers("uniquenesses");
  const rotated =
    params.rotation === "varimax" ? varimax(numbers("loadings"), columns, factors).loadings : numbers("loadings");
  const model = { loadings: rotated, uniquenesses };
  const rows = keptRows(table.rows);
  const shape = [columns, factors];
  const all = Array.from({ length: starts }, (_, i) => inputs[`fit.${i}`]);
  return {
    loadings: array(numbers("loadings"), shape),
    rotated: array(rotated, shape),
    uniquenesses: array(uniquenesses),
    heywood: array(Uint8Array.from(uniquenesses, (psi) => (psi <= bound * (1 + 1e-9) ? 1 : 0))),
    mean: array(mean),
    deviations: array(deviations),
    logLikelihood: fit.logLikelihood,
    gradient: fit.gradient,
    iterations: fit.iterations,
    still: fit.still,
    starts: array(Float64Array.from(all.flatMap((one) => [one.logLikelihood.values[0], one.gradient.values[0]])), [
      starts,
      2,
    ]),
    rows: array(rows),
    latents: array(scoresOf(table, rows, model, mean, deviations, params.scores), [rows.length, factors]),
    ...besidePpca(table.rows, factors, { correlation, deviations }, fit.logLikelihood.values[0]),
  };
}

/** Thomson: β·z, the mean of the factors given a row. Bartlett: (ΛᵀΨ⁻¹Λ)⁻¹ΛᵀΨ⁻¹·z, unbiased (Thomson's where ΛᵀΨ⁻¹Λ has no inverse). */
export function scoreWeights(model: FactorModel, columns: number, kind: FaParams["scores"]): Float64Array {
  const { beta, covariance, information } = posterior(model, columns);
  if (kind === "thomson") return beta;
  const factors = model.loadings.length / columns;
  for (let a = 0; a < factors; a++)
    for (let b = 0; b < a; b++) information[b * factors + a] = information[a * factors + b];
  try {
    // ΛᵀΨ⁻¹ = B⁻¹·β.
    const precision = invertPositive(covariance, factors).inverse;
    const { inverse } = invertPositive(information, factors);
    return multiply(inverse, multiply(precision, beta, factors, factors, columns), factors, factors, columns);
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return beta;
    throw error;
  }
}

function scoresOf(
  table: Table,
  rows: Uint32Array,
  model: FactorModel,
  mean: Float64Array,
  deviations: Float64Array,
  kind: FaParams["scores"],
): Float64Array {
  const { columns } = table;
  const factors = model.loadings.length / columns;
  const weights = scoreWeights(model, columns, kind);
  const { residuals } = residualBlock(table, rows, mean, 1);
  const z = residuals.map((x, at) => x / deviations[at % columns]);
  return multiply(z, transpose(weights, factors, columns), rows.length, columns, factors);
}

/** PPCA of the covariance itself: it depends on units, factor analysis does not. */
function besidePpca(
  rows: number,
  factors: number,
  { correlation, deviations }: ReturnType<typeof correlationOf>,
  fa: number,
): Arrays {
  const columns = deviations.length;
  // A power of two near 1 would do as well; the mean deviation works at every scale.
  const unit = deviations.reduce((sum, value) => sum + value / columns, 0);
  const covariance = Float64Array.from(
    correlation,
    (r, at) => ((r * deviations[Math.floor(at / columns)]) / unit) * (deviations[at % columns] / unit),
  );
  const spectrum = spectrumOf(covariance, columns);
  const model = closedForm(new Float64Array(columns), spectrum, factors);
  const ppca = closedLogLikelihoods(spectrum, factors)[factors] - columns * log(unit);
  const free = freeParameters(columns, factors);
  const freeFa = free - 1 + columns;
  const bic = (likelihood: number, numbers: number) => -2 * rows * likelihood + numbers * log(rows);
  return {
    ppcaLoadings: array(
      model.loadings.map((w, at) => (w * unit) / deviations[Math.floor(at / factors)]),
      [columns, factors],
    ),
    ppcaSigma2: array(deviations.map((deviation) => model.sigma2 * (unit / deviation) * (unit / deviation))),
    comparison: array(Float64Array.of(fa, freeFa, bic(fa, freeFa), ppca, free, bic(ppca, free)), [2, 3]),
  };
}
