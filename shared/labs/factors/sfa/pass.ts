import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { BLOCK_ROWS, blockCount, type Moments, type OpenMoments, openMoments } from "../../../kernels/moments/index.ts";
import { quadraticSize, type SfaArithmetic, scalarSfa, wasmSfa } from "../../../kernels/sfa/arithmetic.ts";
import { type Whitening, whitening } from "../../../kernels/sfa/sfa.ts";
import type { Context } from "../../lab.ts";
import { type Joined, joinSteps } from "./data.ts";
import type { SfaParams } from "./fields.ts";

/** The rows of an experiment, block by block: joined, whitened, expanded. */
export interface Pass {
  readonly joined: Joined;
  readonly blocks: number;
  readonly arithmetic: SfaArithmetic;
  readonly params: SfaParams;
  moments(columns: number, from?: Arrays): OpenMoments;
  /** Block b of the joined inputs, in the given order. */
  inputs(b: number, order?: Uint32Array): Float64Array;
  /** Block b of the expanded signal. */
  expanded(b: number, input: Whitening, order?: Uint32Array): Float64Array;
}

export function passOver(params: SfaParams, table: Table, context: Context): Pass {
  const joined = joinSteps(table, params);
  const wasm = context.device === "wasm";
  const arithmetic = wasm ? wasmSfa(context.wasm("sfa"), () => context.wasm("math")) : scalarSfa;
  const inputs = (b: number, order?: Uint32Array) =>
    joined.block(b * BLOCK_ROWS, Math.min(joined.rows, (b + 1) * BLOCK_ROWS), order);
  return {
    joined,
    blocks: blockCount(joined.rows),
    arithmetic,
    params,
    inputs,
    moments: (columns, from) =>
      openMoments(columns, wasm ? context.wasm("moments") : "scalar", from?.rows ? from : undefined),
    expanded(b, input, order) {
      const x = inputs(b, order);
      const rows = x.length / joined.columns;
      const z = arithmetic.project(x, rows, input.mean, input.matrix);
      return params.expansion === "quadratic" ? arithmetic.products(z, rows) : z;
    },
  };
}

/** Moments of ẋ(t) = x(t + 1) − x(t) of rows that come in blocks: the change reaches over the borders. */
export interface ChangeMoments {
  add(rows: Float64Array): void;
  moments(): Moments;
  checkpoint(): Arrays;
}

export function openChange(pass: Pass, width: number, from: Arrays = {}): ChangeMoments {
  const moments = pass.moments(width, under("sums.", from));
  let last = from.last?.values as Float64Array | undefined;
  return {
    add(rows) {
      const skip = last ? 0 : width;
      const change = new Float64Array(rows.length - skip);
      if (last) for (let j = 0; j < width; j++) change[j] = rows[j] - last[j];
      for (let at = width; at < rows.length; at++) change[at - skip] = rows[at] - rows[at - width];
      if (change.length > 0) moments.add(change);
      last = rows.slice(rows.length - width);
    },
    moments: () => moments.moments(),
    checkpoint: () => ({ ...prefixed("sums.", moments.checkpoint()), ...(last ? { last: array(last.slice()) } : {}) }),
  };
}

/** What the first two goings through the rows find: a whitening of the inputs, then the moments of the expanded signal and of its change. */
export interface Learnt {
  /** Steps of both: two a block. */
  readonly steps: number;
  readonly input: Whitening;
  readonly expanded: OpenMoments;
  readonly change: ChangeMoments;
  step(step: number): void;
  checkpoint(): Arrays;
}

export function openLearning(pass: Pass, from: Arrays = {}, step = 0): Learnt {
  const { joined, blocks, arithmetic, params } = pass;
  const inputMoments = pass.moments(joined.columns, under("input.", from));
  let after: { input: Whitening; expanded: OpenMoments; change: ChangeMoments } | undefined;
  const expand = () => {
    const input = whitening(inputMoments.moments(), arithmetic.eigen, params.inputs, joined.alike);
    if (input.size === 0)
      throw new ExperimentError("data", "constant-data", "data is constant: no column changes from row to row");
    const width = params.expansion === "quadratic" ? quadraticSize(input.size) : input.size;
    return {
      input,
      expanded: pass.moments(width, under("expanded.", from)),
      change: openChange(pass, width, under("change.", from)),
    };
  };
  if (step >= blocks) after = expand();
  const known = () => {
    if (!after) throw new RangeError("invalid order: expansion before the first pass has ended");
    return after;
  };
  return {
    steps: 2 * blocks,
    get input() {
      return known().input;
    },
    get expanded() {
      return known().expanded;
    },
    get change() {
      return known().change;
    },
    step(now) {
      if (now < blocks) {
        inputMoments.add(pass.inputs(now));
        if (now + 1 === blocks) after = expand();
        return;
      }
      const { input, expanded, change } = known();
      const rows = pass.expanded(now - blocks, input);
      expanded.add(rows);
      change.add(rows);
    },
    checkpoint: () => ({
      ...prefixed("input.", inputMoments.checkpoint()),
      ...(after
        ? { ...prefixed("expanded.", after.expanded.checkpoint()), ...prefixed("change.", after.change.checkpoint()) }
        : {}),
    }),
  };
}

/** Arrays whose names begin with the prefix, without it; and the way back. */
export function under(prefix: string, arrays: Arrays): Arrays {
  const found = Object.entries(arrays).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(found.map(([name, value]): [string, NDArray] => [name.slice(prefix.length), value]));
}
export function prefixed(prefix: string, arrays: Arrays): Arrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, value]) => [prefix + name, value]));
}
