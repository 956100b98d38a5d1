import type { Id } from "../program.ts";
import { F64, f64, f64x2, I32, I32_EQZ, V128 } from "./code.ts";
import { functionOf } from "./elementwise.ts";
import type { Frame } from "./frame.ts";
import { maskedTurnPair, type Turn } from "./turn.ts";

/** Blocks whose factors are multiplied before a logarithm is taken: 127 · 8 factors of at most 2 stay below 2^1023. */
const BLOCKS_PER_LOG = 127;

/** The running state of `sumLog1p` in a loop. */
export interface Logs {
  /** Products of the factors at each place of a block, two a local. */
  readonly factors: readonly number[];
  readonly total: number;
  /** Blocks until the next logarithm; none where one at the end is enough. */
  readonly left: number | null;
}

export function startLogs(frame: Frame, length: number): Logs {
  const { code } = frame;
  const factors = Array.from({ length: 4 }, () => code.local(V128));
  const total = code.local(F64);
  const left = Math.ceil(length / 8) > BLOCKS_PER_LOG ? code.local(I32) : null;
  code.f64(0);
  code.set(total);
  restart(frame, factors, left);
  return { factors, total, left };
}

function restart(frame: Frame, factors: readonly number[], left: number | null): void {
  const { code } = frame;
  for (const factor of factors) {
    code.f64(1);
    code.simd(f64x2.splat);
    code.set(factor);
  }
  if (left === null) return;
  code.i32(BLOCKS_PER_LOG);
  code.set(left);
}

export function multiplyLogs(turn: Turn, logs: Logs, x: Id): void {
  const { frame, pairs } = turn;
  const { code } = frame;
  for (let k = 0; k < pairs; k++) {
    code.get(logs.factors[k]);
    frame.constant(1);
    maskedTurnPair(turn, x, k);
    code.simd(f64x2.add);
    code.simd(f64x2.mul);
    code.set(logs.factors[k]);
  }
  const { left } = logs;
  if (left === null) return;
  code.advance(left, -1);
  code.get(left);
  code.op(I32_EQZ);
  code.when(() => {
    takeLog(frame, logs);
    restart(frame, logs.factors, left);
  });
}

/** Adds the logarithm of the product of all factors, multiplied in the order of their places. */
function takeLog(frame: Frame, { factors, total }: Logs): void {
  const { code } = frame;
  code.get(total);
  factors.forEach((factor, k) => {
    for (const lane of [0, 1]) {
      code.get(factor);
      code.lane(f64x2.extract, lane);
      if (k + lane > 0) code.op(f64.mul);
    }
  });
  code.call(functionOf("log"));
  code.op(f64.add);
  code.set(total);
}

/** Leaves the sum on the stack. */
export function finishLogs(frame: Frame, logs: Logs): void {
  takeLog(frame, logs);
  frame.code.get(logs.total);
}
