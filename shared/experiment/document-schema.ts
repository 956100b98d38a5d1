import * as v from "valibot";
import type { GraphDocument } from "./document.ts";
import { limits } from "./limits.ts";
import { cleanText } from "./title.ts";

/** The shape of a document; what its parts must be to each other is checked after it (`parseDocument`). All objects are made new. */
const { document: caps } = limits;
const isClean = v.check((text: string) => cleanText(text) === text, "text without control characters, in NFC, trimmed");
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(caps.name), isClean);
const names = (most: number) => v.pipe(v.array(name), v.maxLength(most), v.readonly());
const property = v.pipe(v.string(), v.maxLength(limits.json.string), isClean);
const properties = v.exactOptional(
  v.pipe(v.array(property), v.minLength(1), v.maxLength(caps.properties), v.readonly()),
);

/** Checked in one loop: a schema for each of a million numbers takes seconds. −0 becomes 0, as JSON writes it. */
const table = v.pipe(
  v.custom<readonly number[]>((input) => Array.isArray(input) && input.length <= caps.cells && input.every(isWeight)),
  v.transform((numbers) => numbers.map((number) => number + 0)),
  v.readonly(),
);
export function isWeight(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value < Number.POSITIVE_INFINITY;
}

const states = v.pipe(v.array(name), v.minLength(1), v.maxLength(caps.states), v.readonly());
const variable = { name, states, properties };
const bayesNode = v.strictObject({
  ...variable,
  parents: names(caps.scope),
  table: v.exactOptional(table),
  function: v.exactOptional(v.picklist(["or", "and", "xor", "max", "min"])),
});
const factor = v.strictObject({ name: v.exactOptional(name), scope: names(caps.scope), table, properties });
const operation = v.strictObject({ name, inputs: names(caps.scope), operation: name });
const plate = v.strictObject({
  name,
  nodes: v.pipe(v.array(name), v.minLength(1), v.maxLength(caps.nodes), v.readonly()),
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});

const base = {
  name: v.exactOptional(name),
  plates: v.exactOptional(v.pipe(v.array(plate), v.minLength(1), v.maxLength(caps.plates), v.readonly())),
  properties,
};
const nodes = <T>(node: v.GenericSchema<unknown, T>) =>
  v.pipe(v.array(node), v.minLength(1), v.maxLength(caps.nodes), v.readonly());

export const documentSchema: v.GenericSchema<unknown, GraphDocument> = v.variant("kind", [
  v.strictObject({ ...base, kind: v.literal("bayes"), nodes: nodes(bayesNode) }),
  v.strictObject({
    ...base,
    kind: v.picklist(["markov", "factor"]),
    nodes: nodes(v.strictObject(variable)),
    factors: v.pipe(v.array(factor), v.maxLength(caps.factors), v.readonly()),
  }),
  v.strictObject({ ...base, kind: v.literal("deterministic"), nodes: nodes(operation) }),
]);
