import type { SampledMethod } from "../../../../kernels/softmax/machine.ts";

/** Updates of a step. */
export const PER_STEP = 20;
/** Steps between two looks at held-out pairs, and how many pairs these are: the same ones every time. */
export const EVERY = 25;
/** The first look, which comes sooner. */
export const FIRST = 5;
export const HELD_OUT = 200;

/** Which gradient a training goes by. */
export type Trained = SampledMethod | "full";
