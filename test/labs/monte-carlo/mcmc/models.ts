import { regressionTable } from "../../../../shared/data/generators/regression-table.ts";
import type { ChainParams } from "../../../../shared/kernels/mcmc/chain.ts";
import type { Model } from "../../../../shared/kernels/mcmc/targets/index.ts";
import {
  fixedModels,
  linearRegressionModel,
  logisticRegressionModel,
} from "../../../../shared/kernels/mcmc/targets/index.ts";
import { linearModel } from "../../../../shared/kernels/mcmc/targets/linear-regression.ts";
import { logisticModel } from "../../../../shared/kernels/mcmc/targets/logistic-regression.ts";
import type { RegressionData } from "../../../../shared/kernels/mcmc/targets/regression.ts";

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

export const models: Readonly<Record<string, Model>> = {
  ...fixedModels,
  "linear-regression": linearRegressionModel(linearModel(regressionData("continuous"), true)),
  "linear-regression, data's units": linearRegressionModel(linearModel(regressionData("continuous"), false)),
  "logistic-regression": logisticRegressionModel(logisticModel(regressionData("binary"), true)),
  "logistic-regression, data's units": logisticRegressionModel(logisticModel(regressionData("binary"), false)),
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
