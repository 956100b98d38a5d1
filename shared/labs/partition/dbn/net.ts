/** The stack as a net that classifies: sigmoid layers and a softmax. */
import { glorot, type Initialiser, zeros } from "../../../nets/initial.ts";
import { denseLayer } from "../../../nets/layers/index.ts";
import { input } from "../../../nets/leaves.ts";
import type { Model } from "../../../nets/model.ts";
import { correct } from "../../../nets/ops/correct.ts";
import { sigmoid } from "../../../nets/ops/sigmoid.ts";
import { softmax } from "../../../nets/ops/softmax.ts";
import { softmaxCrossEntropy } from "../../../nets/ops/softmax-cross-entropy.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { ClassifyParams } from "./fields.ts";

/** Glorot & Bengio 2010; "wide" is four times theirs, for the sigmoid, whose slope is a quarter of tanh's at zero. */
const INITIAL: Readonly<Record<ClassifyParams["start"], Initialiser>> = {
  glorot: (inputs, outputs) => glorot(inputs, outputs),
  wide: (inputs, outputs) => glorot(inputs, outputs, 16),
};

/** Input "x" [rows, visible]; probabilities of the last hidden layer. */
export function hiddenTensor(
  rows: number,
  visible: number,
  hidden: readonly number[],
  start: ClassifyParams["start"] = "glorot",
): Tensor {
  return hidden.reduce<Tensor>(
    (below, width, l) => sigmoid(denseLayer(`layer${l}`, below, width, { initial: INITIAL[start] })),
    input("x", [rows, visible]),
  );
}

/** Input "t" too: 1 at the class. Output "probabilities"; loss of a row: cross-entropy in nats. The last layer begins at zero: before it learns all classes are equal. */
export function classifier(
  visible: number,
  { hidden, start }: Pick<ClassifyParams, "hidden" | "start">,
  classes: number,
): Model {
  return {
    build(rows) {
      const top = hiddenTensor(rows, visible, hidden, start);
      const logits = denseLayer(`layer${hidden.length}`, top, classes, { initial: () => zeros });
      const target = input("t", [rows, classes]);
      return {
        losses: softmaxCrossEntropy(logits, target),
        measures: { accuracy: correct(logits, target) },
        outputs: { probabilities: softmax(logits) },
      };
    },
  };
}
