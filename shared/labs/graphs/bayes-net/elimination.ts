import { type Arrays, array } from "../../../arrays.ts";
import { RULES, type Rule } from "../../../kernels/bayes-net/order.ts";
import { answerQuery, planQuery, type QueryPlan } from "../../../kernels/bayes-net/query.ts";
import { once } from "../../process.ts";
import { impossible } from "../impossible.ts";
import { findingsFor } from "./findings.ts";
import { plansOf } from "./price.ts";
import { netOf, problemOf, type Question } from "./problem.ts";

export interface EliminationParams extends Question {
  readonly order: Rule | "auto";
  /** Name of the node that is asked about. */
  readonly query: string;
}

/**
 * One node's probability by eliminating the others, step by step; where there are targets of Jeffrey's rule, given the exact answer. Output: `order`, the
 * variables that go one after the other; of each step `cells`, numbers in the product that it makes, and its scope (`scopes` from `scopeAt` on); `copied`, what
 * variables after the document's nodes are copies of; `prices`, of each rule the largest table and all together; the `marginal` and `logEvidence`.
 */
export const elimination = once((params: EliminationParams, context): Arrays => {
  const problem = problemOf(netOf(context), params);
  const { model, parents } = problem;
  const { asked, plans, chosen } = plansOf(problem, params);
  const findings = findingsFor(problem, context.inputs.exact);
  const plan = planQuery(model, asked, findings, { ...(parents && { parents }), by: chosen.order });
  const { logEvidence, marginal } = answerQuery(plan, asked);
  if (logEvidence === Number.NEGATIVE_INFINITY) throw impossible(problem.compiled, problem.findings);
  return {
    ...stepArrays(plan),
    copied: array(Int32Array.from(problem.twin?.copied ?? [])),
    prices: array(Float64Array.from(plans.flatMap(({ largest, cells }) => [largest, cells])), [RULES.length, 2]),
    marginal: array(marginal),
    logEvidence: array(Float64Array.of(logEvidence), []),
  };
});

function stepArrays({ order, steps }: QueryPlan): Arrays {
  const scopeAt = new Int32Array(steps.length + 1);
  for (const [i, { scope }] of steps.entries()) scopeAt[i + 1] = scopeAt[i] + scope.length;
  return {
    order: array(Int32Array.from(order)),
    cells: array(Float64Array.from(steps, ({ cells }) => cells)),
    scopeAt: array(scopeAt),
    scopes: array(Int32Array.from(steps.flatMap(({ scope }) => scope))),
  };
}
