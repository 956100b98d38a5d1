import { array } from "../../../arrays.ts";
import { rulesOf } from "../../nets/rules.ts";
import { training } from "../../training.ts";
import { checkPoints } from "../points/check.ts";
import { latentPoints, planarSamples, unscaled } from "../points/plane.ts";
import { noisedRows, reachOf } from "./data.ts";
import type { DiffusionTaskParams } from "./fields.ts";
import { diffusionModel } from "./net.ts";
import { predictorOn } from "./predict.ts";
import { type Predict, walkBack } from "./sampler.ts";
import { scheduleOf, timesOf } from "./schedule.ts";

/** Held-out points, each at some steps, that are looked at while the net learns, and how often. */
const EVALUATION = { every: 50, samples: 1000 } as const;
/** Samples that are drawn meanwhile, always of the same noise, in few deterministic steps. */
const SHOWN = { points: 500, steps: 20 } as const;

/** Training to predict the noise; a step is a minibatch. Records: "loss" and "testLoss", half of ‖ε − ε̂‖². Live: samples. */
export const diffusionTraining = training((params: DiffusionTaskParams, { data }) => {
  const samples = planarSamples(checkPoints(data, params.testFraction), params.testFraction);
  const { sources, train, test } = noisedRows(samples, params);
  const noise = latentPoints(SHOWN.points, [0x6a11, 1]);
  const way = {
    schedule: scheduleOf(params),
    sampler: "ddim",
    times: timesOf({ steps: params.steps, sampler: "ddim", jumps: SHOWN.steps }),
    reach: reachOf(samples),
    key: [0, 0],
  } as const;
  let predict: Predict | undefined;
  return {
    model: diffusionModel(params),
    sources,
    ...rulesOf({ ...params, optimizer: "adam", schedule: "halving" }, train.length),
    train,
    test,
    evaluation: EVALUATION,
    live({ machine }) {
      predict ??= predictorOn(machine, params, SHOWN.points, params.steps);
      return { generated: array(unscaled(walkBack(predict, noise, way), samples.scaling), [SHOWN.points, 2]) };
    },
  };
});
