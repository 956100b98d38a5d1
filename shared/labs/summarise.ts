import type { Arrays } from "../arrays.ts";
import type { Table } from "../data/table.ts";
import { digestOf } from "../experiment/digest.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { type Fold, resultArrays } from "./fold.ts";
import type { Lab } from "./lab.ts";
import { exactArrays } from "./measured.ts";
import { exactMetrics } from "./metrics.ts";

/** What a run says so far. */
export interface RunSummary {
  readonly metrics: Readonly<Record<string, number>>;
  /** Null while the run is not finished, and where its numbers are not finite. */
  readonly digest: string | null;
}

/** What was found before, and need not be found again. */
export interface Found {
  /** Answers to the questions of `lab.parts`. */
  readonly parts?: readonly Arrays[] | undefined;
  /** Hashes of arrays by name (`hashOf`). */
  readonly hashes?: Readonly<Record<string, string>> | undefined;
}

/** `written` is the experiment as it is hashed (`writtenExperiment`; threads that measure a run need not know how it is made). */
export async function summarise(
  lab: Lab,
  experiment: Experiment,
  data: Table | null,
  fold: Fold,
  written: Experiment,
  { parts, hashes }: Found = {},
): Promise<RunSummary> {
  const metrics = lab.measure(fold, experiment, data, parts);
  if (!fold.finished || !Object.values(metrics).every(Number.isFinite)) return { metrics, digest: null };
  const arrays = exactArrays(lab, fold.tasks, resultArrays(fold));
  return { metrics, digest: await digestOf(written, exactMetrics(lab, metrics), arrays, hashes) };
}
