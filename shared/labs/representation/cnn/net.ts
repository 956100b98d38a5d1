/**
 * The net: blocks of convolution, activation and pooling, then dense layers down to one number per class (LeCun et al. 1998). Convolutions are padded with
 * zeros, so that maps keep the size of what they are made from; pooling goes over squares of 2 × 2 and leaves out a last odd row or column.
 */

import type { Arrays } from "../../../arrays.ts";
import { activate } from "../../../nets/activations.ts";
import { initialiserBefore } from "../../../nets/initial.ts";
import { batchNormLayer, convLayer, denseLayer } from "../../../nets/layers/index.ts";
import { input } from "../../../nets/leaves.ts";
import type { BuiltNet, Model } from "../../../nets/model.ts";
import { averagePool2d } from "../../../nets/ops/average-pool2d.ts";
import { correct } from "../../../nets/ops/correct.ts";
import { dropout } from "../../../nets/ops/draws.ts";
import { maxPool2d } from "../../../nets/ops/max-pool2d.ts";
import { flatten } from "../../../nets/ops/reshape.ts";
import { softmax } from "../../../nets/ops/softmax.ts";
import { softmaxCrossEntropy } from "../../../nets/ops/softmax-cross-entropy.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import { type PictureSize, pixelsOf } from "../../nets/moved.ts";
import type { Trained } from "../../nets/trained.ts";
import type { CnnTaskParams } from "./fields.ts";

/** Everything between the pictures x, rows × height × width × channels, and the classes. */
export interface CnnTensors {
  readonly x: Tensor;
  /** Of each block: maps before and after the activation, and after pooling. */
  readonly before: readonly Tensor[];
  readonly maps: readonly Tensor[];
  readonly pooled: readonly Tensor[];
  /** Of each dense layer but the last, after and before the activation: rows × units. */
  readonly dense: readonly Tensor[];
  readonly denseBefore: readonly Tensor[];
  /** rows × classes. */
  readonly logits: Tensor;
  readonly probabilities: Tensor;
  readonly statistics: Readonly<Record<string, Tensor>>;
}

/** Streams of the dropout masks: dense layer i has its own. */
const DROPOUT_STREAM = 100;

export function cnnTensors(
  params: CnnTaskParams,
  size: PictureSize,
  classes: number,
  rows: number,
  training: boolean,
): CnnTensors {
  const { channels, dense, activation, pooling, normalisation, dropout: rate } = params;
  const initial = initialiserBefore(activation);
  const x = input("x", [rows, size.height, size.width, size.channels]);
  const before: Tensor[] = [];
  const maps: Tensor[] = [];
  const pooled: Tensor[] = [];
  const statistics: Record<string, Tensor> = {};
  let now = x;
  for (const [b, filters] of channels.entries()) {
    now = convLayer(`layer${b}`, now, filters, Number(params.kernel), { initial });
    if (normalisation === "batch") {
      const normal = batchNormLayer(`layer${b}.norm`, now, training);
      Object.assign(statistics, normal.statistics);
      now = normal.y;
    }
    before.push(now);
    now = activate(activation, now);
    maps.push(now);
    if (pooling !== "none") now = pooling === "max" ? maxPool2d(now, 2) : averagePool2d(now, 2);
    pooled.push(now);
  }
  now = flatten(now);
  const hidden: Tensor[] = [];
  const denseBefore: Tensor[] = [];
  const thinned = (tensor: Tensor, i: number) =>
    training && rate > 0 ? dropout(tensor, rate, DROPOUT_STREAM + i) : tensor;
  for (const [i, units] of dense.entries()) {
    const pre = denseLayer(`layer${channels.length + i}`, thinned(now, i), units, { initial });
    denseBefore.push(pre);
    now = activate(activation, pre);
    hidden.push(now);
  }
  const last = channels.length + dense.length;
  const logits = denseLayer(`layer${last}`, thinned(now, dense.length), classes);
  return { x, before, maps, pooled, dense: hidden, denseBefore, logits, probabilities: softmax(logits), statistics };
}

/** The loss is the cross-entropy of the softmax of the logits; `accuracy`: 1 where the largest logit is that of the class. */
export function cnnModel(params: CnnTaskParams, size: PictureSize, classes: number): Model {
  return {
    build(rows, training): BuiltNet {
      const { logits, probabilities, statistics } = cnnTensors(params, size, classes, rows, training);
      const targets = input("y", [rows, classes]);
      return {
        losses: softmaxCrossEntropy(logits, targets),
        measures: { accuracy: correct(logits, targets) },
        outputs: { probabilities },
        statistics,
      };
    },
  };
}

export interface TrainedCnn extends Trained<CnnTensors> {
  readonly size: PictureSize;
  readonly classes: number;
}

/** The net with given weights, as tasks and questions ask it. */
export function trainedCnn(params: CnnTaskParams, size: PictureSize, classes: number, weights: Arrays): TrainedCnn {
  const tensors = (rows: number) => cnnTensors(params, size, classes, rows, false);
  return { tensors, columns: pixelsOf(size), size, classes, weights };
}
