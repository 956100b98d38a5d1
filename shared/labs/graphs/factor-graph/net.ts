/** What a run works on: the document as a model, with what is known as factors of its own; its wires, and what is exact where that fits. */
import type { GraphDocument } from "../../../experiment/document.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { exactEngine, type Finding } from "../../../kernels/bayes-net/exact.ts";
import type { Loopy } from "../../../kernels/bayes-net/loopy.ts";
import { decode, logProduct, type Wiring, wire } from "../../../kernels/bayes-net/messages.ts";
import type { Model } from "../../../kernels/bayes-net/model.ts";
import { bestElimination } from "../../../kernels/bayes-net/order.ts";
import { junctionTree } from "../../../kernels/bayes-net/tree.ts";
import { findingsOf, placeOf } from "../asked.ts";
import { type Compiled, compiled } from "../compiled.ts";
import type { FactorGraphParams } from "./fields.ts";

export interface Net {
  readonly compiled: Compiled;
  /** The factors of the document, then one for each node whose state is known. */
  readonly model: Model;
  /** Nodes whose state is known, in the order of their factors, and the state. */
  readonly known: readonly { readonly variable: number; readonly state: number }[];
  readonly findings: readonly Finding[];
  readonly wiring: Wiring;
}

/** Throws an ExperimentError for a document without its tables, and for evidence on what it does not have or a root that it does not have. */
export function netOf(
  document: Exclude<GraphDocument, { kind: "deterministic" }>,
  { evidence, root = "" }: Pick<FactorGraphParams, "evidence" | "root">,
): Net {
  const ready = compiled(document);
  const { findings } = findingsOf(ready, { evidence });
  const model: Model = {
    sizes: ready.model.sizes,
    factors: [
      ...ready.model.factors,
      ...findings.map(({ variable, weights }) => ({ scope: [variable], table: Float64Array.from(weights) })),
    ],
  };
  const known = findings.map(({ variable, weights }) => ({ variable, state: Array.from(weights).indexOf(1) }));
  const wiring = wire(model, root === "" ? 0 : placeOf(ready, root, "params.root"));
  return { compiled: ready, model, known, findings, wiring };
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

/** Undefined where it does not fit. Throws an ExperimentError where what is known is impossible ("impossible-evidence"), or anything ("impossible-factors"). */
export function exactAnswer(net: Net): ExactAnswer | undefined {
  const { model } = net;
  const elimination = bestElimination(model);
  if (elimination.cells > EXACT_CELLS) return undefined;
  const engine = exactEngine(model, junctionTree(elimination));
  const { logEvidence: logZ, marginals } = engine.posterior([]);
  if (logZ === Number.NEGATIVE_INFINITY) throw impossible(net);
  const { states } = engine.mostProbable([]);
  // Added up as that of other states is: equal states give equal bits.
  return { logZ, marginals, logMost: logProduct(model, states), states };
}

export function impossible({ compiled: { names, states }, known }: Pick<Net, "compiled" | "known">): ExperimentError {
  if (known.length === 0) {
    const message = "every combination of states has the product 0 (change factors that have zeros)";
    return new ExperimentError("data.document", "impossible-factors", message, {});
  }
  const value = known.map(({ variable, state }) => `${names[variable]} = ${states[variable][state]}`).join(", ");
  const message = `impossible evidence: ${value} (these cannot be together: change one of them, or a table that has a 0)`;
  return new ExperimentError("params.evidence", "impossible-evidence", message, { value });
}

/** The states that max-product messages speak for, and the logarithm of their product. */
export function explanation({ wiring, model }: Net, state: Loopy) {
  const states = decode(wiring, state);
  return { states, logProbability: logProduct(model, states) };
}
