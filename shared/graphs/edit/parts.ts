/** What all edits of graphs share: finding parts, names, and the promise that what comes out is a valid document. */
import { markChecked } from "../../experiment/checked-documents.ts";
import type {
  BayesNet,
  BayesNode,
  Factor,
  FactorNet,
  GraphDocument,
  Plate,
  Variable,
} from "../../experiment/document.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { limits } from "../../experiment/limits.ts";
import { checkDocument } from "../../experiment/parse-document.ts";
import { cleanText } from "../../experiment/title.ts";

/** A node by its name, or a factor by its place. */
export type Part = string | number;

/** The document, once it is known to be valid. Parts that an edit left alone are the same objects as before. */
export function checked<T extends GraphDocument>(document: T): T {
  try {
    checkDocument(document, "graph");
    markChecked(document);
  } catch (error) {
    // Whoever edits a graph knows its nodes by their names.
    const place = error instanceof ExperimentError ? /^graph\.nodes\[(\d+)\]/.exec(error.path) : null;
    if (!(error instanceof ExperimentError) || place === null) throw error;
    throw new ExperimentError(document.nodes[Number(place[1])].name, error.code, error.message, error.values);
  }
  return document;
}

export const nodeNames = (document: GraphDocument): readonly string[] => document.nodes.map(({ name }) => name);

export function indexOfNode(document: GraphDocument, name: string): number {
  const index = document.nodes.findIndex((node) => node.name === name);
  if (index >= 0) return index;
  throw new ExperimentError("graph", "unknown-node", `invalid node: ${name} (must be the name of a node)`, {
    value: name,
  });
}

/** States of each of these nodes; throws for a graph without any, or an unknown name. */
export function statesOf(document: BayesNet | FactorNet, name: string): readonly string[] {
  return (document.nodes[indexOfNode(document, name)] as Variable).states;
}

export function factorAt(document: FactorNet, place: number): Factor {
  const factor = document.factors[place];
  if (factor) return factor;
  throw unfitEdit(`factor ${place + 1}`, `one of the ${document.factors.length} factors`);
}

export function requireBayes(document: GraphDocument): BayesNet {
  if (document.kind === "bayes") return document;
  throw unfitEdit(document.kind, "a Bayesian network");
}

export function requireFactors(document: GraphDocument): FactorNet {
  if (document.kind === "markov" || document.kind === "factor") return document;
  throw unfitEdit(document.kind, "a graph with factors");
}

export function requireStates(document: GraphDocument): BayesNet | FactorNet {
  if (document.kind !== "deterministic") return document;
  throw unfitEdit(document.kind, "a graph whose nodes have states");
}

/** An edit that no page offers for such a graph. */
function unfitEdit(value: string, allowed: string): ExperimentError {
  return new ExperimentError("graph", "unfit-edit", `invalid edit of ${value} (must be ${allowed})`, {
    value,
    allowed,
  });
}

/** The document with one node in the place of another. */
export function withNode(document: BayesNet, index: number, node: BayesNode): BayesNet {
  return { ...document, nodes: document.nodes.with(index, node) };
}

export const withFactor = (document: FactorNet, place: number, factor: Factor): FactorNet => ({
  ...document,
  factors: document.factors.with(place, factor),
});

/** The object without these members. */
export function without<T extends object, K extends keyof T>(object: T, ...keys: K[]): Omit<T, K> {
  const rest = { ...object };
  for (const key of keys) delete rest[key];
  return rest;
}

/** The document with these plates; a plate without nodes is none. */
export function withPlates<T extends GraphDocument>(document: T, plates: readonly Plate[]): T {
  const kept = plates.filter(({ nodes }) => nodes.length > 0);
  const { plates: _, ...rest } = document;
  return { ...rest, ...(kept.length > 0 && { plates: kept }) } as unknown as T;
}

/** A name as documents hold it: trimmed, on one line. `what`: what it names. Throws where nothing is left, or too much. */
export function namedAs(text: string, what: string): string {
  const name = cleanText(text);
  const max = limits.document.name;
  if (name === "") throw new ExperimentError(what, "empty", `invalid ${what}: empty (must be 1 to ${max} characters)`);
  if (name.length <= max) return name;
  const message = `invalid ${what}: ${name.length} characters (must be at most ${max})`;
  throw new ExperimentError(what, "too-long", message, { value: name.length, max });
}

/** A name that nobody has, made from another by counting on: "X", "X2", "X3"; "A7", "A8". */
export function freshName(wanted: string, taken: { has(name: string): boolean }): string {
  if (!taken.has(wanted)) return wanted;
  const [, stem, digits] = /^(.*?)(\d{0,9})$/s.exec(wanted) as unknown as readonly [string, string, string];
  for (let count = digits === "" ? 2 : Number(digits) + 1; ; count++) {
    const name = `${stem.slice(0, limits.document.name - 12)}${count}`;
    if (!taken.has(name)) return name;
  }
}

export function requireNew(name: string, taken: readonly string[]): void {
  if (taken.includes(name))
    throw new ExperimentError(name, "repeated", `invalid name: ${name} (must be different from the others)`, {
      value: name,
    });
}

/** Throws, before it is made, where a table over so many states had more numbers than fit. `what` has the table. */
export function requireCells(sizes: readonly number[], what: string): void {
  const max = limits.document.cells;
  let cells = 1;
  for (const size of sizes) {
    cells *= size;
    if (cells <= max) continue;
    const message = `invalid table of ${what}: ${cells} numbers (must be at most ${max})`;
    throw new ExperimentError(what, "too-many-cells", message, { value: cells, max });
  }
}
