import { type Arrays, array } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { type Fold, resultArrays } from "../../shared/labs/fold.ts";
import type { Device, Lab, Task } from "../../shared/labs/lab.ts";
import { knownParams } from "../../shared/labs/recording.ts";
import { type RunSummary, summarise } from "../../shared/labs/summarise.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import type { EarlyHashes } from "./early-hashes.ts";
import { copied, isShared } from "./given.ts";
import type { Pool } from "./job.ts";
import { fromBytes, type Header, partName, summaryKind, toBytes, type Words } from "./run-summary.ts";

/** Up to this many numbers are measured on the spot: sending them would take as long. */
const few = 50_000;

export interface Run {
  readonly lab: Lab;
  readonly experiment: Experiment;
  readonly data: Table | null;
  readonly device: Device;
  readonly fold: Fold;
  readonly signal?: AbortSignal;
  /** What is known of it already. */
  readonly early?: Pick<EarlyHashes, "known">;
}

/** Metrics and, once it is finished, digest of a run; of a large one in a thread of the pool. */
export async function summariseOn(
  pool: Pool,
  { lab, experiment, data, device, fold, signal, early }: Run,
): Promise<RunSummary> {
  await lab.prepareMeasure?.();
  const arrays = resultArrays(fold);
  const numbers = Object.values(arrays).reduce((sum, { values }) => sum + values.length, 0);
  const written = writtenExperiment(lab, experiment);
  if (numbers <= few) return summarise(lab, experiment, data, fold, written);
  const ask = async (task: Omit<Task, "key">, given: Arrays) =>
    pool.ask({ lab: lab.id, device, data, task: { ...task, key: [0, 0] }, given, ...(signal && { signal }) });
  const questions = isShared ? lab.parts?.(fold, experiment, data) : undefined;
  const parts =
    questions &&
    (await Promise.all(
      questions.map(async ({ task, given }, i) =>
        ask({ ...task, params: knownParams(task.params), id: `part.${i}` }, await copied(given)),
      ),
    ));
  // What is left to measure is little, and there is no digest yet.
  if (parts && !fold.finished) return { metrics: lab.measure(fold, experiment, data, parts), digest: null };
  const { finished, tasks } = fold;
  const hashes = await early?.known();
  const header: Header = {
    experiment,
    ...(hashes && { hashes }),
    ...(written !== experiment && { written }),
    tasks,
    finished,
    ...(parts && { parts: parts.length }),
  };
  const known = (parts ?? []).flatMap((part, i) =>
    Object.entries(part).map(([name, values]) => [partName(i) + name, values] as const),
  );
  const answer = await ask(
    { id: summaryKind, kind: summaryKind, steps: 1, params: {} },
    { ...(await copied(arrays)), ...Object.fromEntries(known), header: array(toBytes(header)) },
  );
  const { names, digest } = fromBytes<Words>(answer.words);
  return { metrics: Object.fromEntries(names.map((name, i) => [name, Number(answer.values.values[i])])), digest };
}
