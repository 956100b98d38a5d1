import type { Id } from "../program.ts";
import { type Code, f64x2, V128 } from "./code.ts";
import type { CompiledDensity } from "./compiled.ts";
import { type Elementwise, isCalled, isElementwise, twinOf } from "./elementwise.ts";
import type { Frame } from "./frame.ts";
import { callPairOnce } from "./inline.ts";
import { emitLoop } from "./loop.ts";
import { writeShort } from "./outputs.ts";
import { operandsOf, type Schedule } from "./schedule.ts";
import { emitSingleLoop, isSingleLoop } from "./single/loop.ts";
import { emitStraight } from "./straight.ts";

/** One of the functions that a program becomes. */
export interface Plan {
  readonly name: keyof CompiledDensity;
  readonly schedule: Schedule;
  readonly value: Id | null;
}

/** The body of a function. */
export function emit(frame: Frame, { schedule: { outputs }, value }: Plan): Uint8Array {
  emitPasses(frame);
  writeShort(frame, outputs);
  emitLate(frame);
  if (value !== null) frame.scalar(value);
  return frame.code.body();
}

/** All that outputs need. `written` is told of each operation outside of loops. */
export function emitPasses(frame: Frame, written?: (id: Id) => void): void {
  const { passes, late } = frame.schedule;
  for (const { straight, loops } of passes) {
    for (const id of straight) {
      if (late.has(id)) continue;
      emitStraight(frame, id);
      written?.(id);
    }
    for (const loop of loops) {
      if (isSingleLoop(frame, loop)) emitSingleLoop(frame, loop);
      else emitLoop(frame, loop);
    }
  }
}

/** The rest, of two frames: where one function is called for numbers of both, it is called once for a pair. */
export function emitLate(first: Frame, second?: Frame): void {
  for (const id of first.schedule.late) {
    const operation = first.operation(id);
    if (
      second !== undefined &&
      operation.length === 1 &&
      isElementwise(operation) &&
      isCalled(operation) &&
      !("y" in operation)
    )
      emitScalars(first.code, operation, [first, second], id);
    else for (const frame of [first, second]) if (frame !== undefined) emitStraight(frame, id);
  }
}

/** A function of a number of each of two frames. */
function emitScalars(code: Code, operation: Elementwise, frames: readonly [Frame, Frame], id: Id): void {
  const [first, second] = frames;
  const x = operandsOf(operation)[0];
  first.scalar(x);
  code.simd(f64x2.splat);
  second.scalar(x);
  code.lane(f64x2.replace, 1);
  callPairOnce(code, twinOf(operation));
  const both = code.local(V128);
  code.set(both);
  frames.forEach((frame, lane) => {
    code.get(both);
    code.lane(f64x2.extract, lane);
    frame.setScalar(id);
  });
}
