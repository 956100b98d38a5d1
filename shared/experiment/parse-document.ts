import * as v from "valibot";
import { canonicalJson, keepText } from "./canonical.ts";
import { cycleIn } from "./cycle.ts";
import type { BayesNode, Factor, GraphDocument, Variable } from "./document.ts";
import { documentSchema, isWeight } from "./document-schema.ts";
import { ExperimentError } from "./errors.ts";
import { limits } from "./limits.ts";
import { show } from "./show.ts";

/**
 * A valid document, made of new objects: names known and different, tables of the right size, no cycle, all within the caps of documents. Throws an
 * ExperimentError at the place ("data.document.nodes[3].table").
 */
export function parseDocument(input: unknown, path = "data.document"): GraphDocument {
  const parsed = v.safeParse(documentSchema, input, { abortEarly: true });
  if (!parsed.success) throw firstIssue(parsed.issues[0], path);
  const document = parsed.output;
  checkSize(document, path);
  checkNames(document, path);
  checkParts(document, path);
  keep(document);
  return document;
}

/** Parts that were found to be valid in a document of their kind: nobody changes them. */
const valid = {
  bayes: new WeakSet<object>(),
  markov: new WeakSet<object>(),
  factor: new WeakSet<object>(),
  deterministic: new WeakSet<object>(),
};

/**
 * Throws what `parseDocument` throws. Nodes and factors that were valid in an earlier document, the same objects, are not looked into again; what they are
 * to each other is.
 */
export function checkDocument(document: GraphDocument, path = "data.document"): void {
  const known = valid[document.kind];
  const factors = "factors" in document ? document.factors : [];
  const isNew = (part: object) => !known.has(part);
  const nodes = document.nodes.filter(isNew);
  const rest = { nodes: nodes.length > 0 ? nodes : document.nodes.slice(0, 1) };
  const less =
    "factors" in document ? { ...document, ...rest, factors: factors.filter(isNew) } : { ...document, ...rest };
  const { nodes: mostNodes, factors: mostFactors } = limits.document;
  const isFull = document.nodes.length > mostNodes || factors.length > mostFactors;
  // What is wrong is said with its place in the whole.
  if (isFull || !v.is(documentSchema, less)) parseDocument(document, path);
  checkSize(document, path);
  checkNames(document, path);
  checkParts(document, path);
  keep(document);
}

/** Its parts are valid, and stay as they are. */
function keep(document: GraphDocument): void {
  for (const part of [...document.nodes, ...("factors" in document ? document.factors : [])]) {
    valid[document.kind].add(part);
    keepText(part);
  }
}

function checkParts(document: GraphDocument, path: string): void {
  if (document.kind === "deterministic") {
    const known = new Set(document.nodes.map(({ name }) => name));
    for (const [i, { inputs }] of document.nodes.entries()) checkKnown(inputs, known, `${path}.nodes[${i}].inputs`);
    checkAcyclic(new Map(document.nodes.map(({ name, inputs }) => [name, inputs])), path);
    return;
  }
  const known: Known = new Map(document.nodes.map((node) => [node.name, node]));
  if (document.kind === "bayes") {
    for (const [i, node] of document.nodes.entries()) checkNode(node, known, `${path}.nodes[${i}]`);
    checkAcyclic(new Map(document.nodes.map(({ name, parents }) => [name, parents])), path);
    return;
  }
  for (const [i, factor] of document.factors.entries()) checkFactor(factor, known, `${path}.factors[${i}]`);
}

/** Bytes of the document's canonical JSON in UTF-8. */
export function documentBytes(document: GraphDocument): number {
  return new TextEncoder().encode(canonicalJson(document)).length;
}

/** The caps on the whole: counted exactly only where a rough count comes near. */
export function checkSize(document: GraphDocument, path: string): void {
  const max = limits.document.bytes;
  if (roughBytes(document) <= max || documentBytes(document) <= max) return;
  throw new ExperimentError(path, "too-large", `${path} is too large (must be at most ${max} bytes of JSON)`, { max });
}

/** A lower bound on the bytes of the JSON: 25 per number, six per character, 64 for any pair of braces. */
function roughBytes(value: unknown): number {
  if (typeof value === "string") return 6 * value.length + 3;
  if (Array.isArray(value)) {
    if (typeof value[0] === "number") return 25 * value.length + 2;
    return value.reduce((sum: number, item: unknown) => sum + roughBytes(item), 2);
  }
  if (typeof value !== "object" || value === null) return 32;
  return Object.values(value).reduce((sum: number, member: unknown) => sum + 64 + roughBytes(member), 2);
}

function checkNames({ nodes, plates = [] }: GraphDocument, path: string): void {
  checkDifferent(
    nodes.map(({ name }) => name),
    `${path}.nodes`,
  );
  for (const [i, node] of nodes.entries())
    if ("states" in node) checkDifferent(node.states, `${path}.nodes[${i}].states`);
  const known = new Set(nodes.map(({ name }) => name));
  checkDifferent(
    plates.map(({ name }) => name),
    `${path}.plates`,
  );
  for (const [i, plate] of plates.entries()) checkKnown(plate.nodes, known, `${path}.plates[${i}].nodes`);
}

type Known = ReadonlyMap<string, Variable>;

function checkNode(node: BayesNode, known: Known, path: string): void {
  const { name, parents, table } = node;
  checkKnown(parents, known, `${path}.parents`);
  if (table !== undefined && node.function !== undefined)
    throw wrong(`${path}.table`, "wrong-type", show(table), "left out of a node with a function");
  if (table !== undefined) checkTable(table, [...parents, name], known, `${path}.table`);
  if (node.function !== undefined) checkFunction(node, known, `${path}.function`);
}

function checkFactor({ scope, table }: Factor, known: Known, path: string): void {
  checkKnown(scope, known, `${path}.scope`);
  checkTable(table, scope, known, `${path}.table`);
}

/** One number per combination of states: multiplied with care, since the product of what is known may exceed any number. */
function checkTable(table: readonly number[], scope: readonly string[], known: Known, path: string): void {
  const max = limits.document.cells;
  let cells = 1;
  for (const name of scope) {
    cells *= known.get(name)?.states.length ?? 1;
    if (cells > max) throw tooMany(path, "cells", "too-many-cells", cells, max);
  }
  if (table.length === cells) return;
  const values = { value: table.length, expected: cells };
  const message = `invalid ${path}: ${table.length} numbers (must be ${cells}, one per combination of states)`;
  throw new ExperimentError(path, "table-size", message, values);
}

function checkFunction({ function: f, parents, states }: BayesNode, known: Known, path: string): void {
  const sizes = parents.map((parent) => known.get(parent)?.states.length ?? 0);
  const isBoolean = f === "or" || f === "and" || f === "xor";
  const allowed = isBoolean ? "for nodes with two states" : "for parents with no more states than the node";
  const fits = isBoolean ? [...sizes, states.length].every((n) => n === 2) : sizes.every((n) => n <= states.length);
  if (!fits || parents.length === 0) throw wrong(path, "unfit-function", f ?? "", `${allowed}, at least one parent`);
}

/** Names that are there, each once. */
function checkKnown(names: readonly string[], known: { has(name: string): boolean }, path: string): void {
  checkDifferent(names, path);
  const missing = names.find((name) => !known.has(name));
  if (missing !== undefined) throw wrong(path, "unknown-node", missing, "the name of a node");
}

function checkDifferent(names: readonly string[], path: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw wrong(path, "repeated", name, "different names");
    seen.add(name);
  }
}

function checkAcyclic(parentsOf: ReadonlyMap<string, readonly string[]>, path: string): void {
  const cycle = cycleIn(parentsOf);
  if (cycle) throw wrong(path, "cycle", cycle.join(" → "), "a graph without cycles: take one of these arrows away");
}

function firstIssue(issue: v.BaseIssue<unknown>, path: string): ExperimentError {
  const keys = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  const place = path + keys.join("").slice(0, 200);
  const { received, requirement, input, type, expected, message } = issue;
  if (Array.isArray(input)) {
    if (type === "custom") return wrongTable(input, place);
    if (type === "max_length") return tooMany(place, "items", "too-many-items", input.length, Number(requirement));
  }
  const value = typeof input === "object" ? received : show(input);
  return wrong(
    place,
    "wrong-type",
    value,
    type === "check" || expected === null ? message.slice(0, 200) : oneOf(expected),
  );
}

/** `("a" | ("b" | "c"))` as `"a" | "b" | "c"`. */
const oneOf = (expected: string) => expected.replace(/[()]/g, "");

function wrongTable(table: readonly unknown[], path: string): ExperimentError {
  const at = table.findIndex((value) => !isWeight(value));
  if (at < 0) return tooMany(path, "cells", "too-many-cells", table.length, limits.document.cells);
  return wrong(`${path}[${at}]`, "wrong-type", show(table[at]), "a finite number ≥ 0");
}

function tooMany(path: string, what: string, code: string, value: number, max: number): ExperimentError {
  const message = `${path} has too many ${what}: ${value} (must be at most ${max})`;
  return new ExperimentError(path, code, message, { value, max });
}

function wrong(path: string, code: string, value: string, allowed: string): ExperimentError {
  return new ExperimentError(path, code, `invalid ${path}: ${value} (must be ${allowed})`, { value, allowed });
}
