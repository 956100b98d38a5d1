import type { Id } from "../../program.ts";
import { F64, f32, f64, f64x2, I32, I32_EQZ, V128 } from "../code.ts";
import { functionOf } from "../elementwise.ts";
import type { Frame } from "../frame.ts";
import { takeColumns } from "../matrix.ts";
import { clear } from "../sums.ts";
import { f32x4 } from "./elementwise.ts";
import { addProducts } from "./matrix.ts";
import { collect, maskedQuad, QUADS, type Turn } from "./turn.ts";

// Sums over rows in float32, collected in float64: before the first turn, in each, and after the last.

const BLOCKS_PER_LOG = 127;
const F64_PROMOTE = 0xbb;

export type Sum =
  | { readonly kind: "sum"; readonly pair: number }
  | { readonly kind: "logs"; readonly factors: readonly number[]; readonly total: number; readonly left: number }
  | { readonly kind: "columns" };

export function startSum(frame: Frame, id: Id): Sum {
  const { code } = frame;
  const { op, length } = frame.operation(id);
  if (op === "timesTransposed") {
    clear(frame, frame.layout.columnSums(id), 16 * length);
    return { kind: "columns" };
  }
  if (op === "sum") {
    const pair = code.local(V128);
    frame.constant(0);
    code.set(pair);
    return { kind: "sum", pair };
  }
  const logs = {
    kind: "logs",
    factors: Array.from({ length: QUADS }, () => code.local(V128)),
    total: code.local(F64),
    left: code.local(I32),
  } as const;
  code.f64(0);
  code.set(logs.total);
  restart(frame, logs);
  return logs;
}

function restart({ code }: Frame, { factors, left }: Extract<Sum, { kind: "logs" }>): void {
  for (const factor of factors) {
    code.f32(1);
    code.simd(f32.splat);
    code.set(factor);
  }
  code.i32(BLOCKS_PER_LOG);
  code.set(left);
}

/** Adds what the turn's rows give. */
export function addToSum(turn: Turn, id: Id, sum: Sum): void {
  const { x } = turn.frame.operation(id) as { readonly x: Id };
  if (sum.kind === "columns") addProducts(turn, id);
  else if (sum.kind === "logs") addLogs(turn, sum, x);
  else {
    const { code } = turn.frame;
    code.get(sum.pair);
    collect(turn, (k) => maskedQuad(turn, x, k));
    code.simd(f64x2.add);
    code.set(sum.pair);
  }
}

function addLogs(turn: Turn, logs: Extract<Sum, { kind: "logs" }>, x: Id): void {
  const { frame, quads } = turn;
  const { code } = frame;
  for (let k = 0; k < quads; k++) {
    code.get(logs.factors[k]);
    code.f32(1);
    code.simd(f32.splat);
    maskedQuad(turn, x, k);
    code.simd(f32x4.add);
    code.simd(f32x4.mul);
    code.set(logs.factors[k]);
  }
  code.advance(logs.left, -1);
  code.get(logs.left);
  code.op(I32_EQZ);
  code.when(() => {
    takeLogs(frame, logs);
    restart(frame, logs);
  });
}

/** Adds the logarithms of the products of eight factors each. */
function takeLogs({ code }: Frame, { factors, total }: Extract<Sum, { kind: "logs" }>): void {
  for (let from = 0; from < QUADS; from += 2) {
    code.get(total);
    for (let i = 0; i < 8; i++) {
      code.get(factors[from + (i >> 2)]);
      code.lane(f32.extract, i & 3);
      code.op(F64_PROMOTE);
      if (i > 0) code.op(f64.mul);
    }
    code.call(functionOf("log"));
    code.op(f64.add);
    code.set(total);
  }
}

export function finishSum(frame: Frame, id: Id, sum: Sum): void {
  const { code } = frame;
  if (sum.kind === "columns") {
    takeColumns(frame, id);
    return;
  }
  if (sum.kind === "logs") {
    takeLogs(frame, sum);
    code.get(sum.total);
  } else {
    code.get(sum.pair);
    code.lane(f64x2.extract, 0);
    code.get(sum.pair);
    code.lane(f64x2.extract, 1);
    code.op(f64.add);
  }
  frame.setScalar(id);
  if (frame.schedule.stored.has(id)) frame.write(id, () => code.i32(0), frame.layout.address(id).bytes);
}
