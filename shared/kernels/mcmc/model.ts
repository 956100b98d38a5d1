import { interpret, type Program } from "../../densities/index.ts";
import type { Target } from "./target.ts";

/** A density to sample from: as a program, which the module compiles, and as the functions that the readable reference calls. */
export interface Model {
  readonly target: Target;
  readonly program: Program;
}

export function modelOf(program: Program): Model {
  const { dimension, names } = program;
  const { value, report } = interpret(program);
  return {
    program,
    target: { dimension, names, logDensity: value, value: (position) => value(position), constrain: report },
  };
}
