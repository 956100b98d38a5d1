/** Nodes of a graph: new ones, other names, and what becomes of the tables of those that are left. */
import type { BayesNode, Factor, GraphDocument, GraphKind, Operation, Variable } from "../../experiment/document.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { functionTable } from "./functions.ts";
import { checked, freshName, indexOfNode, namedAs, nodeNames, requireNew, withPlates } from "./parts.ts";
import { reshaped } from "./tables.ts";

/** What a new node is, as far as its kind of graph has it. */
export interface NewNode {
  readonly name: string;
  /** Of a variable. */
  readonly states: readonly string[];
  /** Of a deterministic graph. */
  readonly operation: string;
}

/** A graph of one node: a document has at least one. */
export function newGraph(kind: GraphKind, node: NewNode): GraphDocument {
  const nodes = [made(kind, node)];
  const factors = kind === "markov" || kind === "factor" ? { factors: [] } : {};
  return checked({ kind, nodes, ...factors } as GraphDocument);
}

/** The graph with one more node, without parents, all its states equally probable. A name that is taken is counted on. */
export function addNode(
  document: GraphDocument,
  node: NewNode,
): { readonly document: GraphDocument; readonly name: string } {
  const name = freshName(namedAs(node.name, "name"), new Set(nodeNames(document)));
  const nodes = [...document.nodes, made(document.kind, { ...node, name })];
  return { document: checked({ ...document, nodes } as GraphDocument), name };
}

function made(kind: GraphKind, { name, states, operation }: NewNode): BayesNode | Variable | Operation {
  if (kind === "deterministic") return { name, inputs: [], operation };
  if (kind === "bayes") return { name, states, parents: [], table: states.map(() => 1 / states.length) };
  return { name, states };
}

/**
 * The graph without these nodes. A child's table, or a factor's, is the mean of what it was over the states of those that went; a node whose function has
 * no parent left gets its table instead. Factors and plates of nothing else go too. One node has to stay.
 */
export function removeNodes(document: GraphDocument, names: readonly string[]): GraphDocument {
  const gone = new Set(names);
  for (const name of names) indexOfNode(document, name);
  if (gone.size >= document.nodes.length)
    throw new ExperimentError("graph", "last-node", "invalid removal: every node (at least one must stay)");
  const plates = (document.plates ?? []).map((plate) => ({ ...plate, nodes: plate.nodes.filter((n) => !gone.has(n)) }));
  const kept = withPlates(document, plates);
  const stays = ({ name }: { readonly name: string }) => !gone.has(name);
  const sizes = sizesOf(document);
  if (kept.kind === "bayes")
    return checked({ ...kept, nodes: kept.nodes.filter(stays).map((node) => orphaned(node, gone, sizes)) });
  if (kept.kind === "deterministic") {
    const left = kept.nodes.filter(stays).map((node) => withoutInputs(node, gone));
    return checked({ ...kept, nodes: left });
  }
  const factors = kept.factors.flatMap((factor) => shrunk(factor, gone, sizes));
  return checked({ ...kept, nodes: kept.nodes.filter(stays), factors });
}

/** How many states each node has; none in a deterministic graph. */
export function sizesOf(document: GraphDocument): ReadonlyMap<string, number> {
  return new Map(document.nodes.map((node) => [node.name, "states" in node ? node.states.length : 1]));
}

type Sizes = ReadonlyMap<string, number>;
const sizesIn = (names: readonly string[], sizes: Sizes) => names.map((name) => sizes.get(name) ?? 1);

/** The node without some parents. */
export function orphaned(node: BayesNode, gone: ReadonlySet<string>, sizes: Sizes): BayesNode {
  if (!node.parents.some((parent) => gone.has(parent))) return node;
  const parents = node.parents.filter((parent) => !gone.has(parent));
  if (node.function !== undefined && parents.length > 0) return { ...node, parents };
  const { function: f, ...rest } = node;
  const table = f === undefined ? node.table : functionTable(f, sizesIn(node.parents, sizes), node.states.length);
  if (table === undefined) return { ...rest, parents };
  const kept = [...parents, node.name];
  return { ...rest, parents, table: reordered(table, [...node.parents, node.name], kept, sizes) };
}

const withoutInputs = (node: Operation, gone: ReadonlySet<string>): Operation =>
  node.inputs.some((input) => gone.has(input)) ? { ...node, inputs: node.inputs.filter((n) => !gone.has(n)) } : node;

/** The factor without some nodes of its scope; none where nothing is left of it. */
export function shrunk(factor: Factor, gone: ReadonlySet<string>, sizes: Sizes): readonly Factor[] {
  const scope = factor.scope.filter((name) => !gone.has(name));
  if (scope.length === factor.scope.length) return [factor];
  if (scope.length === 0) return [];
  return [{ ...factor, scope, table: reordered(factor.table, factor.scope, scope, sizes) }];
}

/** A table over other nodes in another order: what is new gets copies, what went the mean. */
export function reordered(
  table: readonly number[],
  before: readonly string[],
  after: readonly string[],
  sizes: Sizes,
): readonly number[] {
  const axes = after.map((name) => {
    const old = before.indexOf(name);
    return { size: sizes.get(name) ?? 1, ...(old >= 0 && { old }) };
  });
  return reshaped(table, sizesIn(before, sizes), axes);
}

/** The graph with another name for a node, wherever it is named. */
export function renameNode(document: GraphDocument, from: string, to: string): GraphDocument {
  const index = indexOfNode(document, from);
  const name = namedAs(to, "name");
  if (name === from) return document;
  requireNew(name, nodeNames(document));
  const renamed = (own: readonly string[]) => (own.includes(from) ? own.with(own.indexOf(from), name) : own);
  const plates = (document.plates ?? []).map((plate) => ({ ...plate, nodes: renamed(plate.nodes) }));
  const changed = withPlates(document, plates);
  if (changed.kind === "bayes") {
    const nodes = changed.nodes.map((node) => ({ ...node, parents: renamed(node.parents) }));
    return checked({ ...changed, nodes: nodes.with(index, { ...nodes[index], name }) });
  }
  if (changed.kind === "deterministic") {
    const nodes = changed.nodes.map((node) => ({ ...node, inputs: renamed(node.inputs) }));
    return checked({ ...changed, nodes: nodes.with(index, { ...nodes[index], name }) });
  }
  const factors = changed.factors.map((factor) => ({ ...factor, scope: renamed(factor.scope) }));
  return checked({ ...changed, factors, nodes: changed.nodes.with(index, { ...changed.nodes[index], name }) });
}
