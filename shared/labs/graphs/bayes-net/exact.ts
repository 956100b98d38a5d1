import { type Arrays, array } from "../../../arrays.ts";
import type { Elimination, Rule } from "../../../kernels/bayes-net/order.ts";
import { once } from "../../process.ts";
import { engineOf, exactAnswer } from "./infer.ts";
import { eliminationOf } from "./price.ts";
import { netOf, type Problem, problemOf, type Question } from "./problem.ts";

export interface ExactParams extends Question {
  readonly order: Rule | "auto";
}

/**
 * The exact answer, by messages on a junction tree. Output: `marginals` of all states, `logEvidence`, `mostProbable` (a state per node), `logMostProbable`,
 * `weights` of all states, `treewidth`, and how many numbers the largest table and all of them have (`maxFactor`, `cells`).
 */
export const exact = once(
  (params: ExactParams, context): Arrays => exactArrays(problemOf(netOf(context), params), params.order),
);

export function exactArrays(problem: Problem, order: Rule | "auto"): Arrays {
  const elimination = eliminationOf(problem, order);
  const answer = exactAnswer(problem, engineOf(problem, elimination));
  return {
    marginals: array(answer.marginals),
    mostProbable: array(answer.mostProbable),
    weights: array(answer.weights),
    logEvidence: number(answer.logEvidence),
    logMostProbable: number(answer.logMostProbable),
    ...priceArrays(elimination),
  };
}

export function priceArrays({ width, largest, cells }: Elimination): Arrays {
  return { treewidth: number(width), maxFactor: number(largest), cells: number(cells) };
}

const number = (value: number) => array(Float64Array.of(value), []);
