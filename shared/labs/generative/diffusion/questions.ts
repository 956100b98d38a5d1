import type { Arrays, NDArray } from "../../../arrays.ts";
import { jumpsOf } from "../../../diffusion/schedule.ts";
import type { LabQuestion } from "../../recording.ts";
import type { DiffusionParams } from "./fields.ts";

const asked = ({ hidden, activation, predicts, steps, schedule, sampler }: DiffusionParams) => ({
  hidden,
  activation,
  predicts,
  steps,
  schedule,
  sampler,
});

/** How the way goes; what is not given is as in the experiment. */
export interface WayChoice {
  readonly sampler?: "ddpm" | "ddim";
  /** Through how many of the steps. */
  readonly jumps?: number;
  /** Times which the ancestral sampler adds its noise; default 1. */
  readonly temperature?: number;
  /** Of that noise; default 1. */
  readonly seed?: number;
}

/** Where noise, n × columns, goes by a net (given: its layers), step by step. `reach`: that of the data. */
export function wayQuestion(
  params: DiffusionParams,
  reach: ArrayLike<number>,
  net: Arrays,
  start: NDArray,
  { temperature = 1, seed = 1, sampler = params.sampler, jumps = jumpsOf(params) }: WayChoice = {},
): LabQuestion {
  const own = { ...asked(params), sampler, jumps, reach: Array.from(reach), temperature, seed };
  return { task: { kind: "way", steps: 1, params: own }, given: { ...net, start } };
}

/** The score that a net has learnt for step t, at points, n × 2. */
export function scoreQuestion(params: DiffusionParams, t: number, net: Arrays, at: NDArray): LabQuestion {
  return { task: { kind: "score", steps: 1, params: { ...asked(params), t } }, given: { ...net, at } };
}
