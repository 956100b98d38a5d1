import { array } from "../../../arrays.ts";
import { type Predict, walkBack } from "../../../diffusion/sampler.ts";
import { scheduleOf, timesOf } from "../../../diffusion/schedule.ts";
import { rulesOf } from "../../nets/rules.ts";
import { training } from "../../training.ts";
import { latentPoints, unscaled } from "../points/plane.ts";
import { reachOf } from "../points/reach.ts";
import { checkRows, rowSamples } from "../points/samples.ts";
import { noisedRows } from "./data.ts";
import type { DiffusionTaskParams } from "./fields.ts";
import { diffusionModel } from "./net.ts";
import { predictorOn } from "./predict.ts";

/** Held-out rows, each at some steps, that are looked at while the net learns, and how often. */
const EVALUATION = { every: 50, samples: 1000 } as const;
/** Samples that are drawn meanwhile, always of the same noise, in few deterministic steps. */
const SHOWN = { points: 500, pictures: 64, steps: 20 } as const;

/** Training to denoise; a step is a minibatch. Records: "loss" and "testLoss", the mean squared error of what is predicted. Live: samples. */
export const diffusionTraining = training((params: DiffusionTaskParams, { data }) => {
  const samples = rowSamples(checkRows(data, params.testFraction), params);
  const { columns, image, scaling } = samples;
  const { sources, train, test } = noisedRows(samples, params);
  const shown = [image ? SHOWN.pictures : SHOWN.points, columns] as const;
  const noise = latentPoints(shown[0], [0x6a11, 1], columns);
  const schedule = scheduleOf(params);
  const way = {
    schedule,
    sampler: "ddim",
    times: timesOf(params.steps, SHOWN.steps),
    reach: reachOf(samples),
    key: [0, 0],
  } as const;
  let predict: Predict | undefined;
  return {
    model: diffusionModel(params, columns),
    sources,
    ...rulesOf({ ...params, optimizer: "adam", schedule: "halving" }, train.length),
    train,
    test,
    evaluation: EVALUATION,
    live({ machine }) {
      predict ??= predictorOn(machine, params, shown, schedule);
      return { generated: array(unscaled(walkBack(predict, noise, way), scaling), [...shown]) };
    },
  };
});
