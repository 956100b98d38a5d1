import { regionsOf } from "../../../kernels/regions/index.ts";
import { he } from "../../../nets/initial.ts";
import { denseLayer } from "../../../nets/layers/index.ts";
import { input } from "../../../nets/leaves.ts";
import type { Model } from "../../../nets/model.ts";
import { relu } from "../../../nets/ops/relu.ts";
import { squaredError } from "../../../nets/ops/squared-error.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import { reluNetOf } from "../../nets/linear-regions.ts";
import { rulesOf } from "../../nets/rules.ts";
import { training } from "../../training.ts";
import type { TrainingParams } from "./fields.ts";
import { BATCH, COUNT_EVERY, WINDOW } from "./lab-numbers.ts";
import { inputsOf, testPoints, trainingPoints } from "./target.ts";

/** Of one net: `hidden` are its own layers. */
export type NetTaskParams = Omit<TrainingParams, "seeds">;

/** ReLU layers and a linear output; loss of a row: the squared error. */
export function reluModel(inputs: number, hidden: readonly number[]): Model {
  return {
    build(rows) {
      const x = input("x", [rows, inputs]);
      const last = hidden.reduce<Tensor>(
        (below, width, l) => relu(denseLayer(`layer${l}`, below, width, { initial: he })),
        x,
      );
      const output = denseLayer(`layer${hidden.length}`, last, 1);
      return { losses: squaredError(output, input("t", [rows, 1])), outputs: { output } };
    },
  };
}

/** Training: a step is a minibatch; records `regions` now and then, besides loss and testLoss. */
export const depthTraining = training((params: NetTaskParams) => {
  const { learningRate, epochs } = params;
  const width = inputsOf(params.target);
  const [train, test] = [trainingPoints(params), testPoints(params)];
  const all = <T extends "inputs" | "targets">(name: T) => Float32Array.of(...train[name], ...test[name]);
  const rows = Uint32Array.from({ length: train.count + test.count }, (_, n) => n);
  return {
    model: reluModel(width, params.hidden),
    sources: { x: { values: all("inputs"), columns: width }, t: { values: all("targets"), columns: 1 } },
    ...rulesOf({ optimizer: "adam", learningRate, epochs, batch: BATCH, schedule: "cosine" }, train.count),
    train: rows.subarray(0, train.count),
    test: rows.subarray(train.count),
    evaluation: { every: COUNT_EVERY, samples: test.count },
    watch: {
      records: ["regions"],
      measure(weights) {
        const net = reluNetOf(weights);
        return { regions: net ? regionsOf(net, { window: WINDOW }).length : Number.POSITIVE_INFINITY };
      },
    },
  };
});
