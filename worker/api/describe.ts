/**
 * What an address of the edge is, said where its route is: `describe(…)` stands before the handler, lets everything pass, and is what the document at
 * /api/openapi.json is made of. A route without it fails a test.
 */
import type { MiddlewareHandler } from "hono";
import type { Localized } from "../../shared/text.ts";
import type { AppEnv } from "../guard.ts";
import type { Code } from "./codes.ts";
import type { Schema } from "./json-schema.ts";

export type Schemas = Readonly<Record<string, Schema>>;

/** A body by its media type: a schema for JSON, words for bytes. */
export type Media = Readonly<Record<string, Schema | Localized>>;

export interface Reply {
  readonly about: Localized;
  readonly media?: Media;
  /** What they say, by name. */
  readonly headers?: Readonly<Record<string, Localized>>;
}

/** A cap, as `shared/experiment/limits.ts` has it. */
export interface Limit {
  readonly about: Localized;
  readonly value: number;
  readonly unit: "bytes" | "rows" | "numbers" | "multiply-adds" | "links" | "days" | "characters" | "pixels";
}

export interface Operation {
  /** Unique. */
  readonly id: string;
  readonly group: "models" | "links" | "blobs" | "service";
  readonly title: Localized;
  readonly about: Localized;
  readonly path?: Schemas;
  readonly query?: Schemas;
  readonly headers?: Schemas;
  readonly body?: Media;
  /** A body that works, for JSON. */
  readonly example?: unknown;
  /** Of success, by status. */
  readonly replies: Readonly<Record<number, Reply>>;
  /** Codes of refusals by status, those that every address has apart. */
  readonly errors: Readonly<Record<number, readonly Code[]>>;
  readonly limits?: readonly Limit[];
  /** Changes nothing that is stored, so that a page can offer to try it. */
  readonly tryable: boolean;
}

const described = new WeakMap<object, Operation>();

export function describe(operation: Operation): MiddlewareHandler<AppEnv> {
  const pass: MiddlewareHandler<AppEnv> = (_, next) => next();
  described.set(pass, operation);
  return pass;
}

/** What a handler says of its route, if it is a description. */
export const descriptionOf = (handler: object): Operation | undefined => described.get(handler);
