import type { Arrays } from "../arrays.ts";
import type { ParamValue } from "../experiment/fields.ts";
import type { Key } from "../random/key.ts";
import type { WasmModules } from "../wasm/modules.ts";

/** Names of the WebAssembly modules that the build makes from `assembly/<name>.module.ts`, and "tensorflow", the wasm backend of tensorflow.js. */
export type WasmName = keyof WasmModules | "tensorflow";

/**
 * A piece of work that one thread does. A task is a pure function of itself and of the outputs it waits for: it may be retried, moved to
 * another thread, split into chunks, resumed from a checkpoint, and gives the same bytes. Plain data (structured clone).
 */
export interface Task {
  /** Unique within a plan, stable under change of thread count: "train", "ais.3", "chain.0". */
  readonly id: string;
  /** Which of the lab's processes does it. */
  readonly kind: string;
  readonly key: Key;
  /** Number of steps, ≥ 1. What a step is, the lab says (a minibatch, a draw, …); about 0.05–20 ms each. */
  readonly steps: number;
  /** As the process of this kind takes them. Undefined counts as absent. */
  readonly params: Readonly<Record<string, ParamValue | undefined>>;
  /** Ids of the tasks whose outputs this one needs; they run first. */
  readonly after?: readonly string[];
  /**
   * Its output serves the tasks that wait for it and is not part of the result: not of its arrays, its digest or what is published. It has no
   * records.
   */
  readonly intermediate?: true;
  /**
   * Several threads may work on it at once: at most so many. Its process asks for them through `context.gang`; it does not depend on them, and
   * gives the same bytes with any number of them.
   */
  readonly gang?: number;
  /** On the device "webgpu" its process is given a GPU (`context.gpu`). Making one ready takes a while, and other tasks do without. */
  readonly gpu?: true;
  /** Modules that it needs beside those of its lab: fetched only for runs that have such a task, and part of their engine. */
  readonly wasm?: readonly WasmName[];
}

/** How a task says that so many threads may work on it at once: not at all where it is one. */
export const gangOf = (threads: number): Pick<Task, "gang"> => (threads > 1 ? { gang: threads } : {});

/** What a thread sends back after a slice of steps. */
export interface Chunk {
  readonly task: string;
  /** Steps [from, to) of the task. */
  readonly from: number;
  readonly to: number;
  readonly records: Arrays;
  readonly snapshot?: Arrays;
  readonly checkpoint?: Arrays;
  /** On the last chunk. */
  readonly output?: Arrays;
}
