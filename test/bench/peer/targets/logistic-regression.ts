import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import { exp, log } from "../../../../shared/math/elementary.ts";
import type { RegressionData, RegressionReport } from "./regression.ts";
import {
  coefficientNames,
  PRIOR_PRECISION,
  predictorScales,
  reportCoefficients,
  standardisedReport,
} from "./regression.ts";

/** Rows that are worked on together: four SIMD registers of two numbers. */
export const BLOCK_ROWS = 8;
/** Blocks whose factors 1 + e^−|η| ≤ 2 are multiplied before one logarithm is taken: 127 · 8 factors stay below 2^1023. */
export const BLOCKS_PER_LOG = 127;
/** e^−|η| below this is negligible relative to 1, and the power of two that scales it stays normal. */
export const LEAST_EXPONENT = -700;

export interface LogisticModel {
  readonly blocks: number;
  /** Rows of zeros that fill the last block. */
  readonly padding: number;
  /** predictors + 1: the first column is ones. */
  readonly coefficients: number;
  /** The design matrix as blocks × coefficients × BLOCK_ROWS. */
  readonly design: Float64Array;
  /** Xᵀy, `coefficients` long. */
  readonly successes: Float64Array;
  readonly report: RegressionReport;
}

/** Arranges data whose response is 0 or 1. */
export function logisticModel(data: RegressionData, standardised: boolean): LogisticModel {
  const { rows, predictors, x, y } = data;
  const { centres, scales } = predictorScales(data);
  const coefficients = predictors + 1;
  const blocks = Math.ceil(rows / BLOCK_ROWS);
  const design = new Float64Array(blocks * coefficients * BLOCK_ROWS);
  const successes = new Float64Array(coefficients);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < coefficients; j++) {
      const value = j === 0 ? 1 : (x[i * predictors + j - 1] - centres[j - 1]) / scales[j - 1];
      design[(Math.floor(i / BLOCK_ROWS) * coefficients + j) * BLOCK_ROWS + (i % BLOCK_ROWS)] = value;
      successes[j] += value * y[i];
    }
  }
  return {
    blocks,
    padding: blocks * BLOCK_ROWS - rows,
    coefficients,
    design,
    successes,
    report: standardised ? standardisedReport(predictors) : { responseCentre: 0, responseScale: 1, centres, scales },
  };
}

/**
 * Logistic regression: P(y = 1) = 1/(1 + e^−η), η = alpha + x·beta; alpha, beta ~ normal(0, 2.5) on the standardised scale of the predictors.
 * log p(y) = Σ yη − max(η, 0) − log(1 + e^−|η|). Sums run in the order of SIMD lanes: rows 2v and 2v + 1 of a block share a register.
 */
export function logisticRegression(model: LogisticModel): Target {
  const { blocks, padding, coefficients: k, design, successes, report } = model;
  const linear = new Float64Array(BLOCK_ROWS);
  const factors = new Float64Array(BLOCK_ROWS);
  const totals = new Float64Array(2 * k);

  /** Σ_rows x_j · P(y = 1) into `totals` (two lanes per coefficient); returns Σ max(η, 0) + log(1 + e^−|η|). */
  function sumRows(position: Float64Array): number {
    const hinge = new Float64Array(2);
    let logs = 0;
    totals.fill(0);
    factors.fill(1);
    for (let block = 0; block < blocks; block++) {
      const start = block * k * BLOCK_ROWS;
      linear.fill(0);
      for (let j = 0; j < k; j++) {
        for (let r = 0; r < BLOCK_ROWS; r++) linear[r] += design[start + j * BLOCK_ROWS + r] * position[j];
      }
      for (let r = 0; r < BLOCK_ROWS; r++) {
        const eta = linear[r];
        const small = exp(Math.max(-Math.abs(eta), LEAST_EXPONENT));
        hinge[r & 1] += Math.max(eta, 0);
        factors[r] *= 1 + small;
        linear[r] = (eta >= 0 ? 1 : small) / (1 + small);
      }
      for (let j = 0; j < k; j++) {
        for (let lane = 0; lane < 2; lane++) {
          const at = start + j * BLOCK_ROWS + lane;
          const left = design[at] * linear[lane] + design[at + 2] * linear[lane + 2];
          const right = design[at + 4] * linear[lane + 4] + design[at + 6] * linear[lane + 6];
          totals[2 * j + lane] += left + right;
        }
      }
      if ((block + 1) % BLOCKS_PER_LOG === 0 || block === blocks - 1) logs += takeLog(factors);
    }
    return hinge[0] + hinge[1] + logs;
  }

  return {
    dimension: k,
    names: coefficientNames(k - 1),
    logDensity(position, gradient) {
      const rows = sumRows(position);
      let fit = 0;
      let norm = 0;
      for (let j = 0; j < k; j++) {
        fit += successes[j] * position[j];
        norm += position[j] * position[j];
        gradient[j] = successes[j] - (totals[2 * j] + totals[2 * j + 1]) - position[j] * PRIOR_PRECISION;
      }
      return fit - rows + padding * Math.LN2 - 0.5 * norm * PRIOR_PRECISION;
    },
    constrain: (position, parameters) => reportCoefficients(report, position, parameters),
  };
}

/** Log of the product of all factors, which become 1 again. */
function takeLog(factors: Float64Array): number {
  let product = 1;
  for (let r = 0; r < factors.length; r++) product *= factors[r];
  factors.fill(1);
  return log(product);
}
