import { array } from "../../../../arrays.ts";
import { effectiveSize, noSums, withDraws } from "../../../../kernels/importance/weights.ts";
import { foldIn } from "../../../../random/index.ts";
import { iterate } from "../../../process.ts";
import { adaptedPlaces } from "./adapt.ts";
import { drawBatch } from "./batch.ts";
import { openProblem } from "./compiled.ts";
import { chosenEstimate, STREAM } from "./draws.ts";
import type { EstimateParams } from "./fields.ts";
import { componentsOf } from "./model.ts";

interface RepeatParams extends EstimateParams {
  /** Batches of each repeat. */
  readonly batches: number;
}

/**
 * A block of independent repeats of the whole estimate; a step is one of them. Records: the chosen estimate, its standard error, the effective size of the
 * weights. What could not be estimated is a gap.
 */
export const repeats = iterate({
  records: ["estimate", "standardError", "ess"],
  problem: (params: RepeatParams, context) => ({ ...openProblem(params, context), batches: params.batches }),
  init: () => ({ sums: noSums }),
  step(key, problem, _state, n) {
    const own = foldIn(key, n);
    const places = adaptedPlaces(problem, foldIn(own, STREAM.adapt));
    const components = componentsOf(problem.params, problem.target, places[places.length - 1]);
    let sums = noSums;
    for (let b = 0; b < problem.batches; b++) {
      const { logWeights, f } = drawBatch(problem, components, foldIn(own, STREAM.draws), b);
      sums = withDraws(sums, logWeights, f, 0, f.length);
    }
    return { sums };
  },
  info({ params }, { sums }) {
    const found = chosenEstimate(sums, params);
    const isKnown = found !== undefined && Number.isFinite(found.value) && Number.isFinite(found.standardError);
    return { ...(isKnown && { estimate: found.value, standardError: found.standardError }), ess: effectiveSize(sums) };
  },
  output: () => ({ done: array(Uint8Array.of(1)) }),
});
