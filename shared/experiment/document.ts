/**
 * Graphs with their tables, as data of an experiment. A document is plain JSON, so its canonical form is exact: numbers are written with the
 * digits that give the same double again. Nodes stand in the order in which they were made; references are names. Where a node is drawn is
 * not part of it: moving one changes no result.
 */
export type GraphDocument = BayesNet | FactorNet | DeterministicGraph;
export type GraphKind = GraphDocument["kind"];

interface GraphBase {
  readonly name?: string;
  /** Parts that stand for so many equal ones, each drawn as a plate. */
  readonly plates?: readonly Plate[];
  /** What a file said beside the grammar, word for word ("version 1.2"): kept for its writer. */
  readonly properties?: readonly string[];
}

/** A directed, acyclic graph: the joint probability is the product of one table per node. */
export interface BayesNet extends GraphBase {
  readonly kind: "bayes";
  readonly nodes: readonly BayesNode[];
}
/** Undirected: a product of factors over sets of nodes, drawn as edges and cliques ("markov") or with a square per factor ("factor"). */
export interface FactorNet extends GraphBase {
  readonly kind: "markov" | "factor";
  readonly nodes: readonly Variable[];
  readonly factors: readonly Factor[];
}
/** A directed, acyclic graph of computations. */
export interface DeterministicGraph extends GraphBase {
  readonly kind: "deterministic";
  readonly nodes: readonly Operation[];
}

/** A random variable with finitely many states. */
export interface Variable {
  /** Unique in the document. */
  readonly name: string;
  /** Different names, one or more. */
  readonly states: readonly string[];
  readonly properties?: readonly string[];
}
export interface BayesNode extends Variable {
  readonly parents: readonly string[];
  /**
   * p(state | parents): parents' states × states, row-major, the first parent slowest, the node's own state fastest. Finite and ≥ 0; that rows
   * sum to 1 is the lab's business. Absent where it is not known yet (the net's shape alone) or `function` says it.
   */
  readonly table?: readonly number[];
  /**
   * A deterministic node, instead of a table. A state counts as its place 0, 1, …: "or", "and", "xor" of nodes with two states, "max" and
   * "min" of nodes with no more states than this one.
   */
  readonly function?: NodeFunction;
}
export type NodeFunction = "or" | "and" | "xor" | "max" | "min";

export interface Factor {
  readonly name?: string;
  /** Different nodes; none for a constant. */
  readonly scope: readonly string[];
  /** One number per combination of states, row-major, the last node of the scope fastest. Finite and ≥ 0. */
  readonly table: readonly number[];
  readonly properties?: readonly string[];
}
export interface Operation {
  readonly name: string;
  readonly inputs: readonly string[];
  /** What it computes ("+", "tanh", …); the lab knows which there are. */
  readonly operation: string;
}
export interface Plate {
  readonly name: string;
  readonly nodes: readonly string[];
  readonly size: number;
}

/** Where the document of an experiment that travels without it is: a blob, named by the SHA-256 of the document's canonical JSON. */
export interface DocumentRef {
  readonly sha256: string;
  /** Of the canonical JSON in UTF-8. */
  readonly bytes: number;
}

/**
 * The input without the document in its data, for what must hold of all the rest: documents have caps of their own. The same object where there
 * is none.
 */
export function withoutDocument(input: unknown): unknown {
  if (!isObject(input) || !Object.hasOwn(input, "data")) return input;
  const { data } = input as { readonly data: unknown };
  if (!isObject(data) || !Object.hasOwn(data, "document")) return input;
  return { ...input, data: { ...data, document: null } };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
