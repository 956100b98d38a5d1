/** The pool's own question: the metrics and the digest of a run, from its arrays. Thread side, and the form of question and answer. */
import { type Arrays, array, type NDArray } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { foldFromArrays } from "../../shared/labs/fold.ts";
import type { Lab, Task } from "../../shared/labs/lab.ts";
import { summarise } from "../../shared/labs/summarise.ts";

/** Kind of the task that measures a run in a thread. It is the pool's own: no lab has a process of that name. */
export const summaryKind = "latente:summarise";

export function isSummaryTask(task: Task): boolean {
  return task.kind === summaryKind;
}

/** What is sent along with the arrays of a run. Tasks are plain data. */
export interface Header {
  readonly experiment: Experiment;
  /** As it is hashed, where that differs. */
  readonly written?: Experiment;
  readonly tasks: readonly Task[];
  readonly finished: boolean;
}

/** What an answer has besides the values of the metrics, which may have no JSON form. */
export interface Words {
  readonly names: readonly string[];
  readonly digest: string | null;
}

/** The answer to such a question. */
export async function answerSummary(lab: Lab, data: Table | null, given: Arrays): Promise<Arrays> {
  const { header, ...arrays } = given;
  const { experiment, written = experiment, tasks, finished } = fromBytes<Header>(header);
  const fold = foldFromArrays(tasks, unshared(arrays), finished ? "finished" : "partial");
  const { metrics, digest } = await summarise(lab, experiment, data, fold, written);
  const words: Words = { names: Object.keys(metrics), digest };
  return { words: array(toBytes(words)), values: array(Float64Array.from(Object.values(metrics))) };
}

/** Copies of the thread's own: what hashes bytes takes no shared memory. */
function unshared(arrays: Arrays): Arrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, values }]) => [
      name,
      { shape, values: values.buffer instanceof ArrayBuffer ? values : values.slice() },
    ]),
  );
}

export function toBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
export function fromBytes<T>({ values }: NDArray): T {
  return JSON.parse(new TextDecoder().decode(values as Uint8Array)) as T;
}
