/** What runs programs: the scalar reference (`scalar.ts`) and the module `tensors` (`wasm.ts`), with the same bits. A third, on WebGPU, has its place here. */
import type { Key } from "../random/key.ts";
import type { OptimiserStep, ShrinkStep } from "./optimisers.ts";
import type { ParameterLayout, Wanted } from "./plan.ts";
import type { Floats } from "./tensor.ts";

/** Blocks of the layout of the parameters: themselves, their gradients, what an optimiser keeps of each, and their moving averages. */
export type BlockName = "parameters" | "gradients" | "first" | "second" | "average";

export interface NetMachine {
  readonly layout: ParameterLayout;
  /** The memory itself, `layout.count` floats: read it at once, it moves when a program is added. */
  block(name: BlockName): Float32Array;
  /** Samples that programs pick rows from: rows × columns, copied once; bytes are divided by 255. */
  table(values: Uint8Array | Float32Array, columns: number): SampleTable;
  program(wanted: Wanted, shards?: { readonly segment: number }): Program;
  /** Adds floats [from, to) of `other`, a block elsewhere, to the gradients at the same places. */
  addGradients(from: number, to: number, other: Float32Array): void;
  /** The optimiser's rule on floats [from, to) of the blocks, multiples of 4. */
  update(step: OptimiserStep, from: number, to: number): void;
  /** Shrinkage of parameters [from, to), before the rule. */
  shrink(step: ShrinkStep, from: number, to: number): void;
}

/** A number, told apart from others by its type only. */
export interface SampleTable {
  readonly columns: number;
  readonly address: number;
  readonly bytes: boolean;
}

export interface Program<F extends Floats = Float32Array> {
  /** The memory of an input or an output: read or write it at once. Outputs hold until another program of the machine runs. */
  input(name: string): F;
  output(name: string): F;
  /** Puts rows of a table into an input, from its first row on. */
  load(name: string, table: SampleTable, rows: Uint32Array): void;
  /** All calls once. `firstRow`: position of the first sample within the minibatch; `key`: of the step, for what is random. */
  run(firstRow?: number, key?: Key): void;
}
