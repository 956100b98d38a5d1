/** Encoder and decoder as formulas: layers of `layers.ts`, what is lost, and what views and questions read of them. */
import { activate } from "../../../nets/activations.ts";
import { initialiserBefore } from "../../../nets/initial.ts";
import { convLayer, convTransposeLayer, denseLayer, layerNormLayer } from "../../../nets/layers/index.ts";
import { input } from "../../../nets/leaves.ts";
import { bernoulliLoss } from "../../../nets/ops/bernoulli.ts";
import { dropout } from "../../../nets/ops/draws.ts";
import { maxPool2d } from "../../../nets/ops/max-pool2d.ts";
import { reshape } from "../../../nets/ops/reshape.ts";
import { scale } from "../../../nets/ops/scale.ts";
import { sigmoid } from "../../../nets/ops/sigmoid.ts";
import { squaredError } from "../../../nets/ops/squared-error.ts";
import { upsample2d } from "../../../nets/ops/upsample2d.ts";
import { type Shape, sameShape, sizeOf, type Tensor } from "../../../nets/tensor.ts";
import type { CoderParams, ReconstructionLoss } from "./fields.ts";
import { activationKind, type CoderLayers, type Layer, layersOf, type RowShape } from "./layers.ts";

/** Of each sample: the mean over its values of (y − x)², or of log(1 + e^z) − x z in nats. */
export function lossOf({ loss }: ReconstructionLoss, z: Tensor, x: Tensor): Tensor {
  return loss === "mse" ? squaredError(z, x) : scale(bernoulliLoss(z, x), 1 / x.shape[1]);
}

/** From outputs to values: under cross-entropy the outputs are logits. */
export function valuesOf({ loss }: ReconstructionLoss, z: Tensor): Tensor {
  return loss === "mse" ? z : sigmoid(z);
}

/** What comes out of each layer, by its name, one row per sample. Training differs by dropout. */
export function outputsOf({ layers }: CoderLayers, x: Tensor, params: CoderParams, training: boolean) {
  const outputs: Record<string, Tensor> = {};
  let y = x;
  for (const layer of layers) {
    y = through(layer, y, params, training);
    outputs[layer.name] = flat(y);
  }
  return outputs;
}

/** From x to the outputs of all layers by name, and which of them are the code and the last, whose outputs the loss takes. */
export function coderNet(params: CoderParams, row: RowShape) {
  const net = layersOf(params, row);
  const { layers, encoder } = net;
  return (x: Tensor, training: boolean) => {
    const outputs = outputsOf(net, x, params, training);
    return { outputs, code: outputs[layers[encoder - 1].name], last: outputs[layers[layers.length - 1].name] };
  };
}

/** Rows of an input "rows" encoded, decoded, or both. */
export function answerOf(kind: string, params: CoderParams & ReconstructionLoss, row: RowShape, rows: number): Tensor {
  const { layers, encoder, code } = layersOf(params, row);
  const decode = kind === "decode";
  const own = decode ? layers.slice(encoder) : kind === "encode" ? layers.slice(0, encoder) : layers;
  let y = input("rows", [rows, decode ? code : row.columns]);
  for (const layer of own) y = through(layer, y, params, false);
  return kind === "encode" ? flat(y) : valuesOf(params, flat(y));
}

/** Sums, normalised where the layer is, then the activation; pooled or dropped after it. */
export function through(layer: Layer, x: Tensor, params: CoderParams, training: boolean): Tensor {
  const { name, normalised, activation } = layer;
  const sums = sumsOf(layer, shaped(x, layer.from), params);
  const y = activate(activationKind(activation), normalised ? layerNormLayer(`${name}.norm`, sums) : sums);
  const pooled = layer.kind === "down" && isPooled(params) ? maxPool2d(y, 2, { padding: "same" }) : y;
  return training && layer.dropout > 0 ? dropout(pooled, layer.dropout, Number(name.slice("layer".length))) : pooled;
}

const isPooled = ({ shrinking }: CoderParams) => shrinking === "max-pooling";

function sumsOf({ name, kind, activation, to }: Layer, x: Tensor, params: CoderParams): Tensor {
  const { kernel = 3, growing } = params;
  const initial = initialiserBefore(activationKind(activation));
  if (kind === "dense") return denseLayer(name, flat(x), sizeOf(to), { initial });
  const [height, width, channels] = to;
  if (kind === "down") return convLayer(name, x, channels, kernel, { initial, stride: isPooled(params) ? 1 : 2 });
  if (growing !== "upsampling")
    return convTransposeLayer(name, x, channels, kernel, { initial, stride: 2, size: [height, width] });
  // Sides that were odd lose the last row or column again: one row of zeros less below.
  const [before, after] = [(kernel - 1) >> 1, kernel - 1 - ((kernel - 1) >> 1)];
  const [cutHeight, cutWidth] = [2 * x.shape[1] - height, 2 * x.shape[2] - width];
  const padding = { top: before, bottom: after - cutHeight, left: before, right: after - cutWidth };
  return convLayer(name, upsample2d(x, 2), channels, kernel, { initial, padding });
}

export function flat(x: Tensor): Tensor {
  return shaped(x, [sizeOf(x.shape) / x.shape[0]]);
}

/** Samples of this shape. */
function shaped(x: Tensor, shape: Shape): Tensor {
  const whole = [x.shape[0], ...shape];
  return sameShape(x.shape, whole) ? x : reshape(x, whole, x.perSample);
}
