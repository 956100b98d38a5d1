import { type Arrays, array, type NDArray } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { type Conclusion, conclude } from "../../shared/labs/conclude.ts";
import { type Fold, foldFromArrays, resultArrays } from "../../shared/labs/fold.ts";
import type { Device, Lab, Task } from "../../shared/labs/lab.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import type { Pool } from "./job.ts";
import { shared } from "./tables.ts";

/** Kind of the task that measures a run in a thread. It is the pool's own: no lab has a process of that name. */
const kind = "latente:conclude";
/** Up to this many numbers are measured on the spot: sending them would take as long. */
const few = 50_000;
/** Bytes that are copied in one go. */
const breath = 4 * 1024 * 1024;

export interface Run {
  readonly lab: Lab;
  readonly experiment: Experiment;
  readonly data: Table | null;
  readonly device: Device;
  readonly fold: Fold;
  readonly signal?: AbortSignal;
}

/** What is sent along with the arrays of a run. Tasks are plain data. */
interface Header {
  readonly experiment: Experiment;
  /** As it is hashed, where that differs. */
  readonly written?: Experiment;
  readonly tasks: readonly Task[];
  readonly finished: boolean;
}

/** Metrics and, once it is finished, digest of a run; of a large one in a thread of the pool. */
export async function concludeOn(
  pool: Pool,
  { lab, experiment, data, device, fold, signal }: Run,
): Promise<Conclusion> {
  const arrays = resultArrays(fold);
  const numbers = Object.values(arrays).reduce((sum, { values }) => sum + values.length, 0);
  const written = writtenExperiment(lab, experiment);
  if (numbers <= few) return conclude(lab, experiment, data, fold, written);
  const { finished, tasks } = fold;
  const header: Header = { experiment, ...(written !== experiment && { written }), tasks, finished };
  const answer = await pool.ask({
    lab: lab.id,
    device,
    data,
    task: { id: kind, kind, key: [0, 0], steps: 1, params: {} },
    given: { ...(await copied(arrays)), header: array(toBytes(header)) },
    ...(signal && { signal }),
  });
  const { names, digest } = fromBytes<Words>(answer.words);
  return { metrics: Object.fromEntries(names.map((name, i) => [name, Number(answer.values.values[i])])), digest };
}

export function isConclusion(task: Task): boolean {
  return task.kind === kind;
}

/** Thread side: the answer to such a question. */
export async function answerConclusion(lab: Lab, data: Table | null, given: Arrays): Promise<Arrays> {
  const { header, ...arrays } = given;
  const { experiment, written = experiment, tasks, finished } = fromBytes<Header>(header);
  const fold = foldFromArrays(tasks, unshared(arrays), finished ? "finished" : "partial");
  const { metrics, digest } = await conclude(lab, experiment, data, fold, written);
  const words: Words = { names: Object.keys(metrics), digest };
  return { words: array(toBytes(words)), values: array(Float64Array.from(Object.values(metrics))) };
}

/** What an answer has besides the values of the metrics, which may have no JSON form. */
interface Words {
  readonly names: readonly string[];
  readonly digest: string | null;
}

/** Copies, since a view that is sent takes its whole buffer along; in memory that the thread sees, where there is such: cloning a message is slow. */
async function copied(arrays: Arrays): Promise<Arrays> {
  const copies: Record<string, NDArray> = {};
  let bytes = 0;
  for (const [name, { shape, values }] of Object.entries(arrays)) {
    copies[name] = { shape, values: typeof SharedArrayBuffer === "undefined" ? values.slice() : shared(values) };
    bytes += values.byteLength;
    if (bytes < breath) continue;
    // Rows that are filled do not change: the copy may take its time, and the page draws in between.
    await new Promise((resolve) => setTimeout(resolve));
    bytes = 0;
  }
  return copies;
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

function toBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
function fromBytes<T>({ values }: NDArray): T {
  return JSON.parse(new TextDecoder().decode(values as Uint8Array)) as T;
}
