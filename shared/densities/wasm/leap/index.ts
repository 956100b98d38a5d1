import type { Program } from "../../program.ts";
import { F64, I32 } from "../code.ts";
import { emitPasses, type Plan } from "../emit.ts";
import type { Layout } from "../layout.ts";
import type { NewFunction, ValueType } from "../link.ts";
import { isLong, operandsOf } from "../schedule.ts";
import { LeapWriter } from "./writer.ts";

/** Most coordinates that are kept in locals, and operations of a density that is worth writing some more times. */
const MOST_COORDINATES = 32;
const MOST_OPERATIONS = 1000;

/** Parameters of the functions (`CompiledDensity`). */
const LEAP = { to: 2, momentum: 3, others: [4, 5], step: 6 };
const LEAPS = { to: [2, 4], momentum: [3, 5], sum: 6, last: [7, 8], weights: 9, energy: 10, step: 11 };
const FINISH = { to: [0, 1], step: 2 };
const addresses = (count: number): readonly ValueType[] => new Array<ValueType>(count).fill(I32);
const LEAP_PARAMETERS: readonly ValueType[] = [...addresses(LEAP.step), F64];
const FINISH_PARAMETERS: readonly ValueType[] = [...addresses(FINISH.step), F64];
const LEAPS_PARAMETERS: readonly ValueType[] = [...addresses(LEAPS.energy), F64, F64];

/** Whether a leapfrog step can be made of the density: it has few coordinates, and none of its vectors is long. */
export function leaps({ dimension, gradient, operations }: Program, { schedule: { passes } }: Plan): boolean {
  const short = (id: number) => !isLong(operations[id].length);
  return (
    dimension <= MOST_COORDINATES &&
    operations.length <= MOST_OPERATIONS &&
    gradient.reduce((sum, id) => sum + operations[id].length, 0) === dimension &&
    passes.every(
      ({ straight, loops }) =>
        loops.length === 0 && straight.every((id) => short(id) && operandsOf(operations[id]).every(short)),
    )
  );
}

/** A leapfrog step: see `CompiledDensity.leap`. */
export function leapOf(program: Program, plan: Plan, layout: Layout): NewFunction {
  const writer = new LeapWriter(program, plan, layout, LEAP.step);
  const step = writer.begin(LEAP.to);
  writer.move(step);
  emitPasses(step.frame);
  writer.push(step, [LEAP.momentum, ...LEAP.others]);
  writer.keep(step, 1);
  return { name: "leap", parameters: LEAP_PARAMETERS, result: null, body: writer.code.body() };
}

/** Two steps one after the other: see `CompiledDensity.leaps`. */
export function leapsOf(program: Program, plan: Plan, layout: Layout): NewFunction {
  const writer = new LeapWriter(program, plan, layout, LEAPS.step);
  const [first, second] = LEAPS.to.map((to) => writer.begin(to));
  writer.move(first);
  const isLate = plan.schedule.late.size > 0;
  writer.besides(first, () => {
    writer.finish(LEAPS.last);
    if (!isLate) writer.weigh(LEAPS.last, LEAPS.energy, LEAPS.weights);
  });
  writer.push(first, [LEAPS.momentum[0]], second);
  writer.keep(first, 0);
  writer.besides(second, () => {
    if (isLate) writer.weigh(LEAPS.last, LEAPS.energy, LEAPS.weights);
  });
  writer.push(second, [LEAPS.momentum[1]]);
  writer.keep(second, 1);
  writer.turns(LEAPS.momentum, LEAPS.sum);
  return { name: "leaps", parameters: LEAPS_PARAMETERS, result: I32, body: writer.code.body() };
}

/** What the last step left undone: see `CompiledDensity.finish`. */
export function finishOf(program: Program, plan: Plan, layout: Layout): NewFunction {
  const writer = new LeapWriter(program, plan, layout, FINISH.step);
  writer.finish(FINISH.to);
  return { name: "finish", parameters: FINISH_PARAMETERS, result: null, body: writer.code.body() };
}
