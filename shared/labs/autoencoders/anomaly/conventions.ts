import { coderConventions } from "../../nets/coders/conventions.ts";
import type { AnomalyParams } from "./fields.ts";

/** What other programs do otherwise; written into exported weights. */
export function anomalyConventions(params: AnomalyParams): Readonly<Record<string, string>> {
  const each =
    "columns less their mean, over their deviation (n in the denominator), both of the normal training rows; a column that is constant there is only centred; pixels from 0 to 1";
  return {
    ...coderConventions(params),
    ...(params.loss === "mse" && params.scaling === "each" && { inputs: each }),
    training: "normal rows alone",
    score: "mean of (y - x)^2 over the columns, in the units of the inputs",
  };
}
