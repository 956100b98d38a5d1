import type { Arrays } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Chunk, Device, Task, WasmName } from "../../shared/labs/lab.ts";

/** Tasks of one run, handed to the pool together. */
export interface Job {
  readonly lab: string;
  readonly device: Device;
  readonly data: Table | null;
  readonly tasks: readonly Task[];
  /** Where to resume from, for a run that was interrupted: newest checkpoint and finished outputs by task. */
  readonly resume?: Readonly<
    Record<string, { readonly step: number; readonly checkpoint?: Arrays; readonly output?: Arrays }>
  >;
  /** Lower runs first; questions of the person at the page run before long work. Default 0. */
  readonly priority?: number;
  readonly signal?: AbortSignal;
  /**
   * At most one call per chunk (20–60 ms of work), from any task, in any order. `threads`: how many work on the task now, more than one where others
   * help with it.
   */
  onChunk(chunk: Chunk, threads: number): void;
}

/** A single small task that answers a question about given arrays: complete a picture, decode a code. */
export interface PoolQuestion {
  readonly lab: string;
  readonly device: Device;
  readonly data: Table | null;
  readonly task: Task;
  /** Reaches the process as `context.inputs.given`. */
  readonly given: Arrays;
  readonly signal?: AbortSignal;
}

/** The threads that do the work. */
export interface Pool {
  /** Resolves when every task is done; rejects with the error of the first task that failed for good, or with the signal's reason. */
  run(job: Job): Promise<void>;
  /** Output of the question's task. */
  ask(question: PoolQuestion): Promise<Arrays>;
  readonly size: number;
  /** Changes the number of threads; running work continues. */
  resize(threads: number): void;
  /** Running jobs stop after the slice under way and keep their place; questions are still answered. */
  pause(): void;
  resume(): void;
  /** While paused: every task that could run does at most this many more steps. */
  step(steps: number): void;
  readonly paused: boolean;
  /** SHA-256 of the modules that the threads run, by name: the engine of what they compute. */
  hashes(modules: readonly WasmName[]): Promise<Readonly<Record<string, string>>>;
  close(): void;
}
