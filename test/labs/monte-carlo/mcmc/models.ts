import { regressionTable } from "../../../../shared/data/generators/regression-table.ts";
import { type DensityTable, densityOf } from "../../../../shared/densities/index.ts";
import type { ChainParams } from "../../../../shared/kernels/mcmc/chain.ts";
import { type Model, modelOf } from "../../../../shared/kernels/mcmc/model.ts";
import { identity, type Target } from "../../../../shared/kernels/mcmc/target.ts";
import {
  FIXED_TEXTS,
  linearRegression,
  logisticRegression,
} from "../../../../shared/labs/monte-carlo/gallery/index.ts";
import type { RegressionData } from "../../../bench/peer/targets/regression.ts";

/** Planted data; the number of rows is not a multiple of a block of the logistic kernel. */
export function regressionData(response: "binary" | "continuous", rows = 1021, predictors = 3): RegressionData {
  const table = regressionTable.generate([3, 5], { rows, predictors, response, noise: 0.7, correlation: 0.4 });
  const width = predictors + 1;
  const at = (i: number, j: number) => table.values[i * width + j];
  return {
    rows,
    predictors,
    x: Float64Array.from({ length: rows * predictors }, (_, k) => at(Math.floor(k / predictors), k % predictors)),
    y: Float64Array.from({ length: rows }, (_, i) => at(i, predictors)),
  };
}

/** What the texts of regressions name. */
export function tableOf({ rows, predictors, x, y }: RegressionData): DensityTable {
  return { predictors: { rows, columns: predictors, values: x }, response: y };
}

export const model = (text: string, table: DensityTable = {}): Model => modelOf(densityOf(text, table));
const [continuous, binary] = [tableOf(regressionData("continuous")), tableOf(regressionData("binary"))];

export const models: Readonly<Record<string, Model>> = {
  ...Object.fromEntries(Object.entries(FIXED_TEXTS).map(([id, text]) => [id, model(text)])),
  "linear-regression": model(linearRegression(true), continuous),
  "linear-regression, data's units": model(linearRegression(false), continuous),
  "logistic-regression": model(logisticRegression(true), binary),
  "logistic-regression, data's units": model(logisticRegression(false), binary),
};

/** N(0, 1) on the line. */
export const standardNormal: Target = {
  dimension: 1,
  names: ["x"],
  logDensity(position, gradient) {
    gradient[0] = -position[0];
    return -0.5 * position[0] * position[0];
  },
  constrain: identity,
};

export const nutsParams: ChainParams = {
  sampler: "nuts",
  warmup: 150,
  thin: 1,
  adapt: true,
  targetAccept: 0.8,
  stepSize: 1,
  leapfrogs: 8,
  maxDepth: 10,
  initRadius: 2,
};
