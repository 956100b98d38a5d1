import type { DataNotice } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { CONDITIONAL_TARGETS, conditionalsNumber } from "../../../kernels/mcmc/conditional-targets.ts";
import { CALIBRATION, type McmcParams } from "./fields.ts";

/**
 * Most coordinates of a target with a dense or low-rank metric: a chain then keeps 4 or 8 MiB of sums and factors, and learns a low-rank metric in about three
 * seconds at the end of each window.
 */
export const METRIC_LIMIT = 500;

/** Throws an ExperimentError for a sampler that cannot sample this target, which has so many unconstrained coordinates. */
export function checkSampler(params: McmcParams, dimension: number): void {
  const { sampler, target, many, walkers = 0, metric = "diagonal" } = params;
  if (metric !== "diagonal" && dimension > METRIC_LIMIT)
    throw new ExperimentError(
      "params.metric",
      "too-wide-for-metric",
      `metric ${metric}: the model has ${dimension} coordinates, and such a metric at most ${METRIC_LIMIT} (choose the diagonal metric)`,
      { value: metric, dimension, max: METRIC_LIMIT, fits: "diagonal" },
    );
  if (target === CALIBRATION && many === "crowd")
    throw new ExperimentError(
      "params.many",
      "crowd-of-calibration",
      "calibration of a crowd: each simulation has a chain of its own (choose few chains)",
      { value: "crowd", fits: "few" },
    );
  if (sampler === "gibbs" && target !== CALIBRATION && conditionalsNumber(target) === undefined) {
    const allowed = [...CONDITIONAL_TARGETS, CALIBRATION].join(", ");
    throw new ExperimentError(
      "params.sampler",
      "no-conditionals",
      `Gibbs sampling of ${target}: its full conditionals are not known (choose slice sampling, or one of ${allowed})`,
      { value: target, allowed, fits: "slice" },
    );
  }
  const least = 2 * dimension;
  if (sampler === "ensemble" && walkers < least) {
    throw new ExperimentError(
      "params.walkers",
      "too-few-walkers",
      `walkers: ${walkers} (must be at least ${least}, twice the number of coordinates)`,
      { value: walkers, min: least, fits: least },
    );
  }
}

/** Steps of an ensemble move its walkers in turn: one in a multiple of them is always a step of the same one. */
export function thinningNotices({ sampler, walkers = 1, thin }: McmcParams): readonly DataNotice[] {
  if (sampler !== "ensemble" || walkers < 2 || thin % walkers !== 0) return [];
  // Neighbours of a multiple have no divisor in common with it.
  return [{ code: "one-walker", values: { thin, walkers, fits: thin - 1 } }];
}

/** Multiply-adds of an eigendecomposition, in units of the cube of the dimension. */
const EIGEN = 6;

function isMassive({ sampler, metric = "diagonal", many }: McmcParams): boolean {
  return metric !== "diagonal" && many !== "crowd" && hasMomentum(sampler);
}

/** Multiply-adds that the metric adds to a leapfrog step: two products with a triangle, or with the directions, of which there may be a quarter. */
export function metricCost(params: McmcParams, dimension: number): number {
  return isMassive(params) ? dimension ** 2 : 0;
}

/** Multiply-adds of a chain to learn its metric: a Cholesky factor, or two eigendecompositions, at the end of each window, besides sums. */
export function learningCost(params: McmcParams, dimension: number): number {
  if (!isMassive(params) || !params.adapt) return 0;
  const learn = params.metric === "low-rank" ? 2 * EIGEN + 3 : 1 / 6;
  // Each window is twice as long as the one before it.
  let windows = 0;
  for (let draws = params.warmup; draws >= 50; draws /= 2) windows++;
  return windows * learn * dimension ** 3 + params.warmup * dimension ** 2;
}

/** What a chain keeps of matrices (those of sums and gradients among them), and hands over. */
export function metricBytes(params: McmcParams, dimension: number): number {
  if (!isMassive(params)) return 0;
  return (params.metric === "low-rank" ? 4 : 3) * dimension ** 2 * 8;
}

/** Samplers that draw a momentum: of their energies E-BFMI speaks. */
export function hasMomentum(sampler: string): boolean {
  return ["nuts", "walnuts", "hmc", "mala"].includes(sampler);
}

/** Evaluations of the density per draw, about: `whole` of a trajectory that no parameter bounds. */
export function evaluationsPerDraw(
  { sampler, leapfrogs = 1, levels = 1 }: McmcParams,
  dimension: number,
  whole: number,
): number {
  switch (sampler) {
    case "nuts":
    case "walnuts":
      return whole;
    case "hmc":
      return leapfrogs;
    case "slice":
      return 5 * dimension;
    case "tempering":
      return levels;
    default:
      return 1;
  }
}
