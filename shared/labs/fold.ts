import type { Arrays, NDArray } from "../arrays.ts";
import type { Chunk, Task } from "./lab.ts";

/**
 * The result of a run as far as it has come: the fold of all its chunks. Records land in slots by (task, step), so the
 * fold is independent of chunk boundaries, of arrival order and of repeats.
 */
export interface Fold {
  readonly tasks: readonly Task[];
  /** Steps done of a task: the number of leading record rows that are filled without a gap. */
  done(task: string): number;
  /** Filled rows of a record: shape [done, …]; undefined before the first chunk. A view into the fold: do not write. */
  records(task: string, name: string): NDArray | undefined;
  recordNames(task: string): readonly string[];
  /** Newest snapshot of a task. */
  snapshot(task: string): Arrays | undefined;
  output(task: string): Arrays | undefined;
  /** Newest checkpoint, with the step it belongs to. */
  checkpoint(task: string): { readonly step: number; readonly arrays: Arrays } | undefined;
  readonly finished: boolean;
}

/** A fold that takes chunks. `version` grows with every change (views compare it). */
export interface OpenFold extends Fold {
  readonly version: number;
  add(chunk: Chunk): void;
}
