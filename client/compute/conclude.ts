import type { Arrays, NDArray } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { type Conclusion, conclude } from "../../shared/labs/conclude.ts";
import { type Fold, foldFromArrays, resultArrays } from "../../shared/labs/fold.ts";
import type { Device, Lab, Task } from "../../shared/labs/lab.ts";
import type { Pool } from "./job.ts";
import { shared } from "./tables.ts";

/** Kind of the task that measures a run in a thread. It is the pool's own: no lab has a process of that name. */
const kind = "latente:conclude";
/** Numbers that are measured on the spot: sending them would take as long. */
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
  readonly tasks: readonly Task[];
  readonly finished: boolean;
}

/** Whether measuring the run on the spot could hold up the page. */
export function isLarge(fold: Fold): boolean {
  return Object.values(resultArrays(fold)).reduce((sum, { values }) => sum + values.length, 0) > few;
}

/** Metrics and, once it is finished, digest of a run; of a large one in a thread of the pool. */
export async function concludeOn(
  pool: Pool,
  { lab, experiment, data, device, fold, signal }: Run,
): Promise<Conclusion> {
  if (!isLarge(fold)) return conclude(lab, experiment, data, fold);
  const { finished, tasks } = fold;
  const header: Header = { experiment, tasks, finished };
  const { conclusion } = await pool.ask({
    lab: lab.id,
    device,
    data,
    task: { id: kind, kind, key: [0, 0], steps: 1, params: {} },
    given: { ...(await copied(resultArrays(fold))), header: encode(header) },
    ...(signal && { signal }),
  });
  return decode<Conclusion>(conclusion.values as Uint8Array);
}

export function isConclusion(task: Task): boolean {
  return task.kind === kind;
}

/** Thread side: the answer to such a question. */
export async function answerConclusion(lab: Lab, data: Table | null, given: Arrays): Promise<Arrays> {
  const { header, ...arrays } = given;
  const { experiment, tasks, finished } = decode<Header>(header.values as Uint8Array);
  const fold = foldFromArrays(tasks, unshared(arrays), finished ? "finished" : "partial");
  return { conclusion: encode(await conclude(lab, experiment, data, fold)) };
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

/** JSON with what it lacks: a metric that is not finite must arrive as it is, to be refused. */
function encode(value: Header | Conclusion): Arrays[string] {
  const text = JSON.stringify(value, (_, item) =>
    typeof item === "number" && !Number.isFinite(item) ? { number: String(item) } : item,
  );
  const values = new TextEncoder().encode(text);
  return { shape: [values.length], values };
}
function decode<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes), (_, item) =>
    typeof item === "object" && typeof item?.number === "string" ? Number(item.number) : item,
  );
}
