/**
 * What a valibot schema takes, as JSON Schema (draft 2020-12, which OpenAPI 3.1 uses). It knows the schemas and checks that the edge uses and throws for any
 * other: a schema that cannot be described is a failing test, never a gap.
 */
import * as v from "valibot";

export type JsonSchema = Readonly<Record<string, unknown>>;
export type Schema = v.GenericSchema<never, unknown> | v.GenericSchema;

/** Named schemas, each described once and referred to. */
export type Components = Map<string, JsonSchema>;

/** Keys of `v.metadata` that go into the description as they are; `name` makes it a component. */
interface Metadata extends Readonly<Record<string, unknown>> {
  readonly name?: string;
}

/** A schema with a name, under which the document describes it once. */
export const named = <const T extends v.GenericSchema>(name: string, schema: T) =>
  v.pipe(schema, v.metadata({ name } satisfies Metadata));

/** A schema with what it means in both languages. */
export const said = <const T extends v.GenericSchema>(schema: T, en: string, es: string) =>
  v.pipe(schema, v.description(en), v.metadata({ "x-es": es }));

export function jsonSchemaOf(schema: Schema, components: Components = new Map()): JsonSchema {
  return looseSchemaOf(schema as unknown as Loose, components);
}

function looseSchemaOf(schema: Loose, components: Components): JsonSchema {
  const [first, ...actions] = pipeOf(schema);
  const { name, ...rules }: Metadata = Object.assign(
    {},
    ...actions.map((action) => ruleOf(action, first.type === "array")),
  );
  const described = {
    ...(first === schema ? bare(first, components) : looseSchemaOf(first, components)),
    ...rules,
  };
  if (name === undefined) return described;
  components.set(name, described);
  return { $ref: `#/components/schemas/${name}` };
}

/** As valibot keeps them: schemas and actions alike. */
interface Loose {
  readonly kind: string;
  readonly type: string;
  readonly pipe?: readonly Loose[];
  readonly requirement?: unknown;
  readonly [name: string]: unknown;
}

/** A schema and what is asked of it. Behind a transformation only what comes out of it counts: text in an address that stands for a number is one. */
function pipeOf(schema: Loose): readonly [Loose, ...Loose[]] {
  if (schema.pipe === undefined) return [schema];
  const at = schema.pipe.findLastIndex(({ kind }) => kind === "schema");
  const [first, ...others] = schema.pipe.slice(at);
  return [first, ...others];
}

function bare(schema: Loose, components: Components): JsonSchema {
  const of = (inner: unknown) => looseSchemaOf(inner as Loose, components);
  switch (schema.type) {
    case "string":
    case "number":
    case "boolean":
      return { type: schema.type };
    case "null":
      return { type: "null" };
    // What a check of our own takes is said by its metadata.
    case "custom":
    case "any":
      return {};
    case "literal":
      return { const: schema.literal };
    case "picklist":
      return { enum: schema.options };
    case "array":
      return { type: "array", items: of(schema.item) };
    case "record":
      return { type: "object", additionalProperties: of(schema.value) };
    case "union":
      return { oneOf: (schema.options as readonly unknown[]).map(of) };
    case "nullable":
      return { anyOf: [of(schema.wrapped), { type: "null" }] };
    case "optional":
    case "exact_optional":
      return { ...of(schema.wrapped), ...defaultOf(schema) };
    case "strict_object":
    case "loose_object":
      return objectOf(schema, of);
    default:
      throw new TypeError(`schema that cannot be described: ${schema.type}`);
  }
}

/** As the schema reads it: "0" in an address is 0. */
function defaultOf(schema: Loose): JsonSchema {
  if (schema.default === undefined) return {};
  return { default: v.parse(schema.wrapped as v.GenericSchema, schema.default) };
}

function objectOf(schema: Loose, of: (inner: unknown) => JsonSchema): JsonSchema {
  const entries = Object.entries(schema.entries as Readonly<Record<string, Loose>>);
  const required = entries.filter(([, inner]) => isRequired(inner)).map(([name]) => name);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(([name, inner]) => [name, of(inner)])),
    ...(required.length > 0 && { required }),
    ...(schema.type === "strict_object" && { additionalProperties: false }),
  };
}

/** Whether an object or an address without it is refused. */
export function isRequired(schema: Schema | Loose): boolean {
  const { type, pipe } = schema as unknown as Loose;
  return pipe ? isRequired(pipe[0]) : !/optional$/.test(type);
}

function ruleOf({ type, requirement, description, metadata }: Loose, isList: boolean): JsonSchema {
  switch (type) {
    case "min_value":
      return { minimum: requirement };
    case "max_value":
      return { maximum: requirement };
    case "integer":
      return { type: "integer" };
    case "min_length":
      return { [isList ? "minItems" : "minLength"]: requirement };
    case "max_length":
      return { [isList ? "maxItems" : "maxLength"]: requirement };
    case "regex":
      return { pattern: (requirement as RegExp).source };
    case "description":
      return { description };
    case "metadata":
      return metadata as JsonSchema;
    case "finite":
      return {};
    default:
      throw new TypeError(`check that cannot be described: ${type}`);
  }
}
