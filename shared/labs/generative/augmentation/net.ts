/** The classifier: dense layers with ReLU, and a softmax. */
import { glorot, he } from "../../../nets/initial.ts";
import { denseLayer } from "../../../nets/layers/index.ts";
import { input } from "../../../nets/leaves.ts";
import type { Model } from "../../../nets/model.ts";
import { correct } from "../../../nets/ops/correct.ts";
import { relu } from "../../../nets/ops/relu.ts";
import { softmax } from "../../../nets/ops/softmax.ts";
import { softmaxCrossEntropy } from "../../../nets/ops/softmax-cross-entropy.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { NetParams } from "./fields.ts";

/** Inputs "x" [rows, columns] and "t", 1 at the class. Output "probabilities"; loss of a row: cross-entropy in nats. */
export function classifier(columns: number, { hidden }: NetParams, classes: number): Model {
  return {
    build(rows) {
      const top = hidden.reduce<Tensor>(
        (below, width, l) => relu(denseLayer(`layer${l}`, below, width, { initial: he })),
        input("x", [rows, columns]),
      );
      const logits = denseLayer(`layer${hidden.length}`, top, classes, { initial: glorot });
      const target = input("t", [rows, classes]);
      return {
        losses: softmaxCrossEntropy(logits, target),
        measures: { accuracy: correct(logits, target) },
        outputs: { probabilities: softmax(logits) },
      };
    },
  };
}
