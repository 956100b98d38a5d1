/** Which tasks a question makes, and what it must not ask. */

import type { BayesNet, GraphDocument } from "../../../experiment/document.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { FITS } from "../../../kernels/bayes-net/price.ts";
import { foldIn, type Key } from "../../../random/index.ts";
import type { Task, Work } from "../../lab.ts";
import { nearestNames } from "../nearest.ts";
import { type BayesNetParams, isSampler } from "./fields.ts";
import { plansOf, pricedOf } from "./price.ts";
import { type Problem, problemOf, questionOf } from "./problem.ts";
import { PER_STEP } from "./steps.ts";

/** Position of each kind of task under the run's key. */
const KEY = { exact: 0, elimination: 1, approximate: 2, summary: 3 } as const;

type Data = { readonly document?: GraphDocument } | null;

/** The network that is asked. Throws an ExperimentError for data without one. */
export function documentIn(data: Data): BayesNet {
  const document = data?.document;
  if (document?.kind === "bayes") return document;
  const message = "these data have no network to ask (open or draw one, or learn one from them: choose what to do)";
  throw new ExperimentError("params.task", "no-network", message, {});
}

/** What is asked, and whether the exact answer to it fits. */
export function priced(params: BayesNetParams, data: Data) {
  const problem = problemOf(documentIn(data), questionOf(params));
  const price = pricedOf(problem, params.order);
  return { problem, price, fits: price.exact !== undefined };
}

/**
 * Throws an ExperimentError for a document that is not complete, names that it does not have, a method that cannot answer the question, and an exact answer that is
 * needed and does not fit. Where all marginals do not fit, those of one node may (`query`).
 */
export function checkBayesNet(params: BayesNetParams, data: Data): void {
  const { method, query, counterfactual } = params;
  const { problem, price, fits } = priced(params, data);
  if (counterfactual && isSampler(method)) {
    const message = `unfit method for a counterfactual: ${method} (must be exact, loopy or mean-field)`;
    throw new ExperimentError("params.method", "counterfactual-samples", message, { value: method });
  }
  if (query !== "") checkQuery(params, problem);
  if (fits) return;
  const values = { cells: price.cells, max: FITS.tree };
  const cost = `its tables would have ${price.cells} numbers (at most ${FITS.tree} fit)`;
  if (method === "exact" && query === "") {
    const message = `no exact answer for all nodes: ${cost}; name one node in params.query, or choose an approximate method`;
    throw new ExperimentError("params.method", "exact-too-large", message, values);
  }
  if (problem.targets.length > 0) {
    const message = `no Jeffrey's rule without the exact answer: ${cost}; use virtual evidence`;
    throw new ExperimentError("params.softKind", "jeffrey-too-large", message, values);
  }
}

function checkQuery({ query, order }: BayesNetParams, problem: Problem): void {
  if (!problem.compiled.index.has(query)) throw noSuchNode(query, problem);
  const { chosen, fits } = plansOf(problem, { query, order });
  if (fits) return;
  const { largest: cells } = chosen;
  const message = `elimination for ${query} would make a table of ${cells} numbers (at most ${FITS.largest} fit; try another order, or another node)`;
  throw new ExperimentError("params.query", "query-too-large", message, { node: query, cells, max: FITS.largest });
}

function noSuchNode(value: string, { compiled: { names } }: Problem): ExperimentError {
  const nearest = nearestNames(value, names).join(", ");
  const message = `no node is called ${value} (nearest names: ${nearest})`;
  return new ExperimentError("params.query", "no-such-node", message, { value, nearest });
}

/** "exact", where it fits; "elimination" of the node that is asked about; then "chain.<i>" and their "summary", or "loopy", or "mean-field". */
export function planBayesNet(params: BayesNetParams, data: Data, key: Key): readonly Task[] {
  const { method, order, query } = params;
  const question = questionOf(params);
  const { problem, fits } = priced(params, data);
  const one = (id: string, own: Key, rest: Task["params"], after: readonly string[] = []): Task => ({
    id,
    kind: id,
    key: own,
    steps: 1,
    params: { ...question, ...rest },
    ...(after.length > 0 && { after }),
  });
  const first = fits ? ["exact"] : [];
  return [
    ...(fits ? [one("exact", foldIn(key, KEY.exact), { order })] : []),
    ...(query !== ""
      ? [one("elimination", foldIn(key, KEY.elimination), { order, query }, problem.targets.length > 0 ? first : [])]
      : []),
    ...(isSampler(method) ? chainTasks(params, foldIn(key, KEY.approximate), first) : []),
    ...(isSampler(method) ? [summaryTask(params, foldIn(key, KEY.summary), first)] : []),
    ...(method === "loopy" || method === "mean-field"
      ? [{ ...one(method, foldIn(key, KEY.approximate), roundParams(params), first), steps: params.rounds ?? 1 }]
      : []),
  ];
}

const roundParams = ({ method, damping, schedule }: BayesNetParams) =>
  method === "loopy" ? { damping, schedule } : {};

function chainTasks(params: BayesNetParams, key: Key, after: readonly string[]): readonly Task[] {
  const { method, chains = 1, samples = 0, burnIn = 0 } = params;
  const skipped = Math.ceil(burnIn / PER_STEP);
  return Array.from({ length: chains }, (_, i) => ({
    id: `chain.${i}`,
    kind: "chain",
    key: foldIn(key, i),
    // The number of samples is in `steps` alone, so that a chain can be extended.
    steps: skipped + Math.ceil(samples / PER_STEP),
    params: { ...questionOf(params), method, ...(skipped > 0 && { burnIn: skipped }) },
    ...(after.length > 0 && { after }),
  }));
}

function summaryTask(params: BayesNetParams, key: Key, first: readonly string[]): Task {
  const { method, chains = 1 } = params;
  return {
    id: "summary",
    kind: "summary",
    key,
    steps: 1,
    params: { ...questionOf(params), method, chains },
    after: [...first, ...Array.from({ length: chains }, (_, i) => `chain.${i}`)],
  };
}

/** Multiply-adds that drawing one variable costs: a row is found, a number drawn, a state counted. */
const PER_DRAW = 50;

export function estimateBayesNet(params: BayesNetParams, data: Data): Work {
  const { problem, price, fits } = priced(params, data);
  const nodes = problem.model.sizes.length;
  const states = problem.offsets[nodes];
  const cells = problem.model.factors.reduce((sum, { table }) => sum + table.length, 0);
  const { method, samples = 0, burnIn = 0, chains = 0, rounds = 0 } = params;
  const isGibbs = method === "gibbs";
  const perStep = PER_STEP * nodes * PER_DRAW * (isGibbs ? 3 : 1) + (isGibbs ? 64 : 1) * states;
  const perRound = 10 * cells * (method === "loopy" ? 1 : 3);
  const exact = fits ? 12 * price.cells : 0;
  const steps = ((samples + burnIn) * chains) / PER_STEP;
  const kinds = {
    ...(fits && { exact: Math.max(1, exact) }),
    ...(params.query !== "" && { elimination: cells }),
    ...(isSampler(method) && { chain: steps * perStep, summary: 64 * states }),
    ...((method === "loopy" || method === "mean-field") && { [method]: rounds * perRound }),
  };
  return {
    multiplyAdds: Object.values(kinds).reduce((sum, work) => sum + work, 0),
    kinds,
    bytes: (fits ? 24 * price.cells : 0) + 8 * cells + chains * (isGibbs ? 64 : 2) * states * 8 + steps * 32,
  };
}
