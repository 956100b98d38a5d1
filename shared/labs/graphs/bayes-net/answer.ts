/** What views ask: what holds in a network now, that of the draft too. What is wrong with it is part of the answer, and nothing is thrown. */
import type { Arrays } from "../../../arrays.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { once } from "../../process.ts";
import { errorArrays } from "../answered.ts";
import { conflictArrays, conflictOf } from "../impossible.ts";
import { type ExactParams, exactArrays, priceArrays } from "./exact.ts";
import { engineOf } from "./infer.ts";
import { pricedOf } from "./price.ts";
import { netOf, type Problem, problemOf } from "./problem.ts";

/**
 * Given the draft's document (`documentArrays`), or about that of the data. Output as of the exact task; of a network whose exact answer does not fit, its price
 * alone (`treewidth`, `maxFactor`, `cells`). Where something is wrong, `error` (see `answeredError` of answered.ts), and of impossible evidence `conflict`, the places of the nodes
 * whose findings cannot be together.
 */
export const answer = once((params: ExactParams, context): Arrays => {
  let problem: Problem | undefined;
  try {
    problem = problemOf(netOf(context), params);
    const priced = pricedOf(problem, params.order);
    return priced.exact ? exactArrays(problem, priced) : priceArrays(priced);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    const conflict = problem && error.code === "impossible-evidence" ? conflictIn(problem, params) : {};
    return { ...errorArrays(error), ...conflict };
  }
});

function conflictIn(problem: Problem, { order }: ExactParams): Arrays {
  const { exact } = pricedOf(problem, order);
  return conflictArrays(exact ? conflictOf(engineOf(exact), problem.findings) : problem.findings);
}
