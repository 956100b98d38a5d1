import type { Id, Program } from "../program.ts";
import { Code } from "./code.ts";
import type { CompiledDensity } from "./compiled.ts";
import { emit, type Plan } from "./emit.ts";
import { Frame } from "./frame.ts";
import { layOut } from "./layout.ts";
import { finishOf, leapOf, leaps, leapsOf } from "./leap/index.ts";
import { F64, I32, LIBRARY_END, link, type NewFunction, type ValueType } from "./link.ts";
import { outputsOf } from "./outputs.ts";
import { schedule } from "./schedule.ts";

/** A compiled program, for any memory that leaves room from `base` to `end` (and below `LIBRARY_END`). */
export interface CompiledProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly end: number;
  /** Writes the program's data into the memory. */
  fill(memory: ArrayBuffer): void;
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
    const parameters: readonly ValueType[] = plan.name === "value" ? [I32] : [I32, I32];
    return {
      name: plan.name,
      parameters,
      result: plan.value === null ? null : F64,
      body: emit(new Frame(program, layout, plan.schedule, new Code(parameters.length)), plan),
    };
  });
  const density = plans.find(({ name }) => name === "density") as Plan;
  if (leaps(program, density))
    functions.push(...[leapOf, leapsOf, finishOf].map((make) => make(program, density, layout)));
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
