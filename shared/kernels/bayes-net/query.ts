/**
 * Variable elimination for one question (Zhang & Poole 1994): the posterior of one variable, where a junction tree would not fit, and step by step for whoever
 * wants to see it. What cannot matter is left out first: descendants that nobody asks about, and what the findings cut off.
 */
import { log } from "../../math/index.ts";
import type { Finding } from "./exact.ts";
import { fixed, product, summedOut } from "./factors.ts";
import { cellsOf, type Factor, type Model } from "./model.ts";
import { eliminate, moralEdges, type Rule } from "./order.ts";
import { exponentOf, powerOfTwo } from "./powers.ts";

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
 * What a question costs, before anything is multiplied. `parents`: of a Bayesian network, the parents of each variable, whose factor i is that of variable i:
 * then descendants that nobody asks about are left out. `order`: which of the variables go, one after the other, instead of a rule.
 */
export function planQuery(
  model: Model,
  asked: number,
  findings: readonly Finding[],
  {
    parents,
    by = "min-fill",
  }: { readonly parents?: readonly (readonly number[])[]; readonly by?: Rule | readonly number[] } = {},
): QueryPlan {
  const { sizes } = model;
  const kept = parents ? ancestors(parents, [asked, ...findings.map(({ variable }) => variable)]) : undefined;
  const factors = kept ? model.factors.filter((_, v) => kept[v]) : model.factors;
  const states = new Int32Array(sizes.length).fill(-1);
  const soft: Factor[] = [];
  for (const { variable, weights } of findings) {
    const certain = onlyState(weights);
    if (certain >= 0 && variable !== asked && (states[variable] < 0 || states[variable] === certain))
      states[variable] = certain;
    if (certain < 0 || variable === asked || states[variable] !== certain || weights[certain] !== 1)
      soft.push({ scope: [variable], table: Float64Array.from(weights) });
  }
  const left: Model = { sizes, factors: [...factors, ...soft].map((factor) => fixed(sizes, factor, states)) };
  const order = orderOf(left, asked, by);
  const steps: QueryStep[] = [];
  let scopes: (readonly number[])[] = left.factors.map(({ scope }) => scope);
  for (const variable of order) {
    const taken = scopes.filter((scope) => scope.includes(variable));
    const scope = [...new Set(taken.flat())].sort((a, b) => a - b);
    const rest = scope.filter((v) => v !== variable);
    steps.push({ variable, taken, scope, left: rest, cells: cellsOf(sizes, scope) });
    scopes = [...scopes.filter((own) => !own.includes(variable)), rest];
  }
  const cells = steps.map((step) => step.cells);
  return {
    model: left,
    order,
    steps,
    largest: cells.reduce((most, own) => Math.max(most, own), sizes[asked]),
    cells: cells.reduce((sum, own) => sum + own, sizes[asked]),
  };
}

/** Carries a plan out. The marginal is zeros, and the logarithm −Infinity, where the findings are impossible. */
export function answerQuery({ model, order }: QueryPlan, asked: number): QueryAnswer {
  const { sizes } = model;
  let factors = model.factors;
  let exponents = 0;
  for (const variable of order) {
    const taken = factors.filter(({ scope }) => scope.includes(variable));
    const { scope, table } = summedOut(sizes, product(sizes, taken), variable);
    const most = table.reduce((a, b) => Math.max(a, b), 0);
    if (most === 0) return { logEvidence: Number.NEGATIVE_INFINITY, marginal: new Float64Array(sizes[asked]) };
    const k = exponentOf(most);
    exponents += k;
    const scale = powerOfTwo(-k);
    factors = [
      ...factors.filter((factor) => !factor.scope.includes(variable)),
      { scope, table: table.map((x) => x * scale) },
    ];
  }
  const { table } = product(sizes, [{ scope: [asked], table: new Float64Array(sizes[asked]).fill(1) }, ...factors]);
  const sum = table.reduce((a, b) => a + b, 0);
  if (sum === 0) return { logEvidence: Number.NEGATIVE_INFINITY, marginal: table };
  return { logEvidence: log(sum) + exponents * Math.LN2, marginal: table.map((x) => x / sum) };
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
