/** `lab run` of an experiment with a sweep. */
import type { Table } from "../../shared/data/table.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { DataRef, Experiment } from "../../shared/experiment/experiment.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { gridOf } from "../../shared/labs/sweep.ts";
import { bestOf, groupsOf, judgesOf } from "../../shared/labs/sweep-best.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import { runExperiment } from "../run/driver.ts";
import { failureOf, type RunEnd, runSweep } from "../run/driver-sweep.ts";
import type { RunFlags } from "./arguments.ts";
import { createNodePool } from "./pool.ts";

export interface SweptRun {
  readonly experiment: Experiment;
  readonly metrics?: Readonly<Record<string, number>>;
  readonly digest?: string;
  readonly seconds?: number;
  /** Why it failed. */
  readonly error?: string;
}

export interface PrintedSweep {
  readonly experiment: Experiment;
  readonly runs: readonly SweptRun[];
  /** The best run by the first metric of the lab of which one end is the good one; null where no run has one. */
  readonly best: { readonly index: number; readonly metric: string } | null;
  readonly seconds: number;
}

/** Throws an ExperimentError for flags that are about a single run. */
export function refuseFiles(flags: RunFlags): void {
  const flag = (["weights", "draws", "samples"] as const).find((one) => flags[one] !== undefined);
  if (flag === undefined) return;
  throw new ExperimentError(
    `--${flag}`,
    "arguments",
    `invalid --${flag}: a sweep has many runs (run one of them for its file)`,
  );
}

/** Runs all experiments of a sweep on a pool of its own. Throws where every run failed. */
export async function computeSweep(
  lab: Lab,
  experiment: Experiment,
  loadData: (ref: DataRef) => Promise<Table | null>,
  { device, threads }: Pick<RunFlags, "device" | "threads">,
): Promise<PrintedSweep> {
  const pool = createNodePool(threads === undefined ? {} : { threads });
  const grid = gridOf(lab, experiment);
  const { runs } = grid;
  const ends: (RunEnd | undefined)[] = runs.map(() => undefined);
  const began = performance.now();
  try {
    await runSweep({
      ...{ lab, runs, pool, device, loadData },
      signal: new AbortController().signal,
      run: (order) => runExperiment({ ...order, pool, onProgress: order.onChange }),
      onEnd(run, end) {
        ends[run] = end;
        tell(`run ${ends.filter((one) => one !== undefined).length} of ${runs.length}`);
      },
    });
  } finally {
    pool.close();
  }
  const failure = failureOf(ends);
  if (failure !== undefined) throw failure;
  const seconds = (performance.now() - began) / 1000;
  const printed = runs.map((run, i) => printedRun(writtenExperiment(lab, run), ends[i]));
  const metrics = printed.map((run) => run.metrics);
  const [judge] = judgesOf(lab, metrics);
  const best = judge && bestOf(groupsOf(grid), metrics, judge);
  return {
    experiment: writtenExperiment(lab, experiment),
    runs: printed,
    best: judge && best ? { index: best.run, metric: judge.metric } : null,
    seconds,
  };
}

function printedRun(experiment: Experiment, end: RunEnd | undefined): SweptRun {
  if (end?.kind === "finished") {
    const { metrics, digest, seconds } = end.result;
    return { experiment, metrics, digest, seconds };
  }
  const error = end?.error;
  return { experiment, error: error instanceof Error ? error.message : String(error) };
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
