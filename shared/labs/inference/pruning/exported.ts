/** The pruned net of a finished run. */
import type { Arrays } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import { isWhole, weightsIn } from "../../nets/weights.ts";

/** Before the names of the smaller net of structured pruning, which lies beside the one with zeros. */
export const SMALL = "small.";

/** In the shape of the net that was trained, zeros where it was pruned. Undefined where some were not kept. */
export function prunedWeights(fold: Fold): Arrays | undefined {
  const weights = weightsIn(fold.output("prune"));
  return isWhole(weights) ? weights : undefined;
}

/** What leaves the page: of structured pruning the smaller net. */
export function exportedWeights(fold: Fold): Arrays | undefined {
  const small = Object.entries(fold.output("prune") ?? {}).filter(([name]) => name.startsWith(SMALL));
  if (small.length === 0) return prunedWeights(fold);
  const weights = Object.fromEntries(small.map(([name, array]) => [name.slice(SMALL.length), array]));
  return isWhole(weights) ? weights : undefined;
}
