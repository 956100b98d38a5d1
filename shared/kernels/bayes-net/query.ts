/**
 * Variable elimination for one question (Zhang & Poole 1994): the posterior of one variable, where a junction tree would not fit, and step by step for whoever
 * wants to see it. What cannot matter is left out first: descendants that nobody asks about, and what the findings cut off.
 */
import type { Finding } from "./exact.ts";
import { fixed } from "./factors.ts";
import { jointOf } from "./joint.ts";
import { cellsOf, type Model } from "./model.ts";
import { eliminate, moralEdges, RULES, type Rule } from "./order.ts";

export interface QueryStep {
  readonly variable: number;
  /** Scopes of the tables that are multiplied, of their product, and of what is left without the variable. */
  readonly taken: readonly (readonly number[])[];
  readonly scope: readonly number[];
  readonly left: readonly number[];
  /** Numbers in the product. */
  readonly cells: number;
}

export interface QueryPlan {
  /** What is multiplied in the end, besides the steps' results: the model's factors that matter, with the findings in them. */
  readonly model: Model;
  readonly order: readonly number[];
  readonly steps: readonly QueryStep[];
  readonly largest: number;
  readonly cells: number;
}

export interface QueryAnswer {
  readonly logEvidence: number;
  readonly marginal: Float64Array;
}

/**
 * What a question costs, before anything is multiplied. `asked`: −1 where only the evidence's probability is. `parents`: of a Bayesian network, the parents of each
 * variable, whose factor i is that of variable i: then descendants that nobody asks about are left out. `by`: a rule, or which of the variables go, one after the
 * other; the cheapest rule where it is left out.
 */
export function planQuery(
  model: Model,
  asked: number,
  findings: readonly Finding[],
  { parents, by }: { readonly parents?: readonly (readonly number[])[]; readonly by?: Rule | readonly number[] } = {},
): QueryPlan {
  const left = withFindings(model, asked, findings, parents);
  return planOf(left, asked, by ?? cheapestRule(left, asked));
}

function cheapestRule({ sizes, factors }: Model, asked: number): Rule {
  const edges = moralEdges({ sizes, factors });
  const all = RULES.map((rule) => eliminate(sizes, edges, rule, asked));
  return all.reduce((best, other) => (other.cells < best.cells ? other : best)).rule;
}

/** The model's factors that matter, at what is known for certain, and weights of what is not. */
function withFindings(
  { sizes, factors }: Model,
  asked: number,
  findings: readonly Finding[],
  parents?: readonly (readonly number[])[],
): Model {
  const wanted = findings.map(({ variable }) => variable);
  const kept = parents && ancestors(parents, asked < 0 ? wanted : [asked, ...wanted]);
  // What is asked stays, whatever is known of it.
  const states = certainStates(
    sizes,
    findings.filter(({ variable }) => variable !== asked),
  );
  const soft = findings
    .filter(
      ({ variable, weights }) => states[variable] < 0 || weights[states[variable]] !== 1 || onlyState(weights) < 0,
    )
    .map(({ variable, weights }) => ({ scope: [variable], table: Float64Array.from(weights) }));
  const own = kept ? factors.filter((_, v) => kept[v]) : factors;
  return { sizes, factors: [...own, ...soft].map((factor) => fixed(sizes, factor, states)) };
}

function planOf(model: Model, asked: number, by: Rule | readonly number[]): QueryPlan {
  const { sizes, factors } = model;
  const order = orderOf(model, asked, by);
  const steps: QueryStep[] = [];
  let scopes: (readonly number[])[] = factors.map(({ scope }) => scope);
  for (const variable of order) {
    const taken = scopes.filter((scope) => scope.includes(variable));
    const scope = [...new Set(taken.flat())].sort((a, b) => a - b);
    const rest = scope.filter((v) => v !== variable);
    steps.push({ variable, taken, scope, left: rest, cells: cellsOf(sizes, scope) });
    scopes = [...scopes.filter((own) => !own.includes(variable)), rest];
  }
  const cells = steps.map((step) => step.cells);
  const end = asked < 0 ? 1 : sizes[asked];
  return {
    model,
    order,
    steps,
    largest: cells.reduce((most, own) => Math.max(most, own), end),
    cells: cells.reduce((sum, own) => sum + own, end),
  };
}

/** Carries a plan out. The marginal is zeros, and the logarithm −Infinity, where the findings are impossible. */
export function answerQuery({ model, order }: QueryPlan, asked: number): QueryAnswer {
  const { table, logSum } = jointOf(model, asked < 0 ? [] : [asked], order);
  return { logEvidence: logSum, marginal: asked < 0 ? new Float64Array(0) : table };
}

/** Of each variable the state that a finding leaves it alone, −1 where there is none. */
export function certainStates(sizes: Int32Array, findings: readonly Finding[]): Int32Array {
  const states = new Int32Array(sizes.length).fill(-1);
  for (const { variable, weights } of findings) if (states[variable] < 0) states[variable] = onlyState(weights);
  return states;
}

/** The state that alone is possible, −1 where there are several or none. */
function onlyState(weights: ArrayLike<number>): number {
  let found = -1;
  for (let s = 0; s < weights.length; s++) {
    if (weights[s] === 0) continue;
    if (found >= 0) return -1;
    found = s;
  }
  return found;
}

function ancestors(parents: readonly (readonly number[])[], of: readonly number[]): Uint8Array {
  const found = new Uint8Array(parents.length);
  const waiting = [...of];
  for (let v = waiting.pop(); v !== undefined; v = waiting.pop()) {
    if (found[v]) continue;
    found[v] = 1;
    waiting.push(...parents[v]);
  }
  return found;
}

/** All variables that are left but the one that is asked for. */
function orderOf(model: Model, asked: number, by: Rule | readonly number[]): readonly number[] {
  const present = new Set(model.factors.flatMap(({ scope }) => scope));
  present.delete(asked);
  const given = typeof by === "string" ? withLast(model, asked, by) : by;
  return given.filter((v) => present.has(v));
}

/** By a rule among those that may go: the neighbours of the one that is asked for keep it as a neighbour. */
function withLast({ sizes, factors }: Model, asked: number, rule: Rule): readonly number[] {
  return eliminate(sizes, moralEdges({ sizes, factors }), rule, asked).order;
}
