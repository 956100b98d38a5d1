/** What is asked of a network, ready for any method: the world in which it is asked, and what is known there. */
import type { BayesNet, GraphDocument } from "../../../experiment/document.ts";
import { type Finding, offsetsOf } from "../../../kernels/bayes-net/exact.ts";
import type { Model } from "../../../kernels/bayes-net/model.ts";
import { type Network, topological } from "../../../kernels/bayes-net/sampling.ts";
import type { Context } from "../../lab.ts";
import { type Asked, findingsOf } from "../asked.ts";
import { type Compiled, compiled } from "../compiled.ts";
import { documentOf } from "../given-document.ts";
import type { BayesNetParams } from "./fields.ts";

/** What of the parameters says what is asked. */
export type Question = Pick<BayesNetParams, "evidence" | "soft" | "softKind" | "do">;

export function questionOf({ evidence, soft, softKind, do: set }: Question): Question {
  return { evidence, soft, softKind, do: set };
}

/** Nodes that were set from outside have no parents and one state. One object for as long as document and interventions stay. */
export interface World {
  readonly compiled: Compiled;
  readonly model: Model;
  readonly parents: readonly (readonly number[])[];
  readonly network: Network;
  /** Where the states of each node begin in lists of all states. */
  readonly offsets: Int32Array;
}

export interface Problem extends World {
  readonly findings: readonly Finding[];
  /** Distributions that nodes shall have in the end (Jeffrey's rule). */
  readonly targets: readonly Finding[];
}

/** Throws an ExperimentError for tables that are none, and for names that the document does not have. */
export function problemOf(document: BayesNet, question: Asked): Problem {
  const { findings, targets, interventions } = findingsOf(compiledOnce(document), question);
  return { ...worldOf(document, interventions), findings, targets };
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

function worldOf(document: BayesNet, interventions: Interventions): World {
  const key = interventions.map(({ variable, state }) => `${variable}=${state}`).join();
  const before = worlds.get(document);
  if (before?.key === key) return before.world;
  const world = cutWorld(compiledOnce(document), interventions);
  worlds.set(document, { key, world });
  return world;
}

/** The graph without the arrows that point to what is set (Pearl 2009, section 3.2). */
function cutWorld(own: Compiled, interventions: Interventions): World {
  const { sizes } = own.model;
  const factors = [...own.model.factors];
  const parents = [...(own.parents ?? [])];
  for (const { variable, state } of interventions) {
    const table = new Float64Array(sizes[variable]);
    table[state] = 1;
    factors[variable] = { scope: [variable], table };
    parents[variable] = [];
  }
  const network = { sizes, tables: factors, order: topological(parents) };
  return { compiled: own, model: { sizes, factors }, parents, network, offsets: offsetsOf(sizes) };
}

/** The network that a process is about. */
export function netOf(context: Pick<Context, "inputs" | "data">): BayesNet {
  const document = documentOf(context);
  if (document?.kind !== "bayes") throw new RangeError("a run of bayes-net has a document of kind bayes");
  return document;
}
