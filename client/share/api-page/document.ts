/** The edge's own OpenAPI document, as far as the page shows it. */
import type { Localized } from "../../../shared/text.ts";
import { EdgeError } from "../api.ts";

export interface Described {
  readonly description?: string;
  readonly "x-es"?: { readonly description?: string; readonly summary?: string } | string;
}

export interface Shape extends Described {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Shape | boolean;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

export interface Parameter extends Described {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: Shape;
}

export type Content = Readonly<Record<string, { readonly schema: Shape; readonly example?: unknown }>>;

export interface Reply extends Described {
  readonly content?: Content;
  readonly headers?: Readonly<Record<string, Described>>;
  /** Codes of refusals; absent for success. */
  readonly "x-codes"?: readonly string[];
}

export interface Operation extends Described {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Reply>>;
  readonly "x-limits"?: readonly (Described & { readonly value: number; readonly unit: string })[];
  readonly "x-tryable": boolean;
}

export interface OpenApi {
  readonly info: Described & { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Shape>> };
  readonly "x-codes": Readonly<Record<string, Described>>;
}

/** An operation with its address. */
export interface Place {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

export const documentAddress = "/api/openapi.json";

/** Throws an EdgeError where the edge cannot be reached or does not answer. */
export async function readDocument(): Promise<OpenApi> {
  const lost = (status: number, code: string) =>
    new EdgeError(status, { code, path: "edge", message: `no description (status ${status}: reload)`, values: {} });
  const response = await fetch(documentAddress).catch(() => {
    throw lost(0, "offline");
  });
  if (!response.ok) throw lost(response.status, "refused");
  return response.json() as Promise<OpenApi>;
}

export const groups = ["models", "links", "blobs", "service"] as const;
export type Group = (typeof groups)[number];

export function placesOf({ paths }: OpenApi, group: Group): readonly Place[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.includes(group))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** What it says of itself, in both languages. */
export function aboutOf({ description = "", "x-es": spanish }: Described): Localized {
  const es = typeof spanish === "string" ? spanish : spanish?.description;
  return { en: description, es: es ?? description };
}

export function titleOf({ summary, "x-es": spanish }: Operation): Localized {
  return { en: summary, es: (typeof spanish === "object" && spanish.summary) || summary };
}
