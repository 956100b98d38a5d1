import { array } from "../../../arrays.ts";
import { openNet } from "../../../nets/net.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import type { DiffusionTaskParams } from "./fields.ts";
import { predictBy, predictionNet } from "./predict.ts";
import { walkBack } from "./sampler.ts";
import { scheduleOf, timesOf } from "./schedule.ts";

type Asked = Pick<DiffusionTaskParams, "hidden" | "activation" | "steps" | "schedule" | "sampler" | "jumps">;

/** The way of given noise "start", n × 2, by a given net: "way", times × n × 2, as the net has the points. */
export const diffusionWay = once((params: Asked & { readonly reach: number }, context, { key }) => {
  const { start, ...net } = context.inputs.given;
  const times = timesOf(params);
  const { program } = openNet(machineOf(context), predictionNet(params, start.shape[0]), net);
  const out = new Float32Array(times.length * start.values.length);
  const way = { schedule: scheduleOf(params), sampler: params.sampler, times, reach: params.reach, key };
  walkBack(predictBy(program, params.steps), start.values as Float32Array, way, (x, k) => out.set(x, k * x.length));
  return { way: array(out, [times.length, ...start.shape]) };
});

/** What a given net says at points "at", n × 2, and step t: "score", ∇ log p_t = −ε̂/√(1 − ᾱ_t), n × 2, in the units of the net. */
export const diffusionScore = once((params: Asked & { readonly t: number }, context) => {
  const { at, ...net } = context.inputs.given;
  const { program } = openNet(machineOf(context), predictionNet(params, at.shape[0]), net);
  const noise = predictBy(program, params.steps)(at.values as Float32Array, params.t);
  const level = Math.sqrt(1 - scheduleOf(params).alphaBar[params.t]);
  return {
    score: array(
      Float32Array.from(noise, (one) => -one / level),
      [...at.shape],
    ),
  };
});
