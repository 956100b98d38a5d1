import type { Arrays } from "../../arrays.ts";
import type { Fold } from "../fold.ts";

/** Of the arrays of a training those that are weights: of layers and of their normalisations. */
export function weightsIn(trained: Arrays | undefined): Arrays {
  return Object.fromEntries(Object.entries(trained ?? {}).filter(([name]) => /^(layer|norm)\d+\./.test(name)));
}

/** Those of the task "train", once it is done. */
export function trainedWeights(fold: Fold): Arrays | undefined {
  const trained = fold.output("train");
  return trained && weightsIn(trained);
}

/** How many numbers there are. */
export function countOf(weights: Arrays): number {
  return Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);
}
