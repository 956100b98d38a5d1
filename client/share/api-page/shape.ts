/** JSON Schemas as people read shapes: `{ op: "encode" | "decode", rows: number[][] }`. */
import { readable } from "../../i18n/explain.ts";
import type { Shape } from "./document.ts";

const nameOf = (reference: string) => reference.replace("#/components/schemas/", "");

/** Where the page shows a named shape. */
export const shapeId = (name: string) => `shape-${name}`;

/** A shape in one or more lines; named ones by their names. `depth`: levels of indentation. */
export function shapeText(shape: Shape, depth = 0): string {
  const { $ref, anyOf, oneOf, type, items, properties, additionalProperties } = shape;
  const choices = anyOf ?? oneOf;
  if ($ref) return nameOf($ref);
  if (choices) return choices.map((one) => shapeText(one, depth)).join(" | ");
  if ("const" in shape) return JSON.stringify(shape.const);
  if (shape.enum) return shape.enum.map((one) => JSON.stringify(one)).join(" | ");
  if (type === "array") return `${grouped(shapeText(items ?? {}, depth))}[]${countOf(shape)}`;
  if (properties) return objectText(shape, depth);
  if (typeof additionalProperties === "object") return `{ [name]: ${shapeText(additionalProperties, depth)} }`;
  return `${shape.format ?? type ?? "any"}${boundsOf(shape)}`;
}

const grouped = (text: string) => (text.includes(" | ") && !text.startsWith("{") ? `(${text})` : text);

function objectText({ properties = {}, required = [], additionalProperties }: Shape, depth: number): string {
  const indent = "  ".repeat(depth + 1);
  const lines = Object.entries(properties).map(([name, inner]) => {
    const mark = required.includes(name) ? "" : "?";
    return `${indent}${name}${mark}: ${shapeText(inner, depth + 1)}`;
  });
  if (additionalProperties === undefined) lines.push(`${indent}…`);
  return `{\n${lines.join("\n")}\n${"  ".repeat(depth)}}`;
}

/** How many items, where that is bounded: " (1–64)". */
const countOf = ({ minItems, maxItems }: Shape) => (maxItems === undefined ? "" : ` (${minItems ?? 0}–${maxItems})`);

/** Bounds of a number or of a text's length: " ≥ 0", " 1–64", " (≤ 120)". */
export function boundsOf({ minimum, maximum, maxLength }: Shape): string {
  if (maxLength !== undefined) return ` (≤ ${maxLength})`;
  if (minimum === undefined && maximum === undefined) return "";
  // The largest whole number that a double holds is no bound that anyone meets.
  if (maximum === undefined || maximum === Number.MAX_SAFE_INTEGER) return ` ≥ ${minimum}`;
  return minimum === undefined ? ` ≤ ${maximum}` : ` ${minimum}–${maximum}`;
}

/** JSON for people: lists of numbers in one line. */
export function prettyJson(value: unknown, depth = 0): string {
  const indent = "  ".repeat(depth + 1);
  const end = `\n${"  ".repeat(depth)}`;
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== "object" || one === null))
      return `[${value.map((one) => JSON.stringify(one)).join(", ")}]`;
    return `[\n${value.map((one) => indent + prettyJson(one, depth + 1)).join(",\n")}${end}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, one]) => `${indent}${JSON.stringify(name)}: ${prettyJson(one, depth + 1)}`,
  );
  return members.length === 0 ? "{}" : `{\n${members.join(",\n")}${end}}`;
}

/** What a code means, with this answer's own values where it names them: "(values.max)". */
export function withValues(meaning: string, values: Readonly<Record<string, string | number>>): string {
  const readers = readable(values);
  return meaning.replace(/values\.(\w+)/g, (place, name: string) =>
    Object.hasOwn(readers, name) ? readers[name] : place,
  );
}
