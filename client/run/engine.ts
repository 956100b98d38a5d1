import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Result } from "../../shared/experiment/result.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import type { Pool } from "../compute/job.ts";
import type { Earlier } from "./driver.ts";

/** What a session needs of the machinery below it: the pool, and the driver that runs an experiment on it. */
export interface RunEngine {
  readonly pool: Pool;
  /** Which code this is: only what the very same code kept is resumed, since states may be laid out otherwise in another. */
  readonly code: string;
  run(order: RunOrder): Promise<Result>;
}

export interface RunOrder {
  readonly lab: Lab;
  readonly experiment: Experiment;
  readonly data: Table | null;
  readonly device: Device;
  /** What an earlier, interrupted run of the same plan (or one with fewer steps) has: the engine that computed it resumes from its checkpoints. */
  readonly resume?: Earlier;
  readonly signal: AbortSignal;
  /** The fold, after every chunk; the same object each time. `threads`: how many work on the chunk's task. */
  onChange(fold: Fold, threads?: number): void;
  /** The run begins again on WebAssembly, since WebGPU could not do it. */
  onInstead?(reason: unknown): void;
}
