/** What each layer of tensorflow.js is here: steps of a chain, and its weights under our names. Conventions that differ are those of the model. */
import type { Arrays, NDArray } from "../../arrays.ts";
import type { ActivationKind } from "../activations.ts";
import type { ChainLayer, ChainStep, Filters, Norm, Pair } from "../chain.ts";
import type { Shape } from "../tensor.ts";
import { type FoundLayer, isConfig, LayerError } from "./topology.ts";

/** A layer under way: its settings, its weights and the shape of one sample that comes in. */
export interface Site {
  readonly layer: FoundLayer;
  readonly shape: Shape;
  /** One of the layer's weights, by the last part of its name. Throws a LayerError where it is missing. */
  weight(name: string): NDArray;
}

export interface Converted {
  readonly layers: readonly ChainLayer[];
  readonly weights: Arrays;
}

/** Throws a LayerError for a layer, or a form of it, that our engine does not have. */
export function convert(site: Site): Converted {
  const { layer } = site;
  if (!Object.hasOwn(converters, layer.kind)) throw new LayerError(layer);
  if (layer.config.activation !== undefined) activationOf(layer, layer.config.activation);
  return converters[layer.kind](site);
}

/** The activations of tensorflow.js and Keras by their names without underscores, lower case. */
const ACTIVATIONS: Readonly<Record<string, ActivationKind | "relu6" | "softmax">> = {
  linear: "linear",
  relu: "relu",
  relu6: "relu6",
  elu: "elu",
  selu: "selu",
  sigmoid: "sigmoid",
  tanh: "tanh",
  softplus: "softplus",
  softmax: "softmax",
  swish: "silu",
  silu: "silu",
  gelu: "gelu",
  gelunew: "gelu-tanh",
};

const converters: Readonly<Record<string, (site: Site) => Converted>> = {
  Dense: (site) => {
    const bias = flag(site, "use_bias", true);
    const kernel = site.weight("kernel");
    return weighted(site, { kind: "dense", units: kernel.shape[1], bias }, { weights: kernel }, bias);
  },
  Conv2D(site) {
    const [own, weights] = [filtersOf(site), site.weight("kernel")];
    return weighted(site, { kind: "convolution", filters: weights.shape[3], ...own }, { weights }, own.bias);
  },
  Conv2DTranspose(site) {
    const [own, weights] = [filtersOf(site), site.weight("kernel")];
    return weighted(site, { kind: "transposed-convolution", filters: weights.shape[2], ...own }, { weights }, own.bias);
  },
  DepthwiseConv2D(site) {
    const own = filtersOf(site);
    const { shape, values } = site.weight("depthwise_kernel");
    if (shape[3] !== 1) throw new LayerError(site.layer, `depth_multiplier ${shape[3]} (must be 1)`);
    const weights = { shape: shape.slice(0, 3), values };
    return weighted(site, { kind: "depthwise-convolution", ...own }, { weights }, own.bias);
  },
  Activation: (site) => alone(site, activationOf(site.layer, site.layer.config.activation)),
  ReLU(site) {
    const { max_value: most } = site.layer.config;
    only(site, { negative_slope: [0], threshold: [0], max_value: [6] });
    return alone(site, { kind: "activation", activation: typeof most === "number" ? "relu6" : "relu" });
  },
  LeakyReLU(site) {
    const { negative_slope, alpha } = site.layer.config;
    const slope = Number(negative_slope ?? alpha ?? 0.3);
    if (!(slope >= 0)) throw new LayerError(site.layer, `alpha ${slope} (must be at least 0)`);
    return alone(site, { kind: "activation", activation: "leaky-relu", slope });
  },
  ELU: (site) => alone(site, { kind: "activation", activation: "elu", alpha: number(site, "alpha", 1) }),
  Softmax(site) {
    only(site, { axis: [-1, site.shape.length] });
    return alone(site, { kind: "activation", activation: "softmax" });
  },
  Dropout(site) {
    only(site, { noise_shape: [] });
    return alone(site, { kind: "dropout", rate: number(site, "rate", 0) });
  },
  Flatten(site) {
    only(site, { data_format: ["channels_last"] });
    return alone(site, { kind: "flatten" });
  },
  Reshape: (site) => alone(site, { kind: "reshape", shape: reshaped(site) }),
  MaxPooling2D: (site) => alone(site, { kind: "max-pooling", ...poolingOf(site) }),
  AveragePooling2D: (site) => alone(site, { kind: "average-pooling", ...poolingOf(site) }),
  GlobalAveragePooling2D(site) {
    only(site, { data_format: ["channels_last"], keepdims: [false] });
    return alone(site, { kind: "global-average-pooling" });
  },
  UpSampling2D(site) {
    only(site, { data_format: ["channels_last"], interpolation: ["nearest"] });
    return alone(site, { kind: "upsampling", factor: pair(site, "size", [2, 2]) });
  },
  ZeroPadding2D(site) {
    only(site, { data_format: ["channels_last"] });
    const [rows, columns] = around(site, "padding", 1);
    return alone(site, { kind: "zeros", rows, columns });
  },
  Cropping2D(site) {
    only(site, { data_format: ["channels_last"] });
    const [rows, columns] = around(site, "cropping", 0);
    return alone(site, { kind: "cropping", rows, columns });
  },
  BatchNormalization(site) {
    only(site, { renorm: [false], virtual_batch_size: [], synchronized: [false] });
    const step = { kind: "batch-normalisation", momentum: number(site, "momentum", 0.99), ...normOf(site) } as const;
    const moments = { mean: site.weight("moving_mean"), variance: site.weight("moving_variance") };
    return normalised(site, step, moments);
  },
  LayerNormalization(site) {
    only(site, { rms_scaling: [false] });
    return normalised(site, { kind: "layer-normalisation", ...normOf(site) }, {});
  },
  Embedding(site) {
    only(site, { mask_zero: [false] });
    const weights = site.weight("embeddings");
    const [things, units] = weights.shape;
    return weighted(site, { kind: "embedding", things, units }, { weights }, false);
  },
};

function alone({ layer: { name } }: Site, step: ChainStep): Converted {
  return { layers: [{ name, ...step }], weights: {} };
}

/** With what its weights are called after the layer's name, its bias, and the activation that it ends with. */
function weighted(site: Site, step: ChainStep, own: Arrays, bias: boolean): Converted {
  const { name, config } = site.layer;
  const all = { ...own, ...(bias && { bias: site.weight("bias") }) };
  const activation = activationOf(site.layer, config.activation ?? "linear");
  const isBent = activation.kind === "activation" && activation.activation !== "linear";
  return {
    layers: [{ name, ...step }, ...(isBent ? [{ name: `${name}.activation`, ...activation }] : [])],
    weights: Object.fromEntries(Object.entries(all).map(([part, array]) => [`${name}.${part}`, array])),
  };
}

function activationOf(layer: FoundLayer, name: unknown): ChainStep {
  const known = typeof name === "string" ? ACTIVATIONS[name.replaceAll("_", "").toLowerCase()] : undefined;
  if (!known) throw new LayerError(layer, `activation ${JSON.stringify(name)}`);
  return { kind: "activation", activation: known };
}

function filtersOf(site: Site): Filters {
  only(site, { data_format: ["channels_last"], groups: [1], output_padding: [] });
  if (pair(site, "dilation_rate", [1, 1]).some((rate) => rate !== 1))
    throw new LayerError(site.layer, "dilation_rate (must be 1)");
  return {
    kernel: pair(site, "kernel_size"),
    stride: pair(site, "strides", [1, 1]),
    padding: paddingOf(site),
    bias: flag(site, "use_bias", true),
  };
}

function poolingOf(site: Site) {
  only(site, { data_format: ["channels_last"] });
  const size = pair(site, "pool_size", [2, 2]);
  return { size, stride: pair(site, "strides", size), padding: paddingOf(site) };
}

function paddingOf({ layer }: Site): "same" | "valid" {
  const { padding = "valid" } = layer.config;
  if (padding === "same" || padding === "valid") return padding;
  throw new LayerError(layer, `padding ${JSON.stringify(padding)}`);
}

function normOf(site: Site) {
  const rank = site.shape.length;
  const { axis = -1 } = site.layer.config;
  const [own, ...more]: readonly unknown[] = Array.isArray(axis) ? axis : [axis];
  if (more.length > 0 || (own !== -1 && own !== rank))
    throw new LayerError(site.layer, `axis ${JSON.stringify(axis)} (must be the last)`);
  return {
    epsilon: number(site, "epsilon", 1e-3),
    gain: flag(site, "scale", true),
    bias: flag(site, "center", true),
  };
}

function normalised(site: Site, step: ChainStep & Norm, moments: Arrays): Converted {
  const all = {
    ...(step.gain && { gain: site.weight("gamma") }),
    ...(step.bias && { bias: site.weight("beta") }),
    ...moments,
  };
  const { name } = site.layer;
  return {
    layers: [{ name, ...step }],
    weights: Object.fromEntries(Object.entries(all).map(([part, array]) => [`${name}.${part}`, array])),
  };
}

function reshaped({ layer, shape }: Site): readonly number[] {
  const { target_shape: target } = layer.config;
  const extents = Array.isArray(target) ? target.map((extent) => (extent === null ? -1 : Number(extent))) : [];
  if (extents.length === 0) throw new LayerError(layer, `target_shape ${JSON.stringify(target)}`);
  const size = shape.reduce((product, extent) => product * extent, 1);
  const known = extents.reduce((product, extent) => (extent < 0 ? product : product * extent), 1);
  return extents.map((extent) => (extent < 0 ? size / known : extent));
}

/** Rows above and below, columns to the left and right: one number for all, one for rows and one for columns, or four. */
function around({ layer }: Site, name: string, otherwise: number): readonly [Pair, Pair] {
  const value = layer.config[name] ?? otherwise;
  const both = (n: unknown): Pair => (Array.isArray(n) ? [Number(n[0]), Number(n[1])] : [Number(n), Number(n)]);
  const [rows, columns] = Array.isArray(value) ? [both(value[0]), both(value[1])] : [both(value), both(value)];
  if ([...rows, ...columns].every((n) => Number.isInteger(n) && n >= 0)) return [rows, columns];
  throw new LayerError(layer, `${name} ${JSON.stringify(value)}`);
}

/** Throws a LayerError where a setting is there and is none of these; null is as left out. */
function only({ layer }: Site, allowed: Readonly<Record<string, readonly unknown[]>>): void {
  for (const [name, values] of Object.entries(allowed)) {
    const value = layer.config[name] ?? null;
    if (value !== null && !values.includes(value)) throw new LayerError(layer, `${name} ${JSON.stringify(value)}`);
  }
}

function flag({ layer }: Site, name: string, otherwise: boolean): boolean {
  const value = layer.config[name];
  return typeof value === "boolean" ? value : otherwise;
}

function number({ layer }: Site, name: string, otherwise: number): number {
  const value = layer.config[name] ?? otherwise;
  if (typeof value === "number") return value;
  throw new LayerError(layer, `${name} ${isConfig(value) ? "of another form" : JSON.stringify(value)}`);
}

function pair({ layer }: Site, name: string, otherwise?: Pair): Pair {
  const value = layer.config[name] ?? otherwise;
  const [down, right]: readonly unknown[] = Array.isArray(value) ? value : [value, value];
  if (typeof down === "number" && typeof right === "number") return [down, right];
  throw new LayerError(layer, `${name} ${JSON.stringify(value)}`);
}
