/** What messages work on: the document as a model, with what is known as factors of its own; its wires, and what is exact where that fits. */
import type { GraphDocument } from "../../../experiment/document.ts";
import type { ExperimentError } from "../../../experiment/errors.ts";
import { intervened } from "../../../kernels/bayes-net/causal.ts";
import { exactEngine, type Finding } from "../../../kernels/bayes-net/exact.ts";
import type { Loopy } from "../../../kernels/bayes-net/loopy.ts";
import { decode, logProduct, type Wiring, wire } from "../../../kernels/bayes-net/messages.ts";
import type { Model } from "../../../kernels/bayes-net/model.ts";
import { bestElimination } from "../../../kernels/bayes-net/order.ts";
import { junctionTree } from "../../../kernels/bayes-net/tree.ts";
import { type Asked, type AskedPlaces, findingsOf, placeOf } from "../asked.ts";
import { type Compiled, compiled } from "../compiled.ts";
import { conflictOf, impossible, impossibleFactors } from "../impossible.ts";

export type ProbabilisticGraph = Exclude<GraphDocument, { kind: "deterministic" }>;

export interface Net {
  readonly compiled: Compiled;
  /** The factors of the document, then one for each finding. */
  readonly model: Model;
  readonly findings: readonly Finding[];
  /** What is certain: nodes and their states. */
  readonly known: ReadonlyMap<number, number>;
  readonly wiring: Wiring;
}

/**
 * A document as it is once something was set in it: arrows to what was set are cut. With what is known. Throws an ExperimentError for a document without its
 * tables, and for what names nothing in it.
 */
export function askedOf(document: ProbabilisticGraph, asked: Asked): AskedPlaces & { readonly compiled: Compiled } {
  const whole = compiled(document);
  const places = findingsOf(whole, asked);
  if (!whole.parents || places.interventions.length === 0) return { ...places, compiled: whole };
  return {
    ...places,
    compiled: { ...whole, ...intervened({ ...whole, parents: whole.parents }, places.interventions) },
  };
}

/** As `askedOf`; throws an ExperimentError for a root that is not there as well. */
export function netOf(
  document: ProbabilisticGraph,
  { root = "", ...asked }: Asked & { readonly root?: string | undefined },
): Net {
  const { compiled: ready, findings } = askedOf(document, asked);
  const { sizes, factors } = ready.model;
  const own = findings.map(({ variable, weights }) => ({ scope: [variable], table: Float64Array.from(weights) }));
  const model: Model = { sizes, factors: [...factors, ...own] };
  const wiring = wire(model, root === "" ? 0 : placeOf(ready, root, "params.root"));
  return { compiled: ready, model, findings, known: new Map(findings.flatMap(certain)), wiring };
}

function certain({ variable, weights }: Finding): (readonly [number, number])[] {
  const left = Array.from(weights).flatMap((weight, s) => (weight > 0 ? [s] : []));
  return left.length === 1 ? [[variable, left[0]]] : [];
}

/** Numbers in all tables of a junction tree that are still computed beside the messages. */
const EXACT_CELLS = 2 ** 22;

/** Whether the exact answer is computed: its tables fit. The width is that of the best order found. */
export function exactPrice({ sizes, factors }: Model): {
  readonly width: number;
  readonly cells: number;
  readonly fits: boolean;
} {
  const { width, cells } = bestElimination({ sizes, factors });
  return { width, cells, fits: cells <= EXACT_CELLS };
}

export interface ExactAnswer {
  /** Natural logarithm of the sum over all states. */
  readonly logZ: number;
  readonly marginals: Float64Array;
  /** Natural logarithm of the largest product, and its states. */
  readonly logMost: number;
  readonly states: Int32Array;
}

/** Undefined where its tables would have more than `most` numbers. Throws an ExperimentError where what is known is impossible ("impossible-evidence"), or anything ("impossible-factors"). */
export function exactAnswer(net: Net, most = EXACT_CELLS): ExactAnswer | undefined {
  const { model } = net;
  const elimination = bestElimination(model);
  if (elimination.cells > most) return undefined;
  const engine = exactEngine(model, junctionTree(elimination));
  const { logEvidence: logZ, marginals } = engine.posterior([]);
  if (logZ === Number.NEGATIVE_INFINITY) throw impossibleIn(net);
  const { states } = engine.mostProbable([]);
  // Added up as that of other states is: equal states give equal bits.
  return { logZ, marginals, logMost: logProduct(model, states), states };
}

/** What cannot be: a smallest part of what is known, where that can be found, or the factors themselves. */
export const impossibleIn = (net: Net): ExperimentError =>
  net.findings.length > 0 ? impossible(net.compiled, conflictIn(net)) : impossibleFactors();

/** The findings that clash; all of them where the exact answer does not fit. */
export function conflictIn({ compiled: { model }, findings }: Net): readonly Finding[] {
  const elimination = bestElimination(model);
  if (elimination.cells > EXACT_CELLS) return findings;
  return conflictOf(exactEngine(model, junctionTree(elimination)), findings);
}

/** The states that max-product messages speak for, and the logarithm of their product. */
export function explanation({ wiring, model }: Net, state: Loopy) {
  const states = decode(wiring, state);
  return { states, logProbability: logProduct(model, states) };
}
