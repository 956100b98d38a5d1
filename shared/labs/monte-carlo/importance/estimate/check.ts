import type { Table } from "../../../../data/table.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import type { EstimateParams } from "./fields.ts";
import { growthOf, problemOf } from "./model.ts";

/** Draws of all repeats together, times dimensions. */
const MOST_NUMBERS = 100_000_000;

/** Throws an ExperimentError for an expectation that does not exist, and for what would take too long. */
export function checkEstimate(params: EstimateParams, table: Table | null): void {
  if (table !== null && params.target !== "table" && params.target !== "own")
    throw new ExperimentError(
      "params.target",
      "importance-unused-data",
      `the data are not used by the target ${params.target} (must be table, or take the data away)`,
      { value: params.target, fits: "table" },
    );
  const { dimension, own } = problemOf(params, table).target;
  if (own && params.estimator === "plain")
    throw new ExperimentError(
      "params.estimator",
      "importance-no-constant",
      "the plain estimator needs the constant of p, which a written density has not (must be self)",
      { value: params.estimator, fits: "self" },
    );
  if (own && params.defensive > 0)
    throw new ExperimentError(
      "params.defensive",
      "importance-not-drawn",
      `a defensive share of ${params.defensive} has to be drawn from p, which a written density cannot (must be 0; a second, wide proposal does the same)`,
      { value: params.defensive, max: 0 },
    );
  const { target, degrees = 3, quantity, draws, repeats, rounds } = params;
  if (target === "student" && growthOf(params) >= degrees)
    throw new ExperimentError(
      "params.quantity",
      "importance-no-expectation",
      `the expectation of ${quantity} under Student's t with ${degrees} degrees of freedom is not finite (choose another quantity, or more degrees of freedom)`,
      { value: quantity, degrees },
    );
  const perEstimate = (draws + 1000 * rounds) * dimension;
  const most = Math.floor(MOST_NUMBERS / perEstimate) - 1;
  if (repeats > most)
    throw new ExperimentError(
      "params.repeats",
      "importance-too-many",
      `too many repeats: ${repeats} (must be at most ${most} with so many draws and dimensions)`,
      { value: repeats, max: most },
    );
}
