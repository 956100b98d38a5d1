import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { PlainError } from "./api.ts";

export type PoolErrorCode =
  /** A task failed more often than it may be tried again. */
  | "task-failed"
  /** No thread could be started (script missing, self-test failed, …). */
  | "no-thread"
  /** A WebAssembly module could not be fetched or compiled. `values.module` is its name. */
  | "no-module"
  /** The code of the threads, or that of a lab in them, could not be fetched. */
  | "no-code"
  /** The pool was closed while the work was under way. */
  | "closed"
  /** The work ended with numbers that are not finite. */
  | "not-finite"
  /** The same, of data with a column whose values are so large or so small that it may have been their doing: `values.column` and `values.value`. */
  | "not-finite-of-column";

/** Work that the pool abandoned. `attempts` says what happened each time. */
export class PoolError extends Error {
  override readonly name = "PoolError";
  readonly code: PoolErrorCode;
  /** Id of the task, where one task failed. */
  readonly task: string | undefined;
  readonly attempts: readonly string[];
  readonly values: Readonly<Record<string, string | number>>;
  constructor(code: PoolErrorCode, message: string, details: PoolErrorDetails = {}) {
    super(message);
    this.code = code;
    this.task = details.task;
    this.attempts = details.attempts ?? [];
    this.values = details.values ?? {};
  }
}

interface PoolErrorDetails {
  readonly task?: string;
  readonly attempts?: readonly string[];
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Code that was to be fetched while a thread started or worked, and was not. */
export class LoadError extends Error {
  override readonly name = "LoadError";
}

/** What a thread says, and what is said of it, when its script did not load. */
export const scriptLost = "LoadError: the script did not load";

/** Whether what happened to a thread is a LoadError. */
export const isLost = (what: string): boolean => what.startsWith("LoadError");

/** The outcome of an import; a LoadError where it failed. */
export async function loaded<T>(coming: Promise<T>): Promise<T> {
  try {
    return await coming;
  } catch (error) {
    throw new LoadError(reasonOf(error));
  }
}

/** Errors behind which there is a network that may come back: the same run may succeed later. */
export const mayPass = (error: unknown): boolean =>
  error instanceof PoolError && ["no-module", "no-code", "no-thread"].includes(error.code);

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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

/** Why a task is not tried again, after these attempts. */
export function failure(task: string, notFinite: boolean, attempts: readonly string[]): PoolError {
  const what = attempts.at(-1) ?? "";
  const details = { task, attempts };
  if (notFinite) {
    const message = `numbers of task ${task} are no longer finite: ${what} (smaller steps may help)`;
    return new PoolError("not-finite", message, { ...details, values: { what: task } });
  }
  if (attempts.every(isLost)) {
    return new PoolError(
      "no-code",
      `code for task ${task} could not be loaded: ${what} (check the connection)`,
      details,
    );
  }
  return new PoolError("task-failed", `task ${task} failed ${attempts.length} times, last with: ${what}`, details);
}
