/** The pool's own questions: the metrics and the digest of a run, from its arrays; hashes of arrays. The form of question and answer. */
import type { NDArray } from "../../shared/arrays.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Task } from "../../shared/labs/lab.ts";

/** Kind of the task that measures a run in a thread. It is the pool's own: no lab has a process of that name. */
export const summaryKind = "latente:summarise";

/** Kind of the task that hashes arrays, another of the pool's own. */
export const hashKind = "latente:hash";

export function isOfPool({ kind }: Task): boolean {
  return kind === summaryKind || kind === hashKind;
}

/** What is sent along with the arrays of a run. Tasks are plain data. */
export interface Header {
  readonly experiment: Experiment;
  /** As it is hashed, where that differs. */
  readonly written?: Experiment;
  readonly tasks: readonly Task[];
  readonly finished: boolean;
  /** How many parts of the measurement are known, where any are: their arrays are sent too, each under its `partName`. */
  readonly parts?: number;
  /** SHA-256 of arrays, by name, where it is known. */
  readonly hashes?: Readonly<Record<string, string>>;
}

export const partName = (part: number) => `part/${part}/`;

/** What an answer has besides the values of the metrics, which may have no JSON form. */
export interface Words {
  readonly names: readonly string[];
  readonly digest: string | null;
}

export function toBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
export function fromBytes<T>({ values }: NDArray): T {
  return JSON.parse(new TextDecoder().decode(values as Uint8Array)) as T;
}
