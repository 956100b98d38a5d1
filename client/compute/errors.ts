import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { PlainError } from "./api.ts";

export type PoolErrorCode =
  /** A task failed more often than it may be tried again. */
  | "task-failed"
  /** No thread could be started (script missing, self-test failed, …). */
  | "no-thread"
  /** The pool was closed while the work was under way. */
  | "closed"
  /** The work ended with numbers that are not finite. */
  | "not-finite";

/** Work that the pool abandoned. `attempts` says what happened each time. */
export class PoolError extends Error {
  override readonly name = "PoolError";
  readonly code: PoolErrorCode;
  /** Id of the task, where one task failed. */
  readonly task: string | undefined;
  readonly attempts: readonly string[];
  constructor(
    code: PoolErrorCode,
    message: string,
    details: { readonly task?: string; readonly attempts?: readonly string[] } = {},
  ) {
    super(message);
    this.code = code;
    this.task = details.task;
    this.attempts = details.attempts ?? [];
  }
}

/** A NaN found in what a task computed. */
export class NotFiniteError extends Error {
  override readonly name = "NotFiniteError";
}

export function toPlain(error: unknown): PlainError {
  if (error instanceof ExperimentError) {
    const { path, code, values } = error;
    return { name: error.name, message: error.message, experiment: { path, code, values } };
  }
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: "Error", message: String(error) };
}

export function describe({ name, message }: PlainError): string {
  return `${name}: ${message}`;
}
