import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { BLOCK_ROWS, blockCount, type Moments, type OpenMoments, openMoments } from "../../../kernels/moments/index.ts";
import {
  quadraticSize,
  type SfaArithmetic,
  scalarSfa,
  wasmSfa,
  withProducts,
} from "../../../kernels/sfa/arithmetic.ts";
import { secondMoment, type Whitening, whitening } from "../../../kernels/sfa/sfa.ts";
import type { Context } from "../../lab.ts";
import { lazy } from "../../lazy.ts";
import { momentsOn } from "../../moments.ts";
import { constantData, type Embedded, embedInTime } from "./data.ts";
import type { SfaTaskParams } from "./fields.ts";

/** The rows of an experiment, block by block: embedded, whitened, expanded. */
export interface Pass {
  readonly embedded: Embedded;
  readonly blocks: number;
  readonly arithmetic: SfaArithmetic;
  readonly params: SfaTaskParams;
  moments(columns: number, from?: Arrays): OpenMoments;
  /** Block b of the time-embedded inputs, in the given order; in memory that the next call of any of the two overwrites. */
  inputs(b: number, order?: Uint32Array): Float64Array;
  /** Block b of the expanded signal. */
  expanded(b: number, input: Whitening, order?: Uint32Array): Float64Array;
}

export function passOver(params: SfaTaskParams, table: Table, context: Context): Pass {
  const embedded = embedInTime(table, params);
  const arithmetic = context.device !== "scalar" ? wasmSfa(context.wasm("math")) : scalarSfa;
  const [ofInputs, ofExpanded] = [growing(), growing()];
  const inputs = (b: number, order?: Uint32Array) => {
    const [from, to] = [b * BLOCK_ROWS, Math.min(embedded.rows, (b + 1) * BLOCK_ROWS)];
    return embedded.block(from, to, ofInputs((to - from) * embedded.columns), order);
  };
  return {
    embedded,
    blocks: blockCount(embedded.rows),
    arithmetic,
    params,
    inputs,
    moments: (columns, from) => openMoments(columns, momentsOn(context), from),
    expanded(b, input, order) {
      const x = inputs(b, order);
      const rows = x.length / embedded.columns;
      const z = arithmetic.project(x, rows, input.mean, input.matrix);
      if (params.expansion !== "quadratic") return z;
      return withProducts(z, rows, ofExpanded(rows * quadraticSize(input.rank)));
    },
  };
}

/** Room for numbers that is used again and again: fresh memory for each block costs more than what is computed there. */
function growing(): (length: number) => Float64Array {
  let room = new Float64Array(0);
  return (length) => {
    if (room.length < length) room = new Float64Array(length);
    return room.length === length ? room : room.subarray(0, length);
  };
}

/** Moments of ẋ(t) = x(t + 1) − x(t) of rows that come in blocks: the change reaches over the borders. */
export interface ChangeMoments {
  add(rows: Float64Array): void;
  moments(): Moments;
  save(): SavedChange;
}

export interface SavedChange {
  readonly sums: Arrays;
  /** The last row that was seen. */
  readonly last?: Float64Array | undefined;
}

export function openChange(pass: Pass, width: number, saved?: SavedChange): ChangeMoments {
  const moments = pass.moments(width, saved?.sums);
  const room = growing();
  let last = saved?.last;
  return {
    add(rows) {
      const skip = last ? 0 : width;
      const change = room(rows.length - skip);
      if (last) for (let j = 0; j < width; j++) change[j] = rows[j] - last[j];
      for (let at = width; at < rows.length; at++) change[at - skip] = rows[at] - rows[at - width];
      if (change.length > 0) moments.add(change);
      last = rows.slice(rows.length - width);
    },
    moments: moments.moments,
    save: () => ({ sums: moments.checkpoint(), last }),
  };
}

/** What two passes over the rows find: a whitening of the inputs; then, of the expanded signal, its whitening and how it changes. */
export interface Fit {
  /** Steps of both: two per block. */
  readonly steps: number;
  step(n: number): void;
  /** Once the first pass has ended. */
  input(): Whitening;
  /** Of the expanded signal, once the second has ended: only null directions are dropped. */
  expanded(): Whitening;
  /** Second moment of the change of the expanded signal. */
  change(): Float64Array;
  save(): SavedFit;
}

export interface SavedFit {
  readonly inputs: Arrays;
  readonly expanded?: Arrays;
  readonly change?: SavedChange;
}

export function openFit(pass: Pass, saved?: SavedFit): Fit {
  const { embedded, blocks, arithmetic, params } = pass;
  const inputs = pass.moments(embedded.columns, saved?.inputs);
  const second = lazy(() => {
    const input = whitening(inputs.moments(), arithmetic.eigen, params.inputs, embedded.standardised);
    if (input.rank === 0) throw constantData();
    const width = params.expansion === "quadratic" ? quadraticSize(input.rank) : input.rank;
    const expanded = pass.moments(width, saved?.expanded);
    return { input, expanded, change: openChange(pass, width, saved?.change) };
  });
  return {
    steps: 2 * blocks,
    step(n) {
      if (n < blocks) return inputs.add(pass.inputs(n));
      const { input, expanded, change } = second();
      const rows = pass.expanded(n - blocks, input);
      expanded.add(rows);
      change.add(rows);
    },
    input: () => second().input,
    expanded: lazy(() => whitening(second().expanded.moments(), arithmetic.eigen, Number.POSITIVE_INFINITY, false)),
    change: () => secondMoment(second().change.moments()),
    save() {
      const first = { inputs: inputs.checkpoint() };
      if (inputs.rows < embedded.rows) return first;
      return { ...first, expanded: second().expanded.checkpoint(), change: second().change.save() };
    },
  };
}
