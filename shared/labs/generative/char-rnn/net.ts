/**
 * The net: a vector for each sign, one or more recurrent layers over the characters of a window, and a softmax over what comes next after each of them. "layer0"
 * are the vectors, "layer1", … the recurrent layers, the last layer the logits.
 */

import { denseLayer, embeddingLayer, gruLayer, joined, lstmLayer, steps } from "../../../nets/layers/index.ts";
import { input } from "../../../nets/leaves.ts";
import type { BuiltNet, Model } from "../../../nets/model.ts";
import { dropout } from "../../../nets/ops/draws.ts";
import { meanAxis } from "../../../nets/ops/mean.ts";
import { oneHot } from "../../../nets/ops/one-hot.ts";
import { reshape } from "../../../nets/ops/reshape.ts";
import { scale } from "../../../nets/ops/scale.ts";
import { softmaxCrossEntropy } from "../../../nets/ops/softmax-cross-entropy.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { CharRnnTaskParams } from "./fields.ts";

/** What a recurrent layer knows after a character: its outputs, and of an LSTM its cells. Each rows × units. */
export interface LayerState {
  readonly hidden: Tensor;
  readonly cell?: Tensor;
}

export interface CharTensors {
  /** rows × characters × signs. */
  readonly logits: Tensor;
  /** After the last character, of each recurrent layer. */
  readonly states: readonly LayerState[];
}

/** Streams of the dropout masks: each step of each layer has its own. */
const DROPOUT_STREAM = 2_000;

/** Of characters by their numbers, rows × characters. `states`: what the layers knew before; zeros where nothing is given. */
export function charTensors(
  params: CharRnnTaskParams,
  signs: number,
  x: Tensor,
  training: boolean,
  states: readonly LayerState[] = [],
): CharTensors {
  const { cell, layers, embedding, dropout: rate } = params;
  const [, length] = x.shape;
  let xs = steps(embeddingLayer("layer0", x, signs, embedding));
  const after: LayerState[] = [];
  for (const [l, units] of layers.entries()) {
    const name = `layer${l + 1}`;
    const state = states[l];
    if (l > 0 && training && rate > 0) xs = xs.map((step, t) => dropout(step, rate, DROPOUT_STREAM + l * length + t));
    if (cell === "gru") {
      const own = gruLayer(name, xs, units, { reset: "after", ...(state && { state: state.hidden }) });
      xs = own.outputs;
      after.push({ hidden: own.state });
    } else {
      const before = state?.cell && { hidden: state.hidden, cell: state.cell };
      const own = lstmLayer(name, xs, units, before ? { state: before } : {});
      xs = own.outputs;
      after.push(own.state);
    }
  }
  return { logits: denseLayer(`layer${layers.length + 1}`, joined(xs), signs), states: after };
}

/** Of each window, [rows]: the mean of −ln p of the characters y that follow its own, x, in nats. Both rows × characters. */
export function charLosses(params: CharRnnTaskParams, signs: number, x: Tensor, y: Tensor, training: boolean): Tensor {
  const [rows, length] = x.shape;
  const { logits } = charTensors(params, signs, x, training);
  const flat = (tensor: Tensor) => reshape(tensor, [rows * length, signs], length);
  const each = softmaxCrossEntropy(flat(logits), flat(oneHot(y, signs)));
  return meanAxis(reshape(each, [rows, length], 1), 1);
}

/** Trained on windows `x` and what follows, `y`; `bits`: the loss in bits per character. */
export function charModel(params: CharRnnTaskParams, signs: number): Model {
  return {
    build(rows, training): BuiltNet {
      const own = (name: string) => input(name, [rows, params.context]);
      const losses = charLosses(params, signs, own("x"), own("y"), training);
      return { losses, measures: { bits: scale(losses, 1 / Math.LN2) }, outputs: {} };
    },
  };
}
