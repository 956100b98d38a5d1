/** How one number of a traced net came about: the operation of each layer of its stage, with all that goes in, so that what is shown adds up to what is there. */
import type { ChainLayer } from "../../../nets/chain.ts";
import { type ActivationLayer, oddsOf } from "./functions.ts";
import type { Convolution, Pooling } from "./shapes.ts";
import type { Stage } from "./stages.ts";
import { eachCell, inputOf, momentsOf, optionalWeight, originOf, type Trace, weightOf } from "./trace.ts";

/** Something that goes in: place among the numbers drawn before the stage. */
export interface Part {
  readonly from: number;
  readonly value: number;
}

export interface Term extends Part {
  readonly weight: number;
  /** Place of the weight within the layer's weights. */
  readonly at: number;
}

export type Operation =
  /** Σ value · weight + bias; `zeros`: cells of the window beyond the edge, which add nothing. */
  | {
      readonly kind: "sum";
      readonly terms: readonly Term[];
      readonly bias: number;
      readonly unit: number;
      readonly zeros: number;
      readonly result: number;
    }
  | { readonly kind: "bend"; readonly layer: ActivationLayer; readonly before: number; readonly result: number }
  | {
      readonly kind: "largest" | "mean";
      readonly parts: readonly Part[];
      /** Of the parts, the first that is largest. */
      readonly winner: number;
      readonly result: number;
    }
  | {
      readonly kind: "softmax";
      readonly parts: readonly Part[];
      readonly largest: number;
      readonly exponentials: ArrayLike<number>;
      readonly total: number;
      readonly own: number;
      readonly result: number;
    }
  | {
      readonly kind: "normalise";
      readonly before: number;
      readonly mean: number;
      readonly variance: number;
      readonly epsilon: number;
      readonly gain: number;
      readonly bias: number;
      readonly result: number;
    }
  /** Taken from elsewhere as it is; `from` −1: a zero. */
  | { readonly kind: "copy"; readonly from: number; readonly result: number };

/** Of number `unit` of a stage: one operation for each of its layers, each with the number that is there (float32). */
export function operationsOf(run: Trace, stage: Stage, unit: number): readonly Operation[] {
  return stage.layers.map((l) => operationOf(run, l, unit));
}

function operationOf(run: Trace, l: number, unit: number): Operation {
  const layer = run.chain.layers[l];
  const x = inputOf(run, l);
  const { shape, values } = run.layers[l];
  const result = values[unit];
  switch (layer.kind) {
    case "dense":
      return { ...denseSum(run, l, unit), result };
    case "convolution":
    case "depthwise-convolution":
      return { ...windowSum(run, l, layer, unit), result };
    case "max-pooling":
    case "average-pooling":
      return pooled(layer.kind === "max-pooling" ? "largest" : "mean", windowParts(run, l, layer, unit), result);
    case "global-average-pooling": {
      const channels = shape[0];
      const parts = Array.from({ length: x.values.length / channels }, (_, p) => partAt(x.values, p * channels + unit));
      return pooled("mean", parts, result);
    }
    case "activation":
      if (layer.activation !== "softmax") return { kind: "bend", layer, before: x.values[unit], result };
      return softmaxOf(x.values, shape[shape.length - 1], unit, result);
    case "batch-normalisation":
    case "layer-normalisation": {
      const channel = unit % shape[shape.length - 1];
      const own = (part: string, other: number) => optionalWeight(run.weights, layer, part, other)(channel);
      const moments = momentsOf(layer, x, run.weights, unit);
      const affine = { epsilon: layer.epsilon, gain: own("gain", 1), bias: own("bias", 0) };
      return { kind: "normalise", before: x.values[unit], ...moments, ...affine, result };
    }
    default:
      return { kind: "copy", from: originOf(layer, x.shape, shape, unit), result };
  }
}

const partAt = (values: Float32Array, from: number): Part => ({ from, value: values[from] });

function denseSum(run: Trace, l: number, unit: number) {
  const layer = run.chain.layers[l];
  const { values } = inputOf(run, l);
  const { shape, values: weights } = weightOf(run.weights, layer, "weights");
  const [inputs, units] = shape;
  const [row, u] = [Math.floor(unit / units), unit % units];
  const terms = Array.from({ length: inputs }, (_, i): Term => {
    const at = i * units + u;
    return { ...partAt(values, row * inputs + i), weight: Number(weights[at]), at };
  });
  return { kind: "sum", terms, ...biasOf(run, layer, u), zeros: 0 } as const;
}

const biasOf = ({ weights }: Trace, layer: ChainLayer, unit: number) => ({
  bias: optionalWeight(weights, layer, "bias", 0)(unit),
  unit,
});

/** Row, column and channel of a number of height × width × channels. */
export function placeOf(shape: readonly number[], unit: number): readonly [number, number, number] {
  const [, width, channels] = shape;
  return [Math.floor(unit / channels / width), Math.floor(unit / channels) % width, unit % channels];
}

function windowSum(run: Trace, l: number, layer: Convolution, unit: number) {
  const x = inputOf(run, l);
  const [, width, channels] = x.shape;
  const [oy, ox, f] = placeOf(run.layers[l].shape, unit);
  const { values: weights } = weightOf(run.weights, layer, "weights");
  const terms: Term[] = [];
  const own = layer.kind === "convolution" ? Array.from({ length: channels }, (_, c) => c) : [f];
  eachCell(layer, x.shape, [oy, ox], (y, x0, ky, kx) => {
    for (const c of own) {
      const cell = (ky * layer.kernel[1] + kx) * channels + c;
      const at = layer.kind === "convolution" ? cell * layer.filters + f : cell;
      terms.push({ ...partAt(x.values, (y * width + x0) * channels + c), weight: Number(weights[at]), at });
    }
  });
  const all = layer.kernel[0] * layer.kernel[1] * own.length;
  return { kind: "sum", terms, ...biasOf(run, layer, f), zeros: all - terms.length } as const;
}

function windowParts(run: Trace, l: number, layer: Pooling, unit: number): readonly Part[] {
  const x = inputOf(run, l);
  const [, width, channels] = x.shape;
  const [oy, ox, c] = placeOf(run.layers[l].shape, unit);
  const parts: Part[] = [];
  eachCell(layer, x.shape, [oy, ox], (y, x0) => parts.push(partAt(x.values, (y * width + x0) * channels + c)));
  return parts;
}

function pooled(kind: "largest" | "mean", parts: readonly Part[], result: number): Operation {
  let winner = 0;
  for (const [i, { value }] of parts.entries())
    if (!Number.isNaN(parts[winner].value) && !(value <= parts[winner].value)) winner = i;
  return { kind, parts, winner, result };
}

function softmaxOf(values: Float32Array, count: number, unit: number, result: number): Operation {
  const from = unit - (unit % count);
  const parts = Array.from({ length: count }, (_, i) => partAt(values, from + i));
  return { kind: "softmax", parts, ...oddsOf(values, from, count), own: unit - from, result };
}
