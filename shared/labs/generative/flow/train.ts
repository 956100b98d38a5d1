import type { Arrays } from "../../../arrays.ts";
import type { NetMachine } from "../../../nets/machine.ts";
import { rulesOf } from "../../nets/rules.ts";
import { training } from "../../training.ts";
import { checkPoints } from "../points/check.ts";
import { planarSamples } from "../points/plane.ts";
import type { FlowTaskParams } from "./fields.ts";
import { flowModel } from "./model.ts";
import { openShown } from "./shown.ts";

/** Held-out points that are looked at while the net learns, and how often. */
const EVALUATION = { every: 20, samples: 1024 } as const;

/** Training by maximum likelihood; a step is a minibatch. Records: "loss" and "testLoss", −log p in nats in the units of the data. Live: what the views draw. */
export const flowTraining = training((params: FlowTaskParams, { data }) => {
  const samples = planarSamples(checkPoints(data, params.testFraction), params.testFraction);
  const { values, train, test, scaling } = samples;
  let shown: ((machine: NetMachine) => Arrays) | undefined;
  return {
    model: flowModel(params, scaling.scale),
    sources: { x: { values, columns: 2 } },
    ...rulesOf({ ...params, optimizer: "adam", schedule: "halving" }, train.length),
    train,
    test,
    evaluation: EVALUATION,
    live({ machine }) {
      shown ??= openShown(params, samples, machine);
      return shown(machine);
    },
  };
});
