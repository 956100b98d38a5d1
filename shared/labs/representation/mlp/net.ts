/** The perceptron as a graph: dense layers, each normalised, bent and thinned out as its parameters say; then a softmax, or one number. */
import { activate } from "../../../nets/activations.ts";
import { initialiserBefore } from "../../../nets/initial.ts";
import { batchNormLayer, denseLayer, layerNormLayer } from "../../../nets/layers/index.ts";
import { input } from "../../../nets/leaves.ts";
import type { Model } from "../../../nets/model.ts";
import { correct } from "../../../nets/ops/correct.ts";
import { dropout } from "../../../nets/ops/draws.ts";
import { softmax } from "../../../nets/ops/softmax.ts";
import { softmaxCrossEntropy } from "../../../nets/ops/softmax-cross-entropy.ts";
import { squaredError } from "../../../nets/ops/squared-error.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { Ends } from "./inputs.ts";
import { activationsOf, type NetParams } from "./size.ts";

/**
 * Inputs "x" and, to learn, "t" (1 at the class of a row, or the number). Outputs: "layer0", … of the hidden layers after their activation, and "output":
 * probabilities of the classes, or the number. Loss of a row: cross-entropy in nats, or the squared error. Measure "accuracy" of classes: 1 for a hit.
 */
export function mlpModel(params: NetParams, { inputs, outputs, classes }: Ends): Model {
  const activations = activationsOf(params);
  const { hidden, normalisation, dropout: rate } = params;
  return {
    build(rows, training) {
      let x = input("x", [rows, inputs]);
      const layers: Record<string, Tensor> = {};
      const statistics: Record<string, Tensor> = {};
      for (const [l, width] of hidden.entries()) {
        const initial = initialiserBefore(activations[l]);
        const sums = denseLayer(`layer${l}`, x, width, { initial });
        const even = normalised(`norm${l}`, sums, normalisation, training);
        Object.assign(statistics, even.statistics);
        x = activate(activations[l], even.y);
        layers[`layer${l}`] = x;
        if (training && rate > 0) x = dropout(x, rate, l);
      }
      const out = denseLayer(`layer${hidden.length}`, x, outputs);
      const target = input("t", [rows, outputs]);
      const output = classes ? softmax(out) : out;
      return {
        losses: classes ? softmaxCrossEntropy(out, target) : squaredError(out, target),
        ...(classes && { measures: { accuracy: correct(out, target) } }),
        outputs: { ...layers, output },
        ...(Object.keys(statistics).length > 0 && { statistics }),
      };
    },
  };
}

interface Even {
  readonly y: Tensor;
  readonly statistics?: Readonly<Record<string, Tensor>>;
}

function normalised(name: string, y: Tensor, kind: NetParams["normalisation"], training: boolean): Even {
  if (kind === "layer") return { y: layerNormLayer(name, y) };
  return kind === "batch" ? batchNormLayer(name, y, training) : { y };
}
