import type { Key } from "../../../random/key.ts";
import { sourcesOf } from "../../nets/pictures.ts";
import { rulesOf } from "../../nets/rules.ts";
import { training } from "../../training.ts";
import { initialWeights } from "./adopt.ts";
import { samplesOf } from "./data.ts";
import type { CnnTaskParams } from "./fields.ts";
import { cnnModel } from "./net.ts";

/** `copyKey`: what moved copies follow from. */
export type TrainParams = CnnTaskParams & { readonly copyKey: readonly number[] };

/** Training: a step is a minibatch. The weights of the user's own file, where there is one, are where it starts. */
export const cnnTraining = training((params: TrainParams, { data }) => {
  const samples = samplesOf(params, data, params.copyKey as Key);
  const { size, classes, train, test } = samples;
  const initial = data && initialWeights(params, data, size, classes.length);
  return {
    model: cnnModel(params, size, classes.length),
    sources: sourcesOf(samples),
    ...rulesOf(params, train.length),
    ...(initial && { initial }),
    train,
    test,
  };
});
