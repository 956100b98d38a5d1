import type { Arrays } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Chunk, Device, Task } from "../../shared/labs/lab.ts";
import type { GangBuffers } from "../../shared/nets/gang.ts";

/**
 * What passes between pool and thread. The pool calls a thread through Comlink; what the thread says on its own while it works (chunks,
 * heartbeats) goes over the same port as plain messages without an `id`, which Comlink leaves alone on both sides.
 */
export interface ThreadApi {
  /** First call: passes the self-tests. `complaint` says what this runtime lacks or gets wrong, null when it can be used. */
  hello(): { readonly complaint: string | null };
  /** Compiled modules and tables, sent once per thread and used by every later order. */
  keep(supplies: Supplies): void;
  forget(table: number): void;
  /** Works on a task until it is finished, stopped or has failed. One order at a time. */
  run(order: Order): Promise<Outcome>;
  /** The order ends after the slice under way, its checkpoint on the last chunk. */
  stop(epoch: number): void;
}

export type Modules = Readonly<Record<string, WebAssembly.Module>>;

export interface Supplies {
  readonly modules?: Modules;
  readonly tables?: Readonly<Record<number, Table>>;
}

export interface Order {
  /** Unique within a pool. Reports carry it, so that those of an abandoned order are recognised and dropped. */
  readonly epoch: number;
  readonly lab: string;
  readonly device: Device;
  readonly table: number | null;
  readonly task: Task;
  readonly inputs: Readonly<Record<string, Arrays>>;
  /** Where to start: the arrays of a checkpoint and the step that they belong to; absent for step 0. */
  readonly from?: Checkpoint;
  /** Stop automatically after this many steps. */
  readonly limit?: number;
  /** The task may ask for a gang; where it is absent the thread works alone. */
  readonly gang?: true;
  /** To help another thread with the task instead of doing it: no chunks come of it. */
  readonly join?: { readonly buffers: GangBuffers; readonly seat: number };
}

export interface Checkpoint {
  readonly step: number;
  readonly arrays: Arrays;
}

export type Outcome =
  | { readonly kind: "finished" }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly error: PlainError };

/** An error as plain data: Comlink would keep name and message alone. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  /** Present for input that is not valid: trying again would not help. */
  readonly experiment?: {
    readonly path: string;
    readonly code: string;
    readonly values: Readonly<Record<string, string | number>>;
  };
}

export type ThreadReport =
  | { readonly report: "beat"; readonly epoch: number }
  | { readonly report: "chunk"; readonly epoch: number; readonly chunk: Chunk }
  | { readonly report: "gang"; readonly epoch: number; readonly buffers: GangBuffers; readonly members: number };
