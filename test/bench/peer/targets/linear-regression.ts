import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import { exp } from "../../../../shared/math/elementary.ts";
import { mean, standardDeviation } from "../../../../shared/stats/moments.ts";
import type { RegressionData, RegressionReport } from "./regression.ts";
import {
  coefficientNames,
  PRIOR_PRECISION,
  predictorScales,
  reportCoefficients,
  standardisedReport,
} from "./regression.ts";

/**
 * Everything that the likelihood needs of the data: with the thin QR factorisation of the design matrix (ones, predictors),
 * |y − Aθ|² = |Qᵀy − Rθ|² + remainder, so that a gradient costs (predictors + 1)² and not a pass over the rows.
 */
export interface LinearModel {
  readonly rows: number;
  /** predictors + 1. */
  readonly coefficients: number;
  /** R, upper triangular, row-major, coefficients × coefficients. */
  readonly triangle: Float64Array;
  /** Qᵀy. */
  readonly projection: Float64Array;
  readonly remainder: number;
  readonly report: RegressionReport;
}

/** Reduces the data; `standardised` keeps the reported parameters on the standardised scale. */
export function linearModel(data: RegressionData, standardised: boolean): LinearModel {
  const { rows, predictors, x, y } = data;
  const { centres, scales } = predictorScales(data);
  const responseCentre = mean(y);
  const responseScale = standardDeviation(y);
  const columns = [
    new Float64Array(rows).fill(1),
    ...Array.from({ length: predictors }, (_, j) =>
      Float64Array.from({ length: rows }, (_, i) => (x[i * predictors + j] - centres[j]) / scales[j]),
    ),
  ];
  const response = y.map((value) => (value - responseCentre) / responseScale);
  return {
    rows,
    coefficients: columns.length,
    ...triangularise(columns, response),
    report: standardised ? standardisedReport(predictors) : { responseCentre, responseScale, centres, scales },
  };
}

/** Modified Gram–Schmidt of the columns and then of the response, in place. A column that depends on earlier ones gets a zero row of R. */
function triangularise(columns: readonly Float64Array[], response: Float64Array) {
  const k = columns.length;
  const triangle = new Float64Array(k * k);
  const projection = new Float64Array(k);
  const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  for (let j = 0; j < k; j++) {
    const column = columns[j];
    const norm = Math.sqrt(product(column, column));
    if (norm < 1e-8 * Math.sqrt(column.length)) continue;
    for (let i = 0; i < column.length; i++) column[i] /= norm;
    triangle[j * k + j] = norm;
    const remove = (from: Float64Array) => {
      const share = product(column, from);
      for (let i = 0; i < from.length; i++) from[i] -= share * column[i];
      return share;
    };
    for (let next = j + 1; next < k; next++) triangle[j * k + next] = remove(columns[next]);
    projection[j] = remove(response);
  }
  return { triangle, projection, remainder: product(response, response) };
}

/**
 * Normal linear regression of the standardised response: y ~ normal(alpha + x·beta, sigma); alpha, beta ~ normal(0, 2.5), sigma ~ exponential(1),
 * sampled as log sigma.
 */
export function linearRegression(model: LinearModel): Target {
  const { rows, coefficients: k, triangle, projection, remainder, report } = model;
  return {
    dimension: k + 1,
    names: [...coefficientNames(k - 1), "sigma"],
    logDensity(position, gradient) {
      const sigma = exp(position[k]);
      const precision = 1 / (sigma * sigma);
      for (let j = 0; j < k; j++) gradient[j] = 0;
      let squares = remainder;
      for (let i = 0; i < k; i++) {
        let residual = projection[i];
        for (let j = i; j < k; j++) residual -= triangle[i * k + j] * position[j];
        squares += residual * residual;
        for (let j = i; j < k; j++) gradient[j] += triangle[i * k + j] * residual;
      }
      let norm = 0;
      for (let j = 0; j < k; j++) {
        norm += position[j] * position[j];
        gradient[j] = gradient[j] * precision - position[j] * PRIOR_PRECISION;
      }
      gradient[k] = squares * precision - rows - sigma + 1;
      return -0.5 * (squares * precision + norm * PRIOR_PRECISION) - (rows - 1) * position[k] - sigma;
    },
    constrain(position, parameters) {
      reportCoefficients(report, position, parameters);
      parameters[k] = exp(position[k]) * report.responseScale;
    },
  };
}
