import type { Arrays } from "../../../arrays.ts";
import type { NetMachine } from "../../../nets/machine.ts";
import { rulesOf } from "../../nets/rules.ts";
import { training } from "../../training.ts";
import { checkRows } from "../points/samples.ts";
import { flowSamples } from "./data.ts";
import type { FlowTaskParams } from "./fields.ts";
import { flowModel, pictureModel } from "./model.ts";
import { openShown } from "./shown.ts";

/** Held-out rows that are looked at while the net learns, and how often. */
const EVALUATION = { every: 20, samples: 1024 } as const;

/**
 * Training by maximum likelihood; a step is a minibatch. Records: "loss" and "testLoss", −log p in nats in the units of the data, of pictures of their bytes. Live:
 * what the views draw.
 */
export const flowTraining = training((params: FlowTaskParams, { data }) => {
  const samples = flowSamples(checkRows(data, params.testFraction), params);
  const { values, train, test } = samples;
  let shown: ((machine: NetMachine) => Arrays) | undefined;
  return {
    model: samples.image
      ? pictureModel(params, samples.parting, samples.moments)
      : flowModel(params, samples.scaling.scale),
    sources: { x: { values, columns: samples.image ? samples.columns : 2 } },
    ...rulesOf({ ...params, optimizer: "adam", schedule: "halving" }, train.length),
    ...(params.average > 0 && { average: { keep: params.average, of: () => true } }),
    train,
    test,
    evaluation: EVALUATION,
    live({ machine }) {
      shown ??= openShown(params, samples, machine);
      return shown(machine);
    },
  };
});
