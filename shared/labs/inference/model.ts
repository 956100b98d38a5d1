/** The chain as a net that learns, and as one that is asked. */
import type { Arrays } from "../../arrays.ts";
import type { Chain } from "../../nets/chain.ts";
import { chainTensors } from "../../nets/chain.ts";
import { input } from "../../nets/leaves.ts";
import type { BuiltNet, Model } from "../../nets/model.ts";
import { correct } from "../../nets/ops/correct.ts";
import { softmaxCrossEntropy } from "../../nets/ops/softmax-cross-entropy.ts";
import type { Tensor } from "../../nets/tensor.ts";
import { sizeOf } from "../nets/chain/shapes.ts";
import type { Trained } from "../nets/trained.ts";

export interface ClassifierTensors {
  readonly x: Tensor;
  readonly logits: Tensor;
  readonly probabilities: Tensor;
  /** What comes out of each layer of the chain. */
  readonly layers: readonly Tensor[];
}

export function classifierTensors(chain: Chain, rows: number): ClassifierTensors {
  const x = input("x", [rows, ...chain.input]);
  const { layers, logits, output } = chainTensors(chain, x, false);
  return { x, layers, logits, probabilities: output };
}

/** The loss is the cross-entropy of the softmax that ends the chain; `accuracy`: 1 where the largest logit is that of the class. */
export function classifierModel(chain: Chain, classes: number): Model {
  return {
    build(rows, training): BuiltNet {
      const x = input("x", [rows, ...chain.input]);
      const targets = input("y", [rows, classes]);
      const { logits, output, statistics } = chainTensors(chain, x, training);
      return {
        losses: softmaxCrossEntropy(logits, targets),
        measures: { accuracy: correct(logits, targets) },
        outputs: { probabilities: output },
        statistics,
      };
    },
  };
}

export function trainedClassifier(chain: Chain, weights: Arrays): Trained<ClassifierTensors> {
  return { tensors: (rows) => classifierTensors(chain, rows), columns: sizeOf(chain.input), weights };
}
