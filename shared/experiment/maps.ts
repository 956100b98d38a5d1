/** Maps: parameters that have a value for each of some names (`MapField`). */
import { ExperimentError } from "./errors.ts";
import type { Field, Fields, MapField, MapValue, ParamValue } from "./fields.ts";
import { limits } from "./limits.ts";
import { show } from "./show.ts";
import { coerceNumbers } from "./text-values.ts";
import { cleanText } from "./title.ts";

/** The entry that a name like "evidence.smoke" means: all after the first dot is its key. Undefined where the first part is no map. */
export function entryAt(
  fields: Fields,
  name: string,
): { readonly name: string; readonly field: MapField; readonly key: string } | undefined {
  const dot = name.indexOf(".");
  if (dot < 0 || !Object.hasOwn(fields, name.slice(0, dot))) return undefined;
  const field: Field = fields[name.slice(0, dot)];
  return field.kind === "map" ? { name: name.slice(0, dot), field, key: name.slice(dot + 1) } : undefined;
}

/**
 * The map with one entry set; "" and null remove it. Key and text are cleaned as names in files are; numbers may be text ("0.7, 0.3"). The result is yet to
 * be checked by `parseMap`. Throws an ExperimentError for a key that is no name.
 */
export function withEntry(
  { values }: MapField,
  map: ParamValue | undefined,
  key: string,
  textOrValue: unknown,
  path: string,
): Readonly<Record<string, unknown>> {
  const name = cleanText(key);
  checkName(name, `${path}.${key}`);
  const others = Object.entries(map ?? {}).filter(([one]) => one !== name);
  const text = typeof textOrValue === "string" ? cleanText(textOrValue) : textOrValue;
  if (text === "" || text === null) return Object.fromEntries(others);
  const value = typeof text === "string" && values === "numbers" ? coerceNumbers(text) : text;
  return Object.fromEntries([...others, [name, value]]);
}

/** A valid map, as a new object whose entries are sorted by name. Throws an ExperimentError at `path`, or at the entry "<path>.<name>". */
export function parseMap(field: MapField, input: unknown, path: string): MapValue {
  if (typeof input !== "object" || input === null || Array.isArray(input) || ArrayBuffer.isView(input))
    throw wrong(path, "wrong-type", input, `values by name: ${path}.<name>=<value>`);
  const entries = Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1));
  checkCount(entries.length, Math.min(field.maxItems, limits.map.entries), path);
  for (const [name] of entries) checkName(name, `${path}.${name}`);
  // Own members however they are called: assigning to "__proto__" would set none.
  if (field.values === "text") {
    for (const [name, value] of entries) checkName(value, `${path}.${name}`);
    return Object.fromEntries(entries) as MapValue;
  }
  const lists = entries.map(([name, value]) => [name, numbersIn(value, `${path}.${name}`, field.signed)] as const);
  checkCount(
    lists.reduce((sum, [, list]) => sum + list.length, 0),
    limits.map.numbers,
    path,
  );
  return Object.fromEntries(lists);
}

/** A text that may be a name in a document, or of a state of one. */
function checkName(value: unknown, path: string): void {
  const max = limits.map.name;
  if (typeof value === "string" && value !== "" && value.length <= max && cleanText(value) === value) return;
  throw wrong(path, "not-a-name", value, `clean text of 1 to ${max} characters`, { max });
}

function checkCount(count: number, max: number, path: string): void {
  if (count > max) throw wrong(path, "too-many-items", count, `at most ${max} in all`, { max });
}

/** −0 becomes 0, as JSON writes it. */
function numbersIn(value: unknown, path: string, signed: true | undefined): readonly number[] {
  const least = signed ? -Number.MAX_VALUE : 0;
  const isNumber = (item: unknown) => typeof item === "number" && item >= least && item < Number.POSITIVE_INFINITY;
  const bad = Array.isArray(value) ? value.findIndex((item) => !isNumber(item)) : 0;
  if (!Array.isArray(value) || value.length === 0 || bad >= 0) {
    const what: unknown = Array.isArray(value) && value.length > 0 ? value[bad] : value;
    if (signed) throw wrong(path, "not-numbers", what, "finite numbers between commas, one or more");
    throw wrong(path, "not-a-weight", what, "finite numbers ≥ 0 between commas, one or more");
  }
  return value.map((item: number) => item + 0);
}

function wrong(
  path: string,
  code: string,
  value: unknown,
  allowed: string,
  bounds: Readonly<Record<string, number>> = {},
): ExperimentError {
  const shown = typeof value === "number" ? value : show(value);
  const place = path.slice(0, 200);
  return new ExperimentError(place, code, `invalid ${place}: ${shown} (must be ${allowed})`, {
    value: shown,
    allowed,
    ...bounds,
  });
}
