import type { Id, Program } from "../program.ts";
import { Frame, OUTPUT } from "./frame.ts";
import { type Layout, layOut } from "./layout.ts";
import { F64, I32, LIBRARY_END, link, type NewFunction } from "./link.ts";
import { emitLoop } from "./loop.ts";
import { outputsOf } from "./outputs.ts";
import { isLong, type Schedule, schedule } from "./schedule.ts";
import { emitSingleLoop, isSingleLoop } from "./single/loop.ts";
import { emitStraight } from "./straight.ts";

/** What a compiled density exports. Addresses are bytes in the memory that it was given; positions and gradients are float64, one behind the other. */
export interface CompiledDensity {
  /** The log density at a position. */
  value(position: number): number;
  /** The same; the gradient is written to a second address. */
  density(position: number, gradient: number): number;
  /** Writes the reported numbers to a second address. */
  report(position: number, reported: number): void;
}

/** A compiled program, for any memory that leaves room from `base` to `end` (and below `LIBRARY_END`). */
export interface CompiledProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly end: number;
  /** Writes the program's data into the memory. */
  fill(memory: ArrayBuffer): void;
}

interface Plan {
  readonly name: keyof CompiledDensity;
  readonly schedule: Schedule;
  readonly value: Id | null;
}

/** Bytes that a program needs from its base on, which is a multiple of 16. */
export function bytesNeeded(program: Program): number {
  return layOut(
    program,
    plansOf(program).map((plan) => plan.schedule),
    0,
  ).end;
}

/**
 * Compiles a program to a module of WebAssembly: it imports "env.memory", and exports a `CompiledDensity`. The bits of its results are those of the
 * interpreter. Throws `TooLarge` where engines would refuse the function.
 */
export function compileProgram(program: Program, base: number): CompiledProgram {
  if (base % 16 !== 0 || base < LIBRARY_END)
    throw new RangeError(`base: ${base} (must be a multiple of 16 from ${LIBRARY_END} on)`);
  const plans = plansOf(program);
  const layout = layOut(
    program,
    plans.map((plan) => plan.schedule),
    base,
  );
  const functions = plans.map((plan): NewFunction => {
    const writes = plan.name !== "value";
    return {
      name: plan.name,
      parameters: writes ? [I32, I32] : [I32],
      result: plan.value === null ? null : F64,
      body: emit(program, plan, layout, writes ? 2 : 1),
    };
  });
  return { bytes: link(functions), end: layout.end, fill: layout.fill };
}

function plansOf(program: Program): readonly Plan[] {
  const { value, gradient, reported } = program;
  const plan = (name: keyof CompiledDensity, ids: readonly Id[], result: Id | null): Plan => ({
    name,
    schedule: schedule(program, outputsOf(program, ids), result),
    value: result,
  });
  return [plan("value", [], value), plan("density", gradient, value), plan("report", reported, null)];
}

function emit(
  program: Program,
  { schedule: { passes, outputs }, schedule: arranged, value }: Plan,
  layout: Layout,
  parameters: number,
): Uint8Array {
  const frame = new Frame(program, layout, arranged, parameters);
  for (const { straight, loops } of passes) {
    for (const id of straight) emitStraight(frame, id);
    for (const loop of loops) {
      if (isSingleLoop(frame, loop)) emitSingleLoop(frame, loop);
      else emitLoop(frame, loop);
    }
  }
  for (const [id, offsets] of outputs) {
    if (isLong(frame.length(id))) continue;
    for (const offset of offsets) frame.write(id, () => frame.code.get(OUTPUT), offset);
  }
  if (value !== null) frame.scalar(value);
  return frame.code.body();
}
