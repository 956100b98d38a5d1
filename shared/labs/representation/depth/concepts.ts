/**
 * The other depth: that of the graph of concepts (Goodfellow, Bengio & Courville 2016, section 1.2). A Bayesian network of concepts that are there or not, some of
 * them seen; what is believed of the others is refined round by round, each given what is believed of its neighbours (mean field: Saul, Jaakkola & Jordan
 * 1996). Every refinement is an operation: the graph of computations grows with each round, that of concepts does not.
 */
import { longestPath } from "../../../math/dag.ts";
import { number } from "../../../math/expression/index.ts";
import { exp, sigmoid, softplus } from "../../../math/index.ts";
import type { GraphNode } from "./computation.ts";

export interface Concept {
  readonly name: string;
  readonly parents: readonly number[];
  /** Whether it is seen to be there (1) or not (0); undefined where it is not seen. */
  readonly seen?: number;
}
export type Concepts = readonly Concept[];

export const NETWORKS = ["face", "chain", "tree", "naive", "deep"] as const;
export type NetworkId = (typeof NETWORKS)[number];

/** Concepts that are not seen, at most: the exact answer goes through all of their states. */
export const MOST_HIDDEN = 14;
export const MOST_LEVELS = 6;

/** Networks by name. `size`: levels of a chain, a tree or a deep net; features of a naive Bayes net; a face has its own. */
export function conceptsOf(network: NetworkId, size: number): Concepts {
  switch (network) {
    case "face":
      return [
        { name: "face", parents: [] },
        { name: "leftEye", parents: [0], seen: 1 },
        { name: "rightEye", parents: [0] },
      ];
    case "chain":
      return Array.from({ length: size }, (_, i) => ({
        name: `c${i + 1}`,
        parents: i > 0 ? [i - 1] : [],
        ...(i === size - 1 && size > 1 && { seen: 1 }),
      }));
    case "tree":
      return Array.from({ length: 2 ** size - 1 }, (_, i) => ({
        name: `c${i + 1}`,
        parents: i > 0 ? [(i - 1) >> 1] : [],
        // Of the leaves all but the last are there.
        ...(size > 1 && i >= 2 ** (size - 1) - 1 && { seen: i < 2 ** size - 2 ? 1 : 0 }),
      }));
    case "naive":
      return [
        { name: "class", parents: [] },
        ...Array.from({ length: size }, (_, i) => ({ name: `x${i + 1}`, parents: [0], seen: i < size - 1 ? 1 : 0 })),
      ];
    case "deep":
      return Array.from({ length: 2 * size }, (_, i) => {
        const level = i >> 1;
        return {
          name: `${"ab"[i % 2]}${level + 1}`,
          parents: level > 0 ? [2 * level - 2, 2 * level - 1] : [],
          ...(level === size - 1 && size > 1 && { seen: 1 }),
        };
      });
    default:
      return network satisfies never;
  }
}

/** Concepts on the longest path of the graph: its levels. */
export function conceptDepth(concepts: Concepts): number {
  return longestPath(
    concepts.map(({ parents }) => parents),
    () => true,
  ).length;
}

/** log p(concept is `value` | its parents): the odds are e^strength where all parents are there, e^−strength where none is; even without parents. */
function logShare({ parents }: Concept, value: number, states: ArrayLike<number>, strength: number): number {
  if (parents.length === 0) return -softplus(0);
  const there = parents.reduce((sum, parent) => sum + states[parent], 0) / parents.length;
  const odds = strength * (2 * there - 1);
  return -softplus(value === 1 ? -odds : odds);
}

/** For each concept the probability that it is there, given what is seen: through all states of those not seen. */
export function exactBeliefs(concepts: Concepts, strength: number): Float64Array {
  const hidden = hiddenOf(concepts);
  const states = startOf(concepts);
  const sums = new Float64Array(concepts.length);
  let total = 0;
  for (let code = 0; code < 2 ** hidden.length; code++) {
    for (const [bit, node] of hidden.entries()) states[node] = (code >> bit) & 1;
    const weight = exp(concepts.reduce((sum, one, i) => sum + logShare(one, states[i], states, strength), 0));
    total += weight;
    for (let i = 0; i < sums.length; i++) sums[i] += weight * states[i];
  }
  return sums.map((sum) => sum / total);
}

/** Concepts that are not seen, from the top down: each refined in this order. */
export function hiddenOf(concepts: Concepts): readonly number[] {
  return concepts.flatMap(({ seen }, i) => (seen === undefined ? [i] : []));
}

/** What is believed before anything is refined: one half of what is not seen. */
export function startOf(concepts: Concepts): Float64Array {
  return Float64Array.from(concepts, ({ seen }) => seen ?? 0.5);
}

/** A concept and all that its belief depends on: parents, children, other parents of these. */
export function neighboursOf(concepts: Concepts, node: number): readonly number[] {
  const families = [node, ...childrenOf(concepts, node)].flatMap((one) => [one, ...concepts[one].parents]);
  return [...new Set(families)].filter((one) => one !== node).sort((a, b) => a - b);
}

const childrenOf = (concepts: Concepts, node: number) =>
  concepts.flatMap(({ parents }, i) => (parents.includes(node) ? [i] : []));

/** What is believed of a concept given what is believed of its neighbours: σ(E[log p(there, …)] − E[log p(not there, …)]). */
export function refined(concepts: Concepts, node: number, beliefs: ArrayLike<number>, strength: number): number {
  const logOf = (value: number) =>
    [node, ...childrenOf(concepts, node)].reduce(
      (sum, owner) => sum + meanLog(concepts, owner, node, value, beliefs, strength),
      0,
    );
  return sigmoid(logOf(1) - logOf(0));
}

/** E[log p(owner | its parents)] where `node` has this value and the others are there as believed, apart from each other. */
function meanLog(
  concepts: Concepts,
  owner: number,
  node: number,
  value: number,
  beliefs: ArrayLike<number>,
  strength: number,
): number {
  const others = [owner, ...concepts[owner].parents].filter((one) => one !== node);
  const states = new Float64Array(concepts.length);
  states[node] = value;
  let mean = 0;
  for (let code = 0; code < 2 ** others.length; code++) {
    let chance = 1;
    for (const [bit, other] of others.entries()) {
      states[other] = (code >> bit) & 1;
      chance *= states[other] === 1 ? beliefs[other] : 1 - beliefs[other];
    }
    if (chance > 0) mean += chance * logShare(concepts[owner], states[owner], states, strength);
  }
  return mean;
}

/** Beliefs before any round and after each: (rounds + 1) × concepts. */
export function refinedBeliefs(concepts: Concepts, strength: number, rounds: number): Float64Array {
  const width = concepts.length;
  const all = new Float64Array((rounds + 1) * width);
  const beliefs = startOf(concepts);
  all.set(beliefs);
  for (let round = 1; round <= rounds; round++) {
    for (const node of hiddenOf(concepts)) beliefs[node] = refined(concepts, node, beliefs, strength);
    all.set(beliefs, round * width);
  }
  return all;
}

/** A node of the graph of computations: what is believed of a concept after a round (0: before any). */
export interface BeliefNode extends GraphNode {
  readonly concept: number;
  readonly round: number;
}

/** The graph of all refinements: leaves are what is seen, and what is believed before. */
export function refinementGraph(concepts: Concepts, rounds: number): readonly BeliefNode[] {
  const node = (concept: number, round: number, inputs: readonly number[]): BeliefNode => ({
    label: concepts[concept].name,
    concept,
    round,
    inputs,
    value: number(0),
    isLeaf: inputs.length === 0,
  });
  const nodes = concepts.map((_, concept) => node(concept, 0, []));
  const newest = concepts.map((_, concept) => concept);
  for (let round = 1; round <= rounds; round++)
    for (const concept of hiddenOf(concepts)) {
      const inputs = neighboursOf(concepts, concept).map((one) => newest[one]);
      newest[concept] = nodes.push(node(concept, round, inputs)) - 1;
    }
  // A first belief that no refinement asks for is no part of the computation.
  const isUsed = nodes.map(() => false);
  for (const { inputs } of nodes) for (const input of inputs) isUsed[input] = true;
  const kept = nodes.flatMap(({ isLeaf }, i) => (isUsed[i] || !isLeaf ? [i] : []));
  const place = new Map(kept.map((old, now) => [old, now]));
  return kept.map((old) => ({ ...nodes[old], inputs: nodes[old].inputs.map((input) => place.get(input) ?? 0) }));
}
