/**
 * A net told by plain data: layers one after the other, each with its name and its numbers. What comes from other programs and goes to them is such a chain;
 * `chainTensors` builds its graph. Names of weights follow from those of the layers, as in `layers/`.
 */
import { type ActivationKind, activate } from "./activations.ts";
import {
  batchNormLayer,
  convLayer,
  convTransposeLayer,
  denseLayer,
  depthwiseLayer,
  embeddingLayer,
  layerNormLayer,
} from "./layers/index.ts";
import { inLayer } from "./layers/layer.ts";
import { averagePool2d, globalAveragePool } from "./ops/average-pool2d.ts";
import { clip } from "./ops/clip.ts";
import { dropout } from "./ops/draws.ts";
import { eluOperation } from "./ops/elu.ts";
import { leakyRelu } from "./ops/leaky-relu.ts";
import { maxPool2d } from "./ops/max-pool2d.ts";
import { flatten, reshape } from "./ops/reshape.ts";
import { pad, slice } from "./ops/slice.ts";
import { softmax } from "./ops/softmax.ts";
import { upsample2d } from "./ops/upsample2d.ts";
import { apply, type Tensor } from "./tensor.ts";

export type Pair = readonly [number, number];

export interface Filters {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: "same" | "valid";
  readonly bias: boolean;
}

export interface Norm {
  readonly epsilon: number;
  /** Whether they are learnt; otherwise 1 and 0. */
  readonly gain: boolean;
  readonly bias: boolean;
}

/** What a layer does, without its name. */
export type ChainStep =
  | { readonly kind: "dense"; readonly units: number; readonly bias: boolean }
  | ({ readonly kind: "convolution"; readonly filters: number } & Filters)
  | ({ readonly kind: "transposed-convolution"; readonly filters: number } & Filters)
  | ({ readonly kind: "depthwise-convolution" } & Filters)
  /** `slope` of leaky-relu below zero, `alpha` of elu. */
  | {
      readonly kind: "activation";
      readonly activation: ActivationKind | "relu6" | "softmax";
      readonly slope?: number;
      readonly alpha?: number;
    }
  | {
      readonly kind: "max-pooling" | "average-pooling";
      readonly size: Pair;
      readonly stride: Pair;
      readonly padding: "same" | "valid";
    }
  | { readonly kind: "global-average-pooling" }
  | { readonly kind: "upsampling"; readonly factor: Pair }
  /** So many rows above and below, and columns to the left and right: of zeros more, or less. */
  | { readonly kind: "zeros" | "cropping"; readonly rows: Pair; readonly columns: Pair }
  | { readonly kind: "flatten" }
  /** Without the samples. */
  | { readonly kind: "reshape"; readonly shape: readonly number[] }
  | { readonly kind: "dropout"; readonly rate: number }
  /** `momentum`: what the moving averages keep. */
  | ({ readonly kind: "batch-normalisation"; readonly momentum: number } & Norm)
  | ({ readonly kind: "layer-normalisation" } & Norm)
  | { readonly kind: "embedding"; readonly things: number; readonly units: number };

export type ChainLayer = { readonly name: string } & ChainStep;
/** Those that are the same in training and afterwards. */
type SteadyLayer = Exclude<ChainLayer, { readonly kind: "batch-normalisation" | "dropout" }>;

export interface Chain {
  /** Shape of one sample. */
  readonly input: readonly number[];
  readonly layers: readonly ChainLayer[];
}

export interface ChainTensors {
  /** What comes out of each layer. */
  readonly layers: readonly Tensor[];
  readonly output: Tensor;
  /** What a softmax at the end is made of; the output where there is none. */
  readonly logits: Tensor;
  /** For `BuiltNet.statistics`. */
  readonly statistics: Readonly<Record<string, Tensor>>;
}

/** The net on samples `x`, rows × the shape of a sample. Throws a ShapeError that names the layer whose inputs do not fit. */
export function chainTensors({ layers }: Chain, x: Tensor, training: boolean): ChainTensors {
  const statistics: Record<string, Tensor> = {};
  const outputs: Tensor[] = [];
  let now = x;
  let logits = x;
  for (const [l, layer] of layers.entries()) {
    logits = now;
    now = inLayer(layer.name, () => {
      if (layer.kind === "batch-normalisation") {
        const normed = batchNormLayer(layer.name, now, training, layer);
        Object.assign(statistics, normed.statistics);
        return normed.y;
      }
      // Streams of masks: one for each layer.
      if (layer.kind === "dropout") return training ? dropout(now, layer.rate, l) : now;
      return through(layer, now);
    });
    outputs.push(now);
  }
  const last = layers.at(-1);
  const isSoftmax = last?.kind === "activation" && last.activation === "softmax";
  return { layers: outputs, output: now, logits: isSoftmax ? logits : now, statistics };
}

function through(layer: SteadyLayer, x: Tensor): Tensor {
  const { name } = layer;
  switch (layer.kind) {
    case "dense":
      return denseLayer(name, x, layer.units, layer);
    case "convolution":
      return convLayer(name, x, layer.filters, layer.kernel, layer);
    case "transposed-convolution":
      return convTransposeLayer(name, x, layer.filters, layer.kernel, layer);
    case "depthwise-convolution":
      return depthwiseLayer(name, x, layer.kernel, layer);
    case "activation":
      return bent(layer, x);
    case "max-pooling":
      return maxPool2d(x, layer.size, layer);
    case "average-pooling":
      return averagePool2d(x, layer.size, layer);
    case "global-average-pooling":
      return globalAveragePool(x);
    case "upsampling":
      return upsample2d(x, layer.factor);
    case "zeros":
      return pad(pad(x, 1, ...layer.rows), 2, ...layer.columns);
    case "cropping": {
      const [, height, width] = x.shape;
      const high = slice(x, 1, layer.rows[0], height - layer.rows[1]);
      return slice(high, 2, layer.columns[0], width - layer.columns[1]);
    }
    case "flatten":
      return flatten(x);
    case "reshape":
      return reshape(x, [x.shape[0], ...layer.shape]);
    case "layer-normalisation":
      return layerNormLayer(name, x, layer);
    case "embedding":
      return embeddingLayer(name, x, layer.things, layer.units);
    default:
      return layer satisfies never;
  }
}

function bent({ activation, slope, alpha = 1 }: ChainLayer & { readonly kind: "activation" }, x: Tensor): Tensor {
  if (activation === "softmax") return softmax(x);
  if (activation === "relu6") return clip(x, 0, 6);
  if (activation === "leaky-relu") return leakyRelu(x, slope);
  if (activation === "elu") return apply(eluOperation, [x], { above: 1, below: alpha });
  return activate(activation, x);
}
