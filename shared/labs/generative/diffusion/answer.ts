import { array } from "../../../arrays.ts";
import { walkBack } from "../../../diffusion/sampler.ts";
import { scheduleOf, timesOf } from "../../../diffusion/schedule.ts";
import { openNet } from "../../../nets/net.ts";
import { keyOfSeed } from "../../../random/index.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import type { DiffusionTaskParams } from "./fields.ts";
import { predictBy, predictionNet } from "./predict.ts";

type Asked = Pick<DiffusionTaskParams, "hidden" | "activation" | "predicts" | "steps" | "schedule" | "sampler"> & {
  readonly jumps: number;
};

/**
 * The way of noise "start", n × columns, by a given net: "way", times × n × columns, as the net has the rows, and "clean", the same of the clean rows that it
 * predicts at each time. `temperature` is that of the noise which DDPM adds; what it starts from has its own.
 */
export const diffusionWay = once(
  (
    params: Asked & { readonly reach: readonly number[]; readonly temperature: number; readonly seed: number },
    context,
  ) => {
    const { start, ...net } = context.inputs.given;
    const [rows, columns] = start.shape;
    const { reach, temperature, seed } = params;
    const schedule = scheduleOf(params);
    const times = timesOf(params.steps, params.jumps);
    const { program } = openNet(machineOf(context), predictionNet(params, rows, columns), net);
    const [out, predicted] = [1, 2].map(() => new Float32Array(times.length * start.values.length));
    const way = { schedule, sampler: params.sampler, times, reach, key: keyOfSeed(seed), temperature };
    walkBack(predictBy(program, params, schedule), start.values as Float32Array, way, (x, k, clean) => {
      out.set(x, k * x.length);
      predicted.set(clean, k * x.length);
    });
    const shape = [times.length, ...start.shape];
    return { way: array(out, shape), clean: array(predicted, shape) };
  },
);

/** What a given net says at points "at", n × 2, and step t: "score", ∇ log p_t = (√ᾱ_t·x̂_0 − x)/(1 − ᾱ_t), n × 2, in the units of the net. */
export const diffusionScore = once((params: Omit<Asked, "jumps"> & { readonly t: number }, context) => {
  const { at, ...net } = context.inputs.given;
  const { program } = openNet(machineOf(context), predictionNet(params, ...(at.shape as [number, number])), net);
  const schedule = scheduleOf(params);
  const x = at.values as Float32Array;
  const left = schedule.alphaBar[params.t];
  const clean = predictBy(program, params, schedule)(x, params.t);
  return {
    score: array(
      x.map((one, i) => (Math.sqrt(left) * clean[i] - one) / (1 - left)),
      [...at.shape],
    ),
  };
});
