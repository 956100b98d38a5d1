import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import {
  BLOCK_ROWS,
  blockCount,
  type MomentsDevice,
  type MomentsStart,
  type OpenMoments,
  openByteMoments,
  openByteParts,
  openMoments,
  openParts,
  type Recurring,
} from "../../../kernels/moments/index.ts";
import {
  productsOfProducts,
  quadraticSize,
  type SfaArithmetic,
  scalarSfa,
  wasmSfa,
  withProducts,
} from "../../../kernels/sfa/arithmetic.ts";
import type { Sphering } from "../../../kernels/sfa/sfa.ts";
import type { Context } from "../../lab.ts";
import { momentsOn } from "../../moments.ts";
import { type Embedded, embedInTime } from "./data.ts";
import type { SfaTaskParams } from "./fields.ts";

/**
 * Blocks of a part. The sums of a part are added as a whole, so that threads hand on and add a quarter of what single blocks would take; which blocks come
 * together is part of the result's last bits.
 */
const PART_BLOCKS = 4;
export const PART_ROWS = PART_BLOCKS * BLOCK_ROWS;

/** Parts of so many rows. */
export const partCount = (rows: number): number => Math.ceil(rows / PART_ROWS);

/** The rows of an experiment, block by block: embedded, whitened, expanded. */
export interface Pass {
  readonly embedded: Embedded;
  readonly blocks: number;
  readonly parts: number;
  readonly arithmetic: SfaArithmetic;
  readonly params: SfaTaskParams;
  /** Where the next moments are summed. */
  momentsOn(): MomentsDevice;
  /** They grow in parts. */
  moments(columns: number, from?: Arrays, recurring?: Recurring): OpenMoments;
  /** Moments of the inputs, and how a part of them is added. */
  inputMoments(from?: Arrays): InputMoments;
  /** What a part of the inputs adds to them, for moments that grow elsewhere; `start` where they have one. */
  inputParts(): (start: MomentsStart, part: number, into: Float64Array) => void;
  /** Which products of the functions of so many inputs recur; undefined where none does. */
  recurring(inputs: number): Recurring | undefined;
  /** Functions of so many inputs. */
  width(inputs: number): number;
  /** Block b of the time-embedded inputs, in the given order, with so many of the rows before it; in memory that the next call of any of the two overwrites. */
  inputs(b: number, order?: Uint32Array, before?: number): Float64Array;
  /** Whitens all inputs for later passes, where there is room. */
  whitenAll(input: Projection): void;
  /** Block b of the expanded signal. */
  expanded(b: number, input: Projection, order?: Uint32Array, before?: number): Float64Array;
}

export interface InputMoments {
  readonly sums: Pick<OpenMoments, "rows" | "addPart" | "moments" | "checkpoint"> & Partial<Pick<OpenMoments, "start">>;
  add(part: number): void;
}

export type Projection = Pick<Sphering, "mean" | "matrix">;

export function passOver(params: SfaTaskParams, table: Table, context: Context): Pass {
  const embedded = embedInTime(table, params);
  const arithmetic = context.device !== "scalar" ? wasmSfa(context.wasm("math")) : scalarSfa;
  const [ofInputs, ofExpanded] = [growing(), growing()];
  const width = (inputs: number) => (params.expansion === "quadratic" ? quadraticSize(inputs) : inputs);
  const inputs = (b: number, order?: Uint32Array, before = 0) => {
    const [from, to] = [b * BLOCK_ROWS - before, Math.min(embedded.rows, (b + 1) * BLOCK_ROWS)];
    return embedded.block(from, to, ofInputs((to - from) * embedded.columns), order);
  };
  const whitened = whitenedInputs(embedded, arithmetic, inputs);
  return {
    embedded,
    blocks: blockCount(embedded.rows),
    parts: partCount(embedded.rows),
    arithmetic,
    params,
    inputs,
    width,
    momentsOn: () => momentsOn(context),
    moments: (columns, from, recurring) => openMoments(columns, momentsOn(context), from, { recurring, inParts: true }),
    recurring: (inputs) => (params.expansion === "quadratic" ? productsOfProducts(inputs) : undefined),
    ...summedInputs(embedded, inputs, () => momentsOn(context)),
    whitenAll: whitened.all,
    expanded(b, input, order, before) {
      const z = whitened.block(b, input, order, before);
      if (params.expansion !== "quadratic") return z;
      const kept = input.matrix.length / embedded.columns;
      return withProducts(z, z.length / kept, ofExpanded((z.length / kept) * width(kept)));
    },
  };
}

/** Sums of the inputs: bytes as they are, where there are bytes. */
function summedInputs(
  { bytes, columns, rows }: Embedded,
  inputs: Pass["inputs"],
  on: () => MomentsDevice,
): Pick<Pass, "inputMoments" | "inputParts"> {
  const each = (part: number, work: (b: number) => void) => eachBlock({ blocks: blockCount(rows) }, part, work);
  if (bytes === undefined)
    return {
      inputMoments(from) {
        const sums = openMoments(columns, on(), from, { inParts: true });
        return {
          sums,
          add(part) {
            each(part, (b) => sums.add(inputs(b)));
            sums.endPart();
          },
        };
      },
      inputParts() {
        const sums = openParts(columns, on());
        return (start, part, into) => {
          sums.begin(start);
          each(part, (b) => sums.add(inputs(b)));
          sums.take(into);
        };
      },
    };
  const block = (b: number) => bytes(b * BLOCK_ROWS, Math.min(rows, (b + 1) * BLOCK_ROWS));
  return {
    inputMoments(from) {
      const sums = openByteMoments(columns, on(), from);
      return { sums, add: (part) => each(part, (b) => sums.add(block(b))) };
    },
    inputParts() {
      const sums = openByteParts(columns, on());
      return (_, part, into) => {
        each(part, (b) => sums.add(block(b)));
        sums.take(into);
      };
    },
  };
}

/** Calls back for the blocks of a part. */
export function eachBlock({ blocks }: Pick<Pass, "blocks">, part: number, work: (b: number) => void): void {
  for (let b = part * PART_BLOCKS; b < Math.min(blocks, (part + 1) * PART_BLOCKS); b++) work(b);
}

/** Whether a block is the last of its part. */
export function endsPart({ blocks }: Pick<Pass, "blocks">, b: number): boolean {
  return (b + 1) % PART_BLOCKS === 0 || b + 1 === blocks;
}

/** The part that a block is in. */
export const partOf = (b: number): number => Math.floor(b / PART_BLOCKS);

/** Rows of a part. */
export function rowsOf({ embedded }: Pick<Pass, "embedded">, part: number): number {
  return Math.min(PART_ROWS, embedded.rows - part * PART_ROWS);
}

/** Numbers of whitened inputs that are kept: then they are whitened once, and not in each pass. */
const MOST_KEPT = 2 ** 23;

/** Numbers that will be kept of so many rows. */
export const keptInputs = (rows: number, inputs: number): number => (rows * inputs <= MOST_KEPT ? rows * inputs : 0);

/** Blocks of the whitened inputs. They are few numbers a row, each row's the same in whatever order: later passes find them here. */
function whitenedInputs({ rows, columns }: Embedded, { project }: SfaArithmetic, inputs: Pass["inputs"]) {
  const kept = new Map<number, Float64Array>();
  const ordered = growing();
  const whitened = (b: number, { mean, matrix }: Projection, order?: Uint32Array, before = 0) => {
    const x = inputs(b, order, before);
    return project(x, x.length / columns, mean, matrix);
  };
  const mayKeep = (input: Projection) => keptInputs(rows, widthOf(input)) > 0;
  const widthOf = ({ matrix }: Projection) => matrix.length / columns;
  const gathered = (own: Uint32Array, width: number) => {
    const out = ordered(own.length * width);
    for (const [n, row] of own.entries()) {
      const z = kept.get(Math.floor(row / BLOCK_ROWS)) as Float64Array;
      const at = (row % BLOCK_ROWS) * width;
      for (let k = 0; k < width; k++) out[n * width + k] = z[at + k];
    }
    return out;
  };
  const block = (b: number, input: Projection, order?: Uint32Array, before = 0): Float64Array => {
    if (order) {
      if (kept.size < blockCount(rows)) return whitened(b, input, order, before);
      return gathered(order.subarray(b * BLOCK_ROWS - before, (b + 1) * BLOCK_ROWS), widthOf(input));
    }
    const known = before === 0 ? kept.get(b) : undefined;
    if (known) return known;
    const z = whitened(b, input, undefined, before);
    if (mayKeep(input)) kept.set(b, z.subarray(before * widthOf(input)));
    return z;
  };
  return {
    block,
    /** Where they may be kept: what comes in other orders is then at hand. */
    all(input: Projection): void {
      if (mayKeep(input)) for (let b = 0; b < blockCount(rows); b++) if (!kept.has(b)) block(b, input);
    },
  };
}

/** Room for numbers that is used again and again: fresh memory for each block costs more than what is computed there. */
export function growing(): (length: number) => Float64Array {
  let room = new Float64Array(0);
  return (length) => {
    if (room.length < length) room = new Float64Array(length);
    return room.length === length ? room : room.subarray(0, length);
  };
}
