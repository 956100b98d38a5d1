/** Arcs, edges and inputs: between two nodes, or between a node and a factor (by its place). */
import type { BayesNet, BayesNode, DeterministicGraph, FactorNet, GraphDocument } from "../../experiment/document.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { orphaned, reordered, shrunk, sizesOf } from "./nodes.ts";
import {
  checked,
  factorAt,
  indexOfNode,
  type Part,
  requireBayes,
  requireCells,
  requireFactors,
  withFactor,
  withNode,
} from "./parts.ts";
import { scaledTo } from "./tables.ts";

/**
 * Directed graphs: an arc from a parent (an input), the last of the child's; each row of the child's table holds for all states of the new parent. Graphs
 * with factors: the node joins a factor, whose table is copied likewise; two nodes get a factor of ones. Throws for a self-loop, a cycle (named), what is
 * connected already, a table that grows too large.
 */
export function connect(document: GraphDocument, from: Part, to: Part): GraphDocument {
  if (from === to) throw selfLoop(String(from));
  if (document.kind === "bayes") return withParent(document, String(from), String(to));
  if (document.kind === "deterministic") return withInput(document, String(from), String(to));
  if (typeof from === "number") return typeof to === "number" ? document : joined(document, from, to);
  return typeof to === "number" ? joined(document, to, from) : withEdge(document, from, to);
}

function withParent(document: BayesNet, from: string, to: string): BayesNet {
  const index = indexOfNode(document, to);
  const node = document.nodes[index];
  requireAcyclic(document, from, to);
  const parents = [...node.parents, from];
  return checked(withNode(document, index, withParents(document, node, parents)));
}

/** The node with these parents, its table over them: copied for those that are new, the mean over those that went. */
function withParents(document: BayesNet, node: BayesNode, parents: readonly string[]): BayesNode {
  if (node.table === undefined) return { ...node, parents };
  const sizes = sizesOf(document);
  const scope = [...parents, node.name];
  requireCells(
    scope.map((name) => sizes.get(name) ?? 1),
    node.name,
  );
  return { ...node, parents, table: reordered(node.table, [...node.parents, node.name], scope, sizes) };
}

function withInput(document: DeterministicGraph, from: string, to: string): DeterministicGraph {
  const index = indexOfNode(document, to);
  const node = document.nodes[index];
  requireAcyclic(document, from, to);
  return checked({ ...document, nodes: document.nodes.with(index, { ...node, inputs: [...node.inputs, from] }) });
}

function withEdge(document: FactorNet, a: string, b: string): FactorNet {
  const sizes = [a, b].map((name) => {
    indexOfNode(document, name);
    return sizesOf(document).get(name) ?? 1;
  });
  requireCells(sizes, `${a}, ${b}`);
  if (document.kind === "markov" && factorsOver(document, a, b).length > 0) throw connected(a, b, "–");
  const table = new Array<number>(sizes[0] * sizes[1]).fill(1);
  return checked({ ...document, factors: [...document.factors, { scope: [a, b], table }] });
}

/** The factor with one more node. */
function joined(document: FactorNet, place: number, name: string): FactorNet {
  const factor = factorAt(document, place);
  indexOfNode(document, name);
  if (factor.scope.includes(name)) throw connected(name, factor.name ?? `${place + 1}`, "–");
  return setScope(document, place, [...factor.scope, name]);
}

/** The factor over other nodes, or in another order: copied for those that are new, the mean over those that went. */
export function setScope(document: GraphDocument, place: number, scope: readonly string[]): FactorNet {
  const net = requireFactors(document);
  const factor = factorAt(net, place);
  for (const name of scope) indexOfNode(net, name);
  const sizes = sizesOf(net);
  requireCells(
    scope.map((name) => sizes.get(name) ?? 1),
    factor.name ?? scope.join(", "),
  );
  return checked(
    withFactor(net, place, { ...factor, scope, table: reordered(factor.table, factor.scope, scope, sizes) }),
  );
}

/** The parents, or inputs, of a node in another order: the same ones. */
export function orderParents(document: GraphDocument, name: string, order: readonly string[]): GraphDocument {
  const index = indexOfNode(document, name);
  const same = (own: readonly string[]) => own.length === order.length && own.every((one) => order.includes(one));
  if (document.kind === "deterministic") {
    const node = document.nodes[index];
    return same(node.inputs)
      ? checked({ ...document, nodes: document.nodes.with(index, { ...node, inputs: order }) })
      : document;
  }
  const bayes = requireBayes(document);
  const node = bayes.nodes[index];
  return same(node.parents) ? checked(withNode(bayes, index, withParents(bayes, node, order))) : document;
}

/**
 * Takes an arc, an edge or an input away. The child's table, or the factor's, is then the mean over the states of the node that went; a factor over two
 * nodes goes with the edge between them, one over more is left to whoever changes its scope: throws.
 */
export function disconnect(document: GraphDocument, from: Part, to: Part): GraphDocument {
  if (document.kind === "bayes") {
    const index = indexOfNode(document, String(to));
    return checked(
      withNode(document, index, orphaned(document.nodes[index], new Set([String(from)]), sizesOf(document))),
    );
  }
  if (document.kind === "deterministic") {
    const index = indexOfNode(document, String(to));
    const node = document.nodes[index];
    return checked({
      ...document,
      nodes: document.nodes.with(index, { ...node, inputs: node.inputs.filter((input) => input !== from) }),
    });
  }
  if (typeof from === "string" && typeof to === "string") return withoutEdge(document, from, to);
  const [place, name] = typeof from === "number" ? [from, String(to)] : [Number(to), from];
  const left = shrunk(factorAt(document, place), new Set([name]), sizesOf(document));
  return checked({ ...document, factors: document.factors.toSpliced(place, 1, ...left) });
}

function withoutEdge(document: FactorNet, a: string, b: string): FactorNet {
  const over = factorsOver(document, a, b);
  const larger = over.find((place) => document.factors[place].scope.length > 2);
  if (larger === undefined)
    return checked({ ...document, factors: document.factors.filter((_, f) => !over.includes(f)) });
  const { scope } = document.factors[larger];
  const value = scope.join(", ");
  const message = `invalid removal of ${a} – ${b}: part of the factor over ${value} (must be removed from its scope)`;
  throw new ExperimentError("graph", "edge-of-factor", message, { edge: `${a} – ${b}`, value });
}

const factorsOver = (document: FactorNet, a: string, b: string) =>
  document.factors.flatMap(({ scope }, place) => (scope.includes(a) && scope.includes(b) ? [place] : []));

/**
 * The arc the other way round. Where both nodes have tables and the same other parents, by Bayes' rule: their joint probability stays. Otherwise as after
 * `disconnect` and `connect`.
 */
export function reverse(document: GraphDocument, from: string, to: string): GraphDocument {
  const without = disconnect(document, from, to);
  const turned = connect(without, to, from);
  if (document.kind !== "bayes" || turned.kind !== "bayes") return turned;
  const [cause, effect] = [from, to].map((name) => document.nodes[indexOfNode(document, name)]);
  const others = effect.parents.filter((parent) => parent !== from);
  const isAlike = others.length === cause.parents.length && others.every((parent) => cause.parents.includes(parent));
  if (!isAlike || cause.table === undefined || effect.table === undefined) return turned;
  return checked(byBayesRule(document, turned, [cause, effect], others));
}

/** p(effect | others) and p(cause | others, effect) from p(cause | others) and p(effect | others, cause). Impossible effects: causes equally probable. */
function byBayesRule(
  document: BayesNet,
  turned: BayesNet,
  [cause, effect]: readonly BayesNode[],
  others: readonly string[],
): BayesNet {
  const sizes = sizesOf(document);
  const prior = reordered(cause.table ?? [], [...cause.parents, cause.name], [...others, cause.name], sizes);
  const scope = [...others, effect.name, cause.name];
  const likelihood = reordered(effect.table ?? [], [...effect.parents, effect.name], scope, sizes);
  const [n, m] = [cause.states.length, effect.states.length];
  const evidence: number[] = [];
  const posterior: number[] = [];
  for (let row = 0; row < likelihood.length; row += n) {
    const context = Math.floor(row / (n * m)) * n;
    const joint = Array.from({ length: n }, (_, i) => likelihood[row + i] * prior[context + i]);
    evidence.push(joint.reduce((a, b) => a + b, 0));
    posterior.push(...scaledTo(joint, 1));
  }
  const [c, e] = [indexOfNode(document, cause.name), indexOfNode(document, effect.name)];
  const parents = [...others, effect.name];
  const own = turned.nodes[c].parents;
  const table = reordered(posterior, [...parents, cause.name], [...own, cause.name], sizes);
  return {
    ...turned,
    nodes: turned.nodes.with(c, { ...turned.nodes[c], table }).with(e, { ...turned.nodes[e], table: evidence }),
  };
}

/** Throws where an arc would close a cycle, or is there already. */
function requireAcyclic(document: BayesNet | DeterministicGraph, from: string, to: string): void {
  indexOfNode(document, from);
  const above = new Map(document.nodes.map((node) => [node.name, "parents" in node ? node.parents : node.inputs]));
  if (above.get(to)?.includes(from)) throw connected(from, to, "→");
  const next = new Map<string, string>([[from, ""]]);
  for (const [name] of next) {
    for (const parent of above.get(name) ?? []) if (!next.has(parent)) next.set(parent, name);
  }
  if (!next.has(to)) return;
  const way = [to];
  while (way[way.length - 1] !== from) way.push(next.get(way[way.length - 1]) ?? from);
  const value = [...way, to].join(" → ");
  const message = `invalid arc: ${from} → ${to} closes the cycle ${value} (must not: reverse or remove one of its arcs)`;
  throw new ExperimentError("graph", "closes-cycle", message, { arc: `${from} → ${to}`, value });
}

function selfLoop(value: string): ExperimentError {
  return new ExperimentError("graph", "self-loop", `invalid arc: from ${value} to itself (must be another node)`, {
    value,
  });
}

function connected(from: string, to: string, sign: string): ExperimentError {
  const value = `${from} ${sign} ${to}`;
  return new ExperimentError("graph", "connected", `invalid connection: ${value} (is there already)`, { value });
}
