import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { ExperimentError } from "../shared/experiment/errors.ts";

/** What every answer that is not a success says, as JSON. */
export interface Failure {
  readonly error: {
    /** Stable identifier of the kind of mistake. */
    readonly code: string;
    readonly path: string;
    /** English; the page says it in the reader's language by code and values. */
    readonly message: string;
    readonly values: Readonly<Record<string, string | number>>;
  };
}

/** A refusal with its HTTP status. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly path: string;
  readonly values: Failure["error"]["values"];
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: ContentfulStatusCode,
    code: string,
    path: string,
    message: string,
    values: Failure["error"]["values"] = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.path = path;
    this.values = values;
    this.headers = headers;
  }
}

interface Answer {
  readonly status: ContentfulStatusCode;
  readonly failure: Failure;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Status, body and headers for whatever was thrown. Unforeseen errors are reported without detail. */
export function failureOf(error: unknown): Answer {
  if (error instanceof Refusal) {
    return { ...say(error.status, error.code, error.path, error.message, error.values), headers: error.headers };
  }
  if (error instanceof ExperimentError) {
    return say(error.code === "too-large" ? 413 : 400, error.code, error.path, error.message, error.values);
  }
  if (error instanceof HTTPException) {
    return say(error.status as ContentfulStatusCode, "refused", "request", `request refused: ${error.message}`);
  }
  return say(500, "internal", "request", "unexpected failure (try again)");
}

function say(
  status: ContentfulStatusCode,
  code: string,
  path: string,
  message: string,
  values: Failure["error"]["values"] = {},
): Answer {
  return { status, failure: { error: { code, path, message, values } } };
}
