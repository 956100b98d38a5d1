import { mean, standardDeviation } from "../../../../shared/stats/moments.ts";

// What linear and logistic regression share. Chains always work on standardised data (each predictor has mean 0 and standard deviation 1; so
// has a continuous response), where the priors are stated and one step size fits; parameters are reported on that scale or on the data's own.

/** A response and its predictors: x is rows × predictors, row-major. */
export interface RegressionData {
  readonly rows: number;
  readonly predictors: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * How coefficients are reported: beta_j = b_j · responseScale / scale_j, alpha = centre + responseScale · a − Σ beta_j · centre_j. All zeros and
 * ones for the standardised scale.
 */
export interface RegressionReport {
  readonly responseCentre: number;
  readonly responseScale: number;
  readonly centres: Float64Array;
  readonly scales: Float64Array;
}

/** Standard deviation of the normal priors of intercept and coefficients, on the standardised scale. */
export const PRIOR_SCALE = 2.5;
export const PRIOR_PRECISION = 1 / (PRIOR_SCALE * PRIOR_SCALE);

/** Means and standard deviations of the predictors. */
export function predictorScales({ rows, predictors, x }: RegressionData): Pick<RegressionReport, "centres" | "scales"> {
  const columns = Array.from({ length: predictors }, (_, j) =>
    Float64Array.from({ length: rows }, (_, i) => x[i * predictors + j]),
  );
  return { centres: Float64Array.from(columns, mean), scales: Float64Array.from(columns, standardDeviation) };
}

export function standardisedReport(predictors: number): RegressionReport {
  return {
    responseCentre: 0,
    responseScale: 1,
    centres: new Float64Array(predictors),
    scales: new Float64Array(predictors).fill(1),
  };
}

/** Reports intercept (first) and coefficients. */
export function reportCoefficients(report: RegressionReport, position: Float64Array, parameters: Float64Array): void {
  const { responseCentre, responseScale, centres, scales } = report;
  let alpha = responseCentre + responseScale * position[0];
  for (let j = 0; j < scales.length; j++) {
    const beta = (position[j + 1] * responseScale) / scales[j];
    parameters[j + 1] = beta;
    alpha -= beta * centres[j];
  }
  parameters[0] = alpha;
}

export function coefficientNames(predictors: number): readonly string[] {
  return ["alpha", ...Array.from({ length: predictors }, (_, j) => `beta[${j + 1}]`)];
}
