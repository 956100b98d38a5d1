import type { Field, Fields } from "./fields.ts";
import { limits } from "./limits.ts";

export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema (draft 2020-12) of parameters. Titles and descriptions are English, with the Spanish ones under "x-es"; units under
 * "x-unit". A parameter that is left out has its default, so none is required.
 */
export function jsonSchema(fields: Fields): JsonSchema {
  const conditions = Object.entries(fields)
    .filter(([, field]) => field.when !== undefined)
    // Where the condition does not hold, the parameter must be absent.
    .map(([name]) => ({ if: holds(fields, name), else: { properties: { [name]: false } } }));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, property(field)])),
    additionalProperties: false,
    ...(conditions.length > 0 ? { allOf: conditions } : {}),
  };
}

function property(field: Field): JsonSchema {
  return {
    ...shape(field),
    default: field.default,
    title: field.label.en,
    description: field.help.en,
    "x-es": { title: field.label.es, description: field.help.es },
    ...("unit" in field ? { "x-unit": field.unit } : {}),
  };
}

function shape(field: Field): JsonSchema {
  switch (field.kind) {
    case "integer":
    case "number":
      return { type: field.kind, minimum: field.min, maximum: field.max };
    case "choice":
      return { type: "string", enum: field.options.map(({ value }) => value) };
    case "boolean":
      return { type: "boolean" };
    case "text":
      return { type: "string", maxLength: field.maxLength };
    case "integers":
      return {
        type: "array",
        items: { type: "integer", minimum: field.min, maximum: field.max },
        minItems: field.minItems,
        maxItems: field.maxItems,
      };
    case "columns":
      return {
        type: "array",
        items: { type: "string", minLength: 1 },
        minItems: field.minItems,
        maxItems: field.maxItems,
      };
    case "map": {
      const text = { type: "string", minLength: 1, maxLength: limits.map.name };
      const number = field.signed ? { type: "number" } : { type: "number", minimum: 0 };
      const values = field.values === "text" ? text : { type: "array", items: number, minItems: 1 };
      return { type: "object", propertyNames: text, additionalProperties: values, maxProperties: field.maxItems };
    }
    default:
      return field satisfies never;
  }
}

/** The condition of a field, and those of the fields it depends on. An absent discriminant has its default. */
function holds(fields: Fields, name: string): JsonSchema {
  const { when } = fields[name];
  if (when === undefined) return {};
  const discriminant = fields[when.field];
  const here = {
    properties: { [when.field]: { enum: when.is } },
    ...(when.is.some((value) => value === discriminant.default) ? {} : { required: [when.field] }),
  };
  return discriminant.when === undefined ? here : { allOf: [holds(fields, when.field), here] };
}
