import * as v from "valibot";
import { ExperimentError } from "./errors.ts";
import type { ChoiceField, Field, Fields, MapField, Params, ParamValue } from "./fields.ts";
import { entryAt, parseMap, withEntry } from "./maps.ts";
import { show } from "./show.ts";
import { coerceText } from "./text-values.ts";

/** The value of a field when nothing else was given. */
export function defaults(fields: Fields): Params {
  return fillIn(fields, {});
}

/** The fields that exist for these parameters, in the order of their declaration. A field whose condition's own field is absent is absent too. */
export function activeFields(fields: Fields, params: Params): readonly (readonly [name: string, field: Field])[] {
  const active = new Set<string>();
  return Object.entries(fields).filter(([name, { when }]) => {
    const applies = when === undefined || (active.has(when.field) && when.is.includes(params[when.field]));
    if (applies) active.add(name);
    return applies;
  });
}

/**
 * Parameters with one value changed. Text is read as the field's kind wants it ("16", "true", "256,32"). "<map>.<name>" is one entry of a map, which "" or
 * null removes. When other fields depend on this one, those that now begin to apply get their defaults and those that no longer apply are dropped.
 * Throws an ExperimentError for an unknown name, a field that does not apply now, and a value that is not allowed.
 */
export function setParam(fields: Fields, params: Params, name: string, textOrValue: unknown, path = "params"): Params {
  const entry = entryAt(fields, name);
  if (entry) {
    const { field, key } = entry;
    const map = withEntry(field, params[entry.name], key, textOrValue, `${path}.${entry.name}`);
    return setParam(fields, params, entry.name, map, path);
  }
  const place = `${path}.${name}`;
  if (!Object.hasOwn(fields, name)) throw unknownParam(fields, name, path);
  const field = fields[name];
  if (!activeFields(fields, params).some(([active]) => active === name)) throw inapplicable(field, params, place);
  const value = parseValue(
    field,
    typeof textOrValue === "string" ? coerceText(field, textOrValue) : textOrValue,
    place,
  );
  return fillIn(
    fields,
    Object.fromEntries([...Object.entries(params).filter(([other]) => other !== name), [name, value]]),
  );
}

/**
 * Valid parameters, as a new object with the fields in the order of their declaration; fields that are left out get their defaults.
 * Throws an ExperimentError that names the place, the value and what is allowed.
 */
export function parseParams(fields: Fields, input: unknown, path = "params"): Params {
  const result = v.safeParse(paramsRecord, input);
  if (!result.success) {
    throw new ExperimentError(
      path,
      "wrong-type",
      `invalid ${path}: ${show(input)} (must be an object of named values)`,
      {
        value: show(input),
        allowed: "an object of named values",
      },
    );
  }
  const given = result.output;
  for (const name of given.keys()) if (!Object.hasOwn(fields, name)) throw unknownParam(fields, name, path);
  const params: Record<string, ParamValue> = Object.create(null);
  const active = new Set<string>();
  for (const [name, field] of Object.entries(fields)) {
    const { when } = field;
    const place = `${path}.${name}`;
    if (when !== undefined && !(active.has(when.field) && when.is.includes(params[when.field]))) {
      if (given.has(name)) throw inapplicable(field, params, place);
      continue;
    }
    active.add(name);
    params[name] = given.has(name) ? parseValue(field, given.get(name), place) : field.default;
  }
  return { ...params };
}

/** Own entries of a plain object as a map, so that no key can mean anything to the language ("__proto__"). */
const paramsRecord = v.pipe(
  v.custom<Readonly<Record<string, unknown>>>(
    (input) => typeof input === "object" && input !== null && !Array.isArray(input) && !ArrayBuffer.isView(input),
  ),
  v.transform((record) => new Map(Object.entries(record))),
);

/** The parameters without those that were added later and are at their default; the same object where there are none. */
export function withoutLaterDefaults(fields: Fields, params: Params): Params {
  const isLeftOut = (name: string) =>
    Object.hasOwn(fields, name) && fields[name].omitDefault && isEqual(params[name], fields[name].default);
  if (!Object.keys(params).some(isLeftOut)) return params;
  return Object.fromEntries(Object.entries(params).filter(([name]) => !isLeftOut(name)));
}

const isEqual = (a: ParamValue, b: ParamValue) => JSON.stringify(a) === JSON.stringify(b);

/** The valibot schema of one field's value; maps have a reader of their own. */
function valueSchema(field: Exclude<Field, MapField>): v.GenericSchema<unknown, ParamValue> {
  switch (field.kind) {
    case "integer":
      return v.pipe(
        v.number(),
        v.safeInteger(),
        v.minValue(field.min),
        v.maxValue(field.max),
        v.transform(positiveZero),
      );
    case "number":
      return v.pipe(v.number(), v.finite(), v.minValue(field.min), v.maxValue(field.max), v.transform(positiveZero));
    case "choice":
      return v.picklist(field.options.map(({ value }) => value));
    case "boolean":
      return v.boolean();
    case "text":
      return v.pipe(v.string(), v.maxLength(field.maxLength));
    case "integers":
      return v.pipe(
        v.array(
          v.pipe(v.number(), v.safeInteger(), v.minValue(field.min), v.maxValue(field.max), v.transform(positiveZero)),
        ),
        v.minLength(field.minItems),
        v.maxLength(field.maxItems),
      );
    case "columns":
      return v.pipe(
        v.array(v.pipe(v.string(), v.minLength(1))),
        v.minLength(field.minItems),
        v.maxLength(field.maxItems),
        v.check((names) => new Set(names).size === names.length),
      );
    default:
      return field satisfies never;
  }
}

/** What a field takes, in English: "a whole number from 1 to 512". */
export function allowed(field: Field): string {
  switch (field.kind) {
    case "integer":
      return `a whole number from ${field.min} to ${field.max}`;
    case "number":
      return `a number from ${field.min} to ${field.max}`;
    case "choice":
      return `one of ${optionsOf(field)}`;
    case "boolean":
      return "true or false";
    case "text":
      return `text of at most ${field.maxLength} characters`;
    case "integers":
      return `${counted(field)} whole numbers from ${field.min} to ${field.max}`;
    case "columns":
      return `${counted(field)} different column names`;
    case "map":
      return `an object of at most ${field.maxItems} ${field.values === "text" ? "texts" : "lists of numbers ≥ 0"} by name`;
    default:
      return field satisfies never;
  }
}

const optionsOf = ({ options }: ChoiceField) => options.map(({ value }) => value).join(", ");

/** A valid value of a field. Throws an ExperimentError at `path`. */
export function parseValue(field: Field, value: unknown, path: string): ParamValue {
  if (field.kind === "map") return parseMap(field, value, path);
  const result = v.safeParse(valueSchema(field), value);
  if (result.success) return result.output;
  const [{ type }] = result.issues;
  const isNumber = field.kind === "integer" || field.kind === "number";
  const isList = field.kind === "integers";
  if (field.kind === "text" && typeof value === "string")
    throw new ExperimentError(
      path,
      "text-too-long",
      `invalid ${path}: ${value.length} characters (must be at most ${field.maxLength})`,
      { value: value.length, max: field.maxLength },
    );
  const code = codes[type] ?? (isNumber ? "not-a-number" : isList ? "not-whole-numbers" : "wrong-type");
  const bounds = "min" in field ? { min: field.min, max: field.max } : {};
  throw new ExperimentError(path, code, `invalid ${path}: ${show(value)} (must be ${allowed(field)})`, {
    value: Number.isFinite(value) ? Number(value) : show(value),
    allowed: field.kind === "choice" ? optionsOf(field) : allowed(field),
    ...bounds,
  });
}

const codes: Readonly<Record<string, string>> = {
  min_value: "out-of-range",
  max_value: "out-of-range",
  safe_integer: "not-whole",
  picklist: "not-an-option",
  check: "repeated",
  min_length: "wrong-length",
  max_length: "wrong-length",
};

/** The parameters that apply, defaults where one is absent; what does not apply is left out. Values are trusted. */
export function fillIn(fields: Fields, known: Params): Params {
  const params: Record<string, ParamValue> = {};
  for (const [name, field] of Object.entries(fields)) {
    const { when } = field;
    if (when !== undefined && !(Object.hasOwn(params, when.field) && when.is.includes(params[when.field]))) continue;
    params[name] = Object.hasOwn(known, name) ? known[name] : field.default;
  }
  return params;
}

function unknownParam(fields: Fields, name: string, path: string): ExperimentError {
  const names = Object.keys(fields).join(", ");
  return new ExperimentError(
    `${path}.${name}`,
    "unknown-param",
    `unknown parameter: ${path}.${name} (there are ${names})`,
    {
      value: name,
      allowed: names,
    },
  );
}

function inapplicable({ when }: Field, params: Params, path: string): ExperimentError {
  const needed = `${when?.field} is ${when?.is.join(" or ")}`;
  const now = when === undefined ? undefined : params[when.field];
  return new ExperimentError(
    path,
    "inapplicable",
    `${path} does not apply while ${when?.field} is ${show(now)} (it applies when ${needed})`,
    {
      value: show(now),
      allowed: needed,
    },
  );
}

const counted = ({ minItems, maxItems }: { minItems: number; maxItems: number }) =>
  minItems === maxItems ? `${minItems}` : `${minItems} to ${maxItems}`;

/** −0 becomes 0: JSON writes both alike, so a run must not see a difference. */
const positiveZero = (value: number) => (value === 0 ? 0 : value);
