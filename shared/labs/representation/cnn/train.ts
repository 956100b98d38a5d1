import { pow } from "../../../math/index.ts";
import type { Optimiser } from "../../../nets/optimisers.ts";
import type { Key } from "../../../random/key.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import { training } from "../../training.ts";
import { pixelsOf } from "../moved.ts";
import { initialWeights } from "./adopt.ts";
import { checkCnn, samplesOf, targetsOf } from "./data.ts";
import type { CnnTaskParams } from "./fields.ts";
import { cnnModel } from "./net.ts";

/** `copyKey`: what moved copies follow from. */
export type TrainParams = CnnTaskParams & { readonly copyKey: readonly number[] };

function optimiserOf({ optimizer, learningRate: rate, momentum = 0 }: CnnTaskParams): Optimiser {
  if (optimizer === "sgd") return { kind: "sgd", rate, momentum };
  return optimizer === "adam" ? { kind: "adam", rate } : { kind: "rmsprop", rate, decay: 0.9 };
}

/** Training: a step is a minibatch. The weights of the user's own file, where there is one, are where it starts. */
export const cnnTraining = training((params: TrainParams, { data }) => {
  const table = checkCnn(params, data);
  const samples = samplesOf(table, params, params.copyKey as Key);
  const { size, classes, values, train, test } = samples;
  const batch = Math.min(params.batch, train.length);
  const initial = initialWeights(params, table, size, classes.length);
  const perHalf = (params.halving ?? 1) * batchesPerEpoch(train.length, batch);
  return {
    model: cnnModel(params, size, classes.length),
    sources: {
      x: { values, columns: pixelsOf(size) },
      y: { values: targetsOf(samples), columns: classes.length },
    },
    batch,
    optimiser: optimiserOf(params),
    ...(params.weightDecay > 0 && { shrinkage: { l1: 0, l2: 0, decay: params.weightDecay } }),
    ...(params.schedule === "halving" && { schedule: (t: number) => pow(0.5, (t - 1) / perHalf) }),
    ...(params.patience > 0 && { stop: { patience: params.patience } }),
    ...(initial && { initial }),
    train,
    test,
  };
});
