/** What is asked of a network, ready for any method: the world in which it is asked, and what is known there. */
import type { BayesNet, GraphDocument } from "../../../experiment/document.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { limits } from "../../../experiment/limits.ts";
import { intervened, twinCells, twinNetwork } from "../../../kernels/bayes-net/causal.ts";
import type { Finding } from "../../../kernels/bayes-net/exact.ts";
import { type Model, offsetsOf } from "../../../kernels/bayes-net/model.ts";
import { type Network, topological } from "../../../kernels/bayes-net/sampling.ts";
import type { Context } from "../../lab.ts";
import { findingsOf } from "../asked.ts";
import { type Compiled, compiled } from "../compiled.ts";
import { documentOf } from "../given-document.ts";
import type { BayesNetParams } from "./fields.ts";

/** What of the parameters says what is asked. */
export type Question = Pick<BayesNetParams, "evidence" | "soft" | "softKind" | "do" | "counterfactual" | "response">;

export function questionOf({ evidence, soft, softKind, do: set, counterfactual, response }: Question): Question {
  return { evidence, soft, softKind, do: set, counterfactual, response };
}

/** One object for as long as document and interventions stay. */
export interface World {
  readonly compiled: Compiled;
  /** With the arrows cut that point to what is set; of a counterfactual both worlds, that as it is first. */
  readonly model: Model;
  /** Of a counterfactual there are none: two worlds share their noise. */
  readonly parents: readonly (readonly number[])[] | undefined;
  readonly network: Network | undefined;
  /** Where the states of each variable begin in lists of all states. */
  readonly offsets: Int32Array;
  /** Of a counterfactual: of each node of the document the variable that answers for it, and what each variable after the nodes is a copy of. */
  readonly twin: { readonly counterpart: readonly number[]; readonly copied: readonly number[] } | undefined;
  /** As `offsets`, of the document's nodes. */
  readonly answered: Int32Array;
}

export interface Problem extends World {
  readonly findings: readonly Finding[];
  /** Distributions that nodes shall have in the end (Jeffrey's rule). */
  readonly targets: readonly Finding[];
}

/** Throws an ExperimentError for tables that are none, for names that the document does not have, and for twins that are too large. */
export function problemOf(document: BayesNet, question: Question): Problem {
  const { findings, targets, interventions } = findingsOf(compiledOnce(document), question);
  return { ...worldOf(document, interventions, question), findings, targets };
}

/** What a page asks about one after the other, and the tasks of a run, are mostly the same document. */
const known = new WeakMap<GraphDocument, Compiled>();
const worlds = new WeakMap<GraphDocument, { readonly key: string; readonly world: World }>();

function compiledOnce(document: BayesNet): Compiled {
  const found = known.get(document) ?? compiled(document);
  known.set(document, found);
  return found;
}

type Interventions = ReturnType<typeof findingsOf>["interventions"];

function worldOf(document: BayesNet, interventions: Interventions, { counterfactual, response }: Question): World {
  const set = interventions.map(({ variable, state }) => `${variable}=${state}`).join();
  const key = `${set} ${counterfactual} ${response}`;
  const before = worlds.get(document);
  if (before?.key === key) return before.world;
  const own = compiledOnce(document);
  const world = counterfactual
    ? twinWorld(own, interventions, response ?? "independent")
    : cutWorld(own, interventions);
  worlds.set(document, { key, world });
  return world;
}

function cutWorld(own: Compiled, interventions: Interventions): World {
  const { model, parents } = intervened({ model: own.model, parents: own.parents ?? [] }, interventions);
  const offsets = offsetsOf(model.sizes);
  const network = { sizes: model.sizes, tables: model.factors, order: topological(parents) };
  return { compiled: own, model, parents, network, offsets, twin: undefined, answered: offsets };
}

function twinWorld(
  own: Compiled,
  interventions: Interventions,
  response: NonNullable<BayesNetParams["response"]>,
): World {
  const whole = { model: own.model, parents: own.parents ?? [] };
  const cells = twinCells(whole, interventions);
  if (cells > limits.document.cells) throw twinTooLarge(cells);
  const { model, ...twin } = twinNetwork(whole, interventions, response);
  return {
    ...{ compiled: own, model, twin, parents: undefined, network: undefined },
    offsets: offsetsOf(model.sizes),
    answered: offsetsOf(own.model.sizes),
  };
}

function twinTooLarge(cells: number): ExperimentError {
  const { cells: max } = limits.document;
  const message = `the twin network would have a table of ${cells} numbers (must be at most ${max}: set a node with fewer descendants, or ask without the counterfactual)`;
  return new ExperimentError("params.counterfactual", "twin-too-large", message, { cells, max });
}

/** Of numbers for all states of all variables those that answer for the document's nodes. */
export function answeredStates({ twin, offsets, answered }: World, numbers: Float64Array): Float64Array {
  if (!twin) return numbers;
  const own = new Float64Array(answered[answered.length - 1]);
  for (const [v, u] of twin.counterpart.entries()) own.set(numbers.subarray(offsets[u], offsets[u + 1]), answered[v]);
  return own;
}

/** The network that a process is about. */
export function netOf(context: Pick<Context, "inputs" | "data">): BayesNet {
  const document = documentOf(context);
  if (document?.kind !== "bayes") throw new RangeError("a run of bayes-net has a document of kind bayes");
  return document;
}
