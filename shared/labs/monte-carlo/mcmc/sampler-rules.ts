import { ExperimentError } from "../../../experiment/errors.ts";
import { CONDITIONAL_TARGETS, conditionalsNumber } from "../../../kernels/mcmc/conditionals.ts";
import type { Fold } from "../../fold.ts";
import { CALIBRATION, type McmcParams } from "./fields.ts";

/** Throws an ExperimentError for a sampler that cannot sample this target, which has so many unconstrained coordinates. */
export function checkSampler({ sampler, target, many, walkers = 0 }: McmcParams, dimension: number): void {
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

/** Smallest swap rate of a ladder, and that of each pair, over all chains; nothing before they are finished. */
export function swapMetrics(fold: Fold): Record<string, number> {
  const chains = fold.tasks.flatMap(({ id }) => fold.output(id)?.swapRate ?? []);
  if (chains.length < fold.tasks.length) return {};
  const pairs = chains[0].shape[0];
  const rates = Array.from({ length: pairs }, (_, pair) => {
    const sum = chains.reduce((total, { values }) => total + values[pair], 0);
    return sum / chains.length;
  });
  const own = Object.fromEntries(rates.map((rate, pair) => [`swapRate.${pair + 1}`, rate]));
  return { swapRate: Math.min(...rates), ...own };
}
