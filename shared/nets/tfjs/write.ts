/** Chains of our engine as layers models of tensorflow.js: model.json and the bytes of the weights, as its `io` writes them (version 4.22.0). */
import type { Arrays, NDArray } from "../../arrays.ts";
import type { Chain, ChainLayer } from "../chain.ts";
import { sizeOf } from "../tensor.ts";

export interface LayersModel {
  readonly json: string;
  readonly weights: Uint8Array<ArrayBuffer>;
}

/** A layer that tensorflow.js has no form of. */
export class WriteError extends Error {
  override readonly name = "WriteError";
  readonly layer: string;
  readonly reason: string;
  constructor(layer: string, reason: string) {
    super(`layer ${layer}: tensorflow.js has no ${reason}`);
    this.layer = layer;
    this.reason = reason;
  }
}

/** `file`: name of the file of weights beside model.json. `metadata`: what a reader has to know, as "userDefinedMetadata". Throws a WriteError. */
export function writeChain(
  { input, layers }: Chain,
  weights: Arrays,
  { file, metadata }: { readonly file: string; readonly metadata: Readonly<Record<string, string>> },
): LayersModel {
  const found = layers.map((layer) => writtenLayer(layer));
  const [first, ...rest] = found.map(({ kind, config }) => ({ class_name: kind, config }));
  const start = { ...first, config: { ...first.config, batch_input_shape: [null, ...input], dtype: "float32" } };
  const stored = found.flatMap(({ config: { name }, parts }, l) =>
    Object.entries(parts).map(([theirs, ours]) => ({
      name: `${name}/${theirs}`,
      array: storedAs(layers[l], weights[`${layers[l].name}.${ours}`]),
    })),
  );
  const json = JSON.stringify({
    format: "layers-model",
    generatedBy: "Latente",
    convertedBy: null,
    modelTopology: {
      class_name: "Sequential",
      config: { name: "latente", layers: [start, ...rest] },
      keras_version: "tfjs-layers 4.22.0",
      backend: "tensor_flow.js",
    },
    weightsManifest: [
      {
        paths: [`./${file}`],
        weights: stored.map(({ name, array: { shape } }) => ({ name, shape, dtype: "float32" })),
      },
    ],
    userDefinedMetadata: metadata,
  });
  return { json, weights: bytesOf(stored.map(({ array }) => array)) };
}

interface Written {
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>> & { readonly name: string };
  /** Our names of weights by theirs. */
  readonly parts: Readonly<Record<string, string>>;
}

function writtenLayer(layer: ChainLayer): Written {
  const { name } = layer;
  const write = (kind: string, config: object = {}, parts: Readonly<Record<string, string>> = {}): Written => ({
    kind,
    config: { name, trainable: true, ...config },
    parts,
  });
  switch (layer.kind) {
    case "dense":
      return write("Dense", { units: layer.units, activation: "linear", use_bias: layer.bias }, kernelAnd(layer.bias));
    case "convolution":
      return write("Conv2D", { filters: layer.filters, ...windows(layer) }, kernelAnd(layer.bias));
    case "transposed-convolution":
      return write("Conv2DTranspose", { filters: layer.filters, ...windows(layer) }, kernelAnd(layer.bias));
    case "depthwise-convolution": {
      const parts = { depthwise_kernel: "weights", ...(layer.bias && { bias: "bias" }) };
      return write("DepthwiseConv2D", { depth_multiplier: 1, ...windows(layer) }, parts);
    }
    case "activation":
      return bent(layer, write);
    case "max-pooling":
    case "average-pooling": {
      const { size, stride, padding } = layer;
      const config = { pool_size: size, strides: stride, padding, data_format: "channels_last" };
      return write(layer.kind === "max-pooling" ? "MaxPooling2D" : "AveragePooling2D", config);
    }
    case "global-average-pooling":
      return write("GlobalAveragePooling2D", { data_format: "channels_last" });
    case "upsampling":
      return write("UpSampling2D", { size: layer.factor, data_format: "channels_last", interpolation: "nearest" });
    case "zeros":
      return write("ZeroPadding2D", { padding: [layer.rows, layer.columns], data_format: "channels_last" });
    case "cropping":
      return write("Cropping2D", { cropping: [layer.rows, layer.columns], data_format: "channels_last" });
    case "flatten":
      return write("Flatten");
    case "reshape":
      return write("Reshape", { target_shape: layer.shape });
    case "dropout":
      return write("Dropout", { rate: layer.rate });
    case "batch-normalisation":
    case "layer-normalisation":
      return normalised(layer, write);
    case "embedding": {
      const config = { input_dim: layer.things, output_dim: layer.units, mask_zero: false };
      return write("Embedding", config, { embeddings: "weights" });
    }
    default:
      return layer satisfies never;
  }
}

const kernelAnd = (bias: boolean) => ({ kernel: "weights", ...(bias && { bias: "bias" }) });

function windows({
  kernel,
  stride,
  padding,
  bias,
}: ChainLayer & { readonly kind: "depthwise-convolution" | "convolution" | "transposed-convolution" }) {
  return {
    kernel_size: kernel,
    strides: stride,
    padding,
    data_format: "channels_last",
    dilation_rate: [1, 1],
    activation: "linear",
    use_bias: bias,
  };
}

type Write = (kind: string, config?: object, parts?: Readonly<Record<string, string>>) => Written;

function bent(
  { name, activation, slope = 0.01, alpha = 1 }: ChainLayer & { readonly kind: "activation" },
  write: Write,
) {
  if (activation === "leaky-relu") return write("LeakyReLU", { alpha: slope });
  if (activation === "elu" && alpha !== 1) throw new WriteError(name, `elu with alpha ${alpha} (only 1)`);
  // Version 4.22.0 writes "gelu_new" and looks for "geluNew" when it reads.
  if (activation === "gelu-tanh") throw new WriteError(name, "tanh form of gelu that it can read again");
  return write("Activation", { activation: activation === "silu" ? "swish" : activation });
}

function normalised(
  layer: ChainLayer & { readonly kind: "batch-normalisation" | "layer-normalisation" },
  write: Write,
): Written {
  const { epsilon, gain, bias } = layer;
  const config = { axis: -1, epsilon, scale: gain, center: bias };
  const affine = { ...(gain && { gamma: "gain" }), ...(bias && { beta: "bias" }) };
  if (layer.kind === "layer-normalisation") return write("LayerNormalization", config, affine);
  const moments = { moving_mean: "mean", moving_variance: "variance" };
  return write("BatchNormalization", { ...config, momentum: layer.momentum }, { ...affine, ...moments });
}

/** Filters of their own for each channel have a fourth axis there. */
function storedAs({ kind }: ChainLayer, array: NDArray): NDArray {
  const isDepthwise = kind === "depthwise-convolution" && array.shape.length === 3;
  return isDepthwise ? { ...array, shape: [...array.shape, 1] } : array;
}

/** Float32, little-endian, one after the other. */
function bytesOf(arrays: readonly NDArray[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * arrays.reduce((sum, { shape }) => sum + sizeOf(shape), 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { values } of arrays)
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  return bytes;
}
