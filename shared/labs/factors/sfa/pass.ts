import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import {
  BLOCK_ROWS,
  blockCount,
  type MomentsDevice,
  type OpenMoments,
  openMoments,
} from "../../../kernels/moments/index.ts";
import {
  quadraticSize,
  type SfaArithmetic,
  scalarSfa,
  wasmSfa,
  withProducts,
} from "../../../kernels/sfa/arithmetic.ts";
import type { Whitening } from "../../../kernels/sfa/sfa.ts";
import type { Context } from "../../lab.ts";
import { momentsOn } from "../../moments.ts";
import { type Embedded, embedInTime } from "./data.ts";
import type { SfaTaskParams } from "./fields.ts";

/** The rows of an experiment, block by block: embedded, whitened, expanded. */
export interface Pass {
  readonly embedded: Embedded;
  readonly blocks: number;
  readonly arithmetic: SfaArithmetic;
  readonly params: SfaTaskParams;
  /** Where the next moments are summed. */
  momentsOn(): MomentsDevice;
  moments(columns: number, from?: Arrays): OpenMoments;
  /** Functions of so many inputs. */
  width(inputs: number): number;
  /** Block b of the time-embedded inputs, in the given order, with so many of the rows before it; in memory that the next call of any of the two overwrites. */
  inputs(b: number, order?: Uint32Array, before?: number): Float64Array;
  /** Block b of the expanded signal. */
  expanded(b: number, input: Projection, order?: Uint32Array, before?: number): Float64Array;
}

export type Projection = Pick<Whitening, "mean" | "matrix">;

export function passOver(params: SfaTaskParams, table: Table, context: Context): Pass {
  const embedded = embedInTime(table, params);
  const arithmetic = context.device !== "scalar" ? wasmSfa(context.wasm("math")) : scalarSfa;
  const [ofInputs, ofExpanded] = [growing(), growing()];
  const width = (inputs: number) => (params.expansion === "quadratic" ? quadraticSize(inputs) : inputs);
  const inputs = (b: number, order?: Uint32Array, before = 0) => {
    const [from, to] = [b * BLOCK_ROWS - before, Math.min(embedded.rows, (b + 1) * BLOCK_ROWS)];
    return embedded.block(from, to, ofInputs((to - from) * embedded.columns), order);
  };
  return {
    embedded,
    blocks: blockCount(embedded.rows),
    arithmetic,
    params,
    inputs,
    width,
    momentsOn: () => momentsOn(context),
    moments: (columns, from) => openMoments(columns, momentsOn(context), from),
    expanded(b, input, order, before) {
      const x = inputs(b, order, before);
      const rows = x.length / embedded.columns;
      const z = arithmetic.project(x, rows, input.mean, input.matrix);
      if (params.expansion !== "quadratic") return z;
      return withProducts(z, rows, ofExpanded(rows * width(z.length / rows)));
    },
  };
}

/** Rows of block b. */
export function rowsOf({ embedded, blocks }: Pick<Pass, "embedded" | "blocks">, b: number): number {
  return b + 1 < blocks ? BLOCK_ROWS : embedded.rows - b * BLOCK_ROWS;
}

/** Room for numbers that is used again and again: fresh memory for each block costs more than what is computed there. */
export function growing(): (length: number) => Float64Array {
  let room = new Float64Array(0);
  return (length) => {
    if (room.length < length) room = new Float64Array(length);
    return room.length === length ? room : room.subarray(0, length);
  };
}
