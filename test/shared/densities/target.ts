import { interpret } from "../../../shared/densities/interpret.ts";
import type { Program } from "../../../shared/densities/program.ts";
import type { Target } from "../../../shared/kernels/mcmc/target.ts";

/** A program as a target, by the interpreter. */
export function targetOf(program: Program): Target {
  const { value, report } = interpret(program);
  return {
    dimension: program.dimension,
    names: program.names,
    logDensity: (position, gradient) => value(position, program.gradient.length > 0 ? gradient : undefined),
    constrain: report,
  };
}
