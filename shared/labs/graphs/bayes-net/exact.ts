import { type Arrays, array } from "../../../arrays.ts";
import type { Rule } from "../../../kernels/bayes-net/order.ts";
import { once } from "../../process.ts";
import { engineOf, exactAnswer } from "./infer.ts";
import { type Priced, pricedOf } from "./price.ts";
import { answeredStates, netOf, type Problem, problemOf, type Question } from "./problem.ts";

export interface ExactParams extends Question {
  readonly order: Rule | "auto";
}

/**
 * The exact answer, by messages on a junction tree. Output: `marginals` of all states of the document's nodes, of a counterfactual in the world that would have
 * been, and then `actual` in the world as it is; `logEvidence`, `mostProbable` (a state per node), `logMostProbable`; `weights` of all states of the model's
 * variables; `treewidth`, and how many numbers the largest table and all of them have (`maxFactor`, `cells`).
 */
export const exact = once((params: ExactParams, context): Arrays => {
  const problem = problemOf(netOf(context), params);
  return exactArrays(problem, pricedOf(problem, params.order));
});

/** Throws a RangeError where no tree fits. */
export function exactArrays(problem: Problem, priced: Priced): Arrays {
  if (!priced.exact) throw new RangeError(`no junction tree fits: ${priced.cells} numbers`);
  const { twin, answered } = problem;
  const answer = exactAnswer(problem, engineOf(priced.exact));
  const states = Int32Array.from(
    { length: answered.length - 1 },
    (_, v) => answer.mostProbable[twin?.counterpart[v] ?? v],
  );
  return {
    marginals: array(answeredStates(problem, answer.marginals)),
    ...(twin && { actual: array(answer.marginals.slice(0, answered[answered.length - 1])) }),
    mostProbable: array(states),
    weights: array(answer.weights),
    logEvidence: number(answer.logEvidence),
    logMostProbable: number(answer.logMostProbable),
    ...priceArrays(priced),
  };
}

export function priceArrays({ width, largest, cells }: Priced): Arrays {
  return { treewidth: number(width), maxFactor: number(largest), cells: number(cells) };
}

const number = (value: number) => array(Float64Array.of(value), []);
