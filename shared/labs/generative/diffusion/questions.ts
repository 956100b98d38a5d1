import type { Arrays, NDArray } from "../../../arrays.ts";
import type { LabQuestion } from "../../recording.ts";
import type { DiffusionParams } from "./fields.ts";

const asked = ({ hidden, activation, steps, schedule, sampler, jumps }: DiffusionParams) => ({
  hidden,
  activation,
  steps,
  schedule,
  sampler,
  jumps,
});

/** Where noise, n × 2, goes by a net (given: its layers), step by step. */
export function wayQuestion(params: DiffusionParams, reach: number, net: Arrays, start: NDArray): LabQuestion {
  return { task: { kind: "way", steps: 1, params: { ...asked(params), reach } }, given: { ...net, start } };
}

/** The score that a net has learnt for step t, at points, n × 2. */
export function scoreQuestion(params: DiffusionParams, t: number, net: Arrays, at: NDArray): LabQuestion {
  return { task: { kind: "score", steps: 1, params: { ...asked(params), t } }, given: { ...net, at } };
}
