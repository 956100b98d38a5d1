/** What an exact answer costs, before anything is multiplied. */
import type { Model } from "../../../kernels/bayes-net/model.ts";
import { eliminate, moralEdges, RULES, type Rule } from "../../../kernels/bayes-net/order.ts";
import { FITS, wayTo } from "../../../kernels/bayes-net/price.ts";
import { planQuery } from "../../../kernels/bayes-net/query.ts";
import { type Clique, junctionTree } from "../../../kernels/bayes-net/tree.ts";
import type { Problem } from "./problem.ts";

export interface Priced {
  /** Most neighbours of a variable when it goes; numbers in the largest table and in all of them. */
  readonly width: number;
  readonly largest: number;
  readonly cells: number;
  /** The junction tree that all marginals can be had from, and the model that it is of; undefined where none fits. */
  readonly exact: { readonly model: Model; readonly tree: readonly Clique[] } | undefined;
}

type Order = Rule | "auto";

/** Those that hold for any findings; and the last one that was cut at what is known. */
const trees = new WeakMap<Model, Map<Order, Priced>>();
let last: { readonly problem: Pick<Problem, "model" | "findings">; readonly priced: Priced } | undefined;

/** Made once per world and rule; where no tree fits but one at what is known for certain, once for these findings. */
export function pricedOf(problem: Pick<Problem, "model" | "findings">, order: Order): Priced {
  const { model } = problem;
  const own = trees.get(model) ?? new Map<Order, Priced>();
  trees.set(model, own);
  const before = own.get(order);
  if (before) return before;
  if (order !== "auto") return kept(own, order, byRule(model, order));
  if (last?.problem.model === model && sameFindings(last.problem, problem)) return last.priced;
  const way = wayTo(model, problem);
  if (way.kind === "tree") return kept(own, order, { ...way.price.tree, exact: { model, tree: way.tree } });
  const cost = way.price.cut ?? way.price.tree;
  const priced = { ...cost, exact: way.kind === "cut" ? { model: way.model, tree: way.tree } : undefined };
  last = { problem, priced };
  return priced;
}

function kept(own: Map<Order, Priced>, order: Order, priced: Priced): Priced {
  own.set(order, priced);
  return priced;
}

function byRule(model: Model, rule: Rule): Priced {
  const elimination = eliminate(model.sizes, moralEdges(model), rule);
  const { width, largest, cells } = elimination;
  const exact = cells <= FITS.tree ? { model, tree: junctionTree(elimination) } : undefined;
  return { width, largest, cells, exact };
}

function sameFindings({ findings: a }: Pick<Problem, "findings">, { findings: b }: Pick<Problem, "findings">): boolean {
  return (
    a.length === b.length &&
    a.every(({ variable, weights }, i) => {
      const other = b[i];
      return variable === other.variable && Array.from(weights).every((w, s) => w === other.weights[s]);
    })
  );
}

/** The elimination for one node by each rule, in the order of `RULES`, and which of them is carried out. */
export function plansOf(problem: Problem, { order, query }: { readonly order: Order; readonly query: string }) {
  const { compiled, model, parents, twin } = problem;
  const place = compiled.index.get(query) as number;
  const asked = twin?.counterpart[place] ?? place;
  const findings = [...problem.findings, ...problem.targets];
  const plans = RULES.map((by) => planQuery(model, asked, findings, { ...(parents && { parents }), by }));
  const cheapest = plans.reduce((best, plan) => (plan.cells < best.cells ? plan : best));
  const chosen = order === "auto" ? cheapest : plans[RULES.indexOf(order)];
  return { asked, plans, chosen, fits: chosen.largest <= FITS.largest && chosen.cells <= FITS.total };
}
