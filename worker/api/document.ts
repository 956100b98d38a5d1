/** The OpenAPI 3.1 document of the edge, made of what stands before its handlers. */
import type { RouterRoute } from "hono/types";
import * as v from "valibot";
import type { Localized } from "../../shared/text.ts";
import { type Code, codes } from "./codes.ts";
import { descriptionOf, type Media, type Operation, type Reply, type Schemas } from "./describe.ts";
import { type Components, isRequired, type JsonSchema, jsonSchemaOf, named, type Schema } from "./json-schema.ts";

/** Raised with any change of an address that a script would notice. */
export const API_VERSION = "1.0";

const failure = named(
  "Failure",
  v.strictObject({
    error: v.strictObject({
      code: v.pipe(v.string(), v.description("Stable identifier of the kind of mistake.")),
      path: v.pipe(v.string(), v.description("Where it is: a member of the body, a header, a value of the address.")),
      message: v.pipe(v.string(), v.description("The place, the value and the cure, in English.")),
      values: v.record(v.string(), v.union([v.string(), v.number()])),
    }),
  }),
);

/** What every address may answer. */
const always: Readonly<Record<number, readonly Code[]>> = { 500: ["internal"] };

export interface DescribedRoute {
  readonly method: string;
  /** As OpenAPI writes it: /api/x/{id}. */
  readonly path: string;
  readonly operation: Operation;
}

/** The routes that are described, in the order in which they are declared. */
export function describedRoutes(routes: readonly RouterRoute[]): readonly DescribedRoute[] {
  return routes.flatMap(({ method, path, handler }) => {
    const operation = descriptionOf(handler);
    return operation ? [{ method: method.toLowerCase(), path: pathOf(path), operation }] : [];
  });
}

/** "/x/:id{[0-9]+}" as "/x/{id}", without a slash at its end. */
export const pathOf = (path: string): string =>
  path.replace(/:(\w+)(\{.*?\}(?=\/|$))?/g, "{$1}").replace(/(.)\/$/, "$1");

/** Codes of refusals by status, those of every address too. */
export const refusalsOf = (operation: Operation): Readonly<Record<number, readonly Code[]>> => ({
  ...operation.errors,
  ...always,
});

export function openApi(routes: readonly RouterRoute[]): JsonSchema {
  const components: Components = new Map();
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const { method, path, operation } of describedRoutes(routes)) {
    paths[path] ??= {};
    paths[path][method] = operationOf(operation, components);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Latente",
      version: API_VERSION,
      ...texts({
        en: "Published experiments and the quantised models in them. Refusals are JSON: a code, the place, the value and the cure. An address that is not here answers 404 (unknown-address), another method 405 (wrong-method).",
        es: "Experimentos publicados y sus modelos cuantizados. Los rechazos son JSON: un código, el lugar, el valor y el remedio. Una dirección que no esté aquí responde 404 (unknown-address); otro método, 405 (wrong-method).",
      }),
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: ["models", "links", "blobs", "service"].map((name) => ({ name })),
    paths,
    components: { schemas: Object.fromEntries(components) },
    "x-codes": Object.fromEntries(Object.entries(codes).map(([code, about]) => [code, texts(about)])),
  };
}

function operationOf(operation: Operation, components: Components): JsonSchema {
  const { id, group, title, about, path, query, headers, body, example, replies, limits, tryable } = operation;
  return {
    operationId: id,
    tags: [group],
    summary: title.en,
    description: about.en,
    "x-es": { summary: title.es, description: about.es },
    parameters: [
      ...parametersOf("path", path, components),
      ...parametersOf("query", query, components),
      ...parametersOf("header", headers, components),
    ],
    ...(body && { requestBody: { required: true, content: contentOf(body, components, example) } }),
    responses: {
      ...Object.fromEntries(Object.entries(replies).map(([status, reply]) => [status, replyOf(reply, components)])),
      ...refusalReplies(operation, components),
    },
    ...(limits && { "x-limits": limits.map(({ about, value, unit }) => ({ ...texts(about), value, unit })) }),
    "x-tryable": tryable,
  };
}

/** A status at which an address both answers and refuses (a service in trouble) has one reply for both. */
function refusalReplies(operation: Operation, components: Components): Readonly<Record<string, JsonSchema>> {
  const refused = Object.entries(refusalsOf(operation)).map(([status, its]): [string, JsonSchema] => {
    const code = { properties: { error: { properties: { code: { enum: its } } } } };
    const schema = { ...jsonSchemaOf(failure, components), ...code };
    return [status, { ...texts(meaningOf(its)), content: { "application/json": { schema } }, "x-codes": its }];
  });
  const answered = new Set(Object.keys(operation.replies));
  return Object.fromEntries(refused.filter(([status]) => !answered.has(status)));
}

const meaningOf = (its: readonly Code[]): Localized => ({
  en: its.map((code) => codes[code].en).join(" "),
  es: its.map((code) => codes[code].es).join(" "),
});

function parametersOf(where: string, schemas: Schemas | undefined, components: Components): readonly JsonSchema[] {
  return Object.entries(schemas ?? {}).map(([name, schema]) => {
    const { description, "x-es": spanish, ...own } = jsonSchemaOf(schema, components);
    const required = where === "path" || isRequired(schema);
    return { name, in: where, required, description, "x-es": { description: spanish }, schema: own };
  });
}

function replyOf({ about, media, headers }: Reply, components: Components): JsonSchema {
  const said = Object.entries(headers ?? {}).map(([name, text]) => [
    name,
    { ...texts(text), schema: { type: "string" } },
  ]);
  return {
    ...texts(about),
    ...(headers && { headers: Object.fromEntries(said) }),
    ...(media && { content: contentOf(media, components) }),
  };
}

function contentOf(media: Media, components: Components, example?: unknown): JsonSchema {
  return Object.fromEntries(
    Object.entries(media).map(([type, what]) => {
      if (!isSchema(what)) return [type, { schema: { type: "string", format: "binary", ...texts(what) } }];
      return [type, { schema: jsonSchemaOf(what, components), ...(example !== undefined && { example }) }];
    }),
  );
}

export const isSchema = (what: Schema | Localized): what is Schema => "kind" in what;

const texts = ({ en, es }: Localized) => ({ description: en, "x-es": { description: es } });
