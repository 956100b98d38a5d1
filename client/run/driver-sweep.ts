import type { Table } from "../../shared/data/table.ts";
import { canonicalJson } from "../../shared/experiment/canonical.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { DataRef, Experiment } from "../../shared/experiment/experiment.ts";
import type { Result } from "../../shared/experiment/result.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import type { Pool } from "../compute/job.ts";

/** How one run of a sweep ended. Beside a finished one, its table and its fold, as the driver of a single run leaves them. */
export type RunEnd =
  | { readonly kind: "finished"; readonly result: Result; readonly fold: Fold; readonly data: Table | null }
  | { readonly kind: "failed"; readonly error: unknown };

export interface SweepRunOrder {
  readonly lab: Lab;
  readonly experiment: Experiment;
  readonly data: Table | null;
  readonly device: Device;
  readonly signal: AbortSignal;
  onChange(fold: Fold): void;
}

export interface SweepOptions {
  readonly lab: Lab;
  /** The single experiments (`sweepRuns`), and which of them are still to be done; all, where it is left out. */
  readonly runs: readonly Experiment[];
  readonly todo?: readonly number[];
  readonly pool: Pick<Pool, "size">;
  readonly device: Device;
  readonly signal: AbortSignal;
  loadData(ref: DataRef): Promise<Table | null>;
  /** Runs one experiment, as it is run alone. */
  run(order: SweepRunOrder): Promise<Result>;
  /** A run has grown: the same fold each time. */
  onChange?(run: number, fold: Fold): void;
  onEnd(run: number, end: RunEnd): void;
}

/** Runs of at least so many are handed to the pool together, and four for each of its threads. */
const together = 32;

/**
 * Runs all experiments of a sweep. Each is a job of its own, with its own fold, metrics and digest, to the bit what it gives alone; the pool takes their
 * tasks in order, so that threads spread over runs before several help with one. A run that fails is told and leaves the others alone. Rejects with the
 * signal's reason when the sweep was stopped.
 */
export async function runSweep(options: SweepOptions): Promise<void> {
  const { runs, signal, pool, todo = runs.map((_, i) => i) } = options;
  const tables = new Tables(options.loadData);
  const waiting = [...todo];
  const work = async () => {
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
      signal.throwIfAborted();
      const end = await runOne(options, run, tables);
      signal.throwIfAborted();
      options.onEnd(run, end);
    }
  };
  // Folds and plans of a thousand runs at once would only wait in memory.
  await Promise.all(Array.from({ length: Math.max(together, 4 * pool.size) }, work));
}

async function runOne(options: SweepOptions, run: number, tables: Tables): Promise<RunEnd> {
  const { lab, runs, device, signal, onChange } = options;
  const experiment = runs[run];
  try {
    const data = await tables.of(experiment.data);
    const state: { fold?: Fold } = {};
    const result = await options.run({
      ...{ lab, experiment, data, device, signal },
      onChange(fold) {
        state.fold = fold;
        onChange?.(run, fold);
      },
    });
    if (!state.fold) throw new Error("run without a report");
    return { kind: "finished", result, fold: state.fold, data };
  } catch (error) {
    return { kind: "failed", error };
  }
}

/** Tables by what they are made of: runs on the same data share one, so that threads are sent it once. */
class Tables {
  readonly #load: SweepOptions["loadData"];
  readonly #known = new Map<string, Promise<Table | null>>();

  constructor(load: SweepOptions["loadData"]) {
    this.#load = load;
  }

  of(ref: DataRef): Promise<Table | null> {
    const name = canonicalJson(ref);
    const table = this.#known.get(name) ?? this.#load(ref);
    this.#known.set(name, table);
    return table;
  }
}

/** What is wrong with the whole sweep: the first error, where every run failed. An invalid experiment counts first. */
export function failureOf(ends: readonly (RunEnd | undefined)[]): unknown {
  const errors = ends.flatMap((end) => (end?.kind === "failed" ? [end.error] : []));
  if (errors.length === 0 || errors.length < ends.length) return undefined;
  return errors.find((error) => error instanceof ExperimentError) ?? errors[0];
}
