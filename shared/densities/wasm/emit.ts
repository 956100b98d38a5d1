import type { Id } from "../program.ts";
import type { CompiledDensity } from "./compiled.ts";
import type { Frame } from "./frame.ts";
import { emitLoop } from "./loop.ts";
import { writeShort } from "./outputs.ts";
import type { Schedule } from "./schedule.ts";
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

/** The rest. */
export function emitLate(frame: Frame): void {
  for (const id of frame.schedule.late) emitStraight(frame, id);
}
