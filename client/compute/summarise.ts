import { type Arrays, array, type NDArray } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { type Fold, resultArrays } from "../../shared/labs/fold.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import { type RunSummary, summarise } from "../../shared/labs/summarise.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import type { Pool } from "./job.ts";
import { fromBytes, type Header, summaryKind, toBytes, type Words } from "./run-summary.ts";
import { shared } from "./tables.ts";

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

/** Metrics and, once it is finished, digest of a run; of a large one in a thread of the pool. */
export async function summariseOn(
  pool: Pool,
  { lab, experiment, data, device, fold, signal }: Run,
): Promise<RunSummary> {
  const arrays = resultArrays(fold);
  const numbers = Object.values(arrays).reduce((sum, { values }) => sum + values.length, 0);
  const written = writtenExperiment(lab, experiment);
  if (numbers <= few) return summarise(lab, experiment, data, fold, written);
  const { finished, tasks } = fold;
  const header: Header = { experiment, ...(written !== experiment && { written }), tasks, finished };
  const answer = await pool.ask({
    lab: lab.id,
    device,
    data,
    task: { id: summaryKind, kind: summaryKind, key: [0, 0], steps: 1, params: {} },
    given: { ...(await copied(arrays)), header: array(toBytes(header)) },
    ...(signal && { signal }),
  });
  const { names, digest } = fromBytes<Words>(answer.words);
  return { metrics: Object.fromEntries(names.map((name, i) => [name, Number(answer.values.values[i])])), digest };
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
