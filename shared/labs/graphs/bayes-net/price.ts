/** What an exact answer costs, before anything is multiplied. */
import type { Model } from "../../../kernels/bayes-net/model.ts";
import {
  bestElimination,
  type Elimination,
  eliminate,
  moralEdges,
  RULES,
  type Rule,
} from "../../../kernels/bayes-net/order.ts";
import { planQuery } from "../../../kernels/bayes-net/query.ts";
import type { Problem } from "./problem.ts";

/** Numbers in all tables together, or in the largest one of an elimination for one node, that fit: 64 MB. */
export const FITS = 2 ** 23;

const eliminations = new WeakMap<Model, Map<Rule | "auto", Elimination>>();

/** Made once per world and rule. */
export function eliminationOf({ model }: { readonly model: Model }, order: Rule | "auto"): Elimination {
  const own = eliminations.get(model) ?? new Map<Rule | "auto", Elimination>();
  eliminations.set(model, own);
  const found =
    own.get(order) ?? (order === "auto" ? bestElimination(model) : eliminate(model.sizes, moralEdges(model), order));
  own.set(order, found);
  return found;
}

/** The plan of each rule, in the order of `RULES`, and which of them is carried out. */
export function plansOf(problem: Problem, { order, query }: { readonly order: Rule | "auto"; readonly query: string }) {
  const asked = problem.compiled.index.get(query) as number;
  const plans = RULES.map((by) => planQuery(problem.model, asked, problem.findings, { parents: problem.parents, by }));
  const cheapest = plans.reduce((best, plan) => (plan.cells < best.cells ? plan : best));
  return { asked, plans, chosen: order === "auto" ? cheapest : plans[RULES.indexOf(order)] };
}
