/** Layers of chains for other programs, with the constants that our nets have. None where the net has none. */
import type { ActivationKind } from "../../nets/activations.ts";
import type { ChainLayer, Pair } from "../../nets/chain.ts";
import { BATCH_EPSILON, BATCH_MOMENTUM, LAYER_EPSILON } from "../../nets/conventions.ts";

type Layers = readonly ChainLayer[];

export function denseLayer(name: string, units: number): ChainLayer {
  return { name, kind: "dense", units, bias: true };
}

export function activationLayer(name: string, activation: ActivationKind): ChainLayer {
  return { name: `${name}.activation`, kind: "activation", activation };
}

/** Odds of classes from what the last layer gives. */
export const oddsLayer: ChainLayer = { name: "classes", kind: "activation", activation: "softmax" };

export function normLayers(name: string, kind: "none" | "layer" | "batch"): Layers {
  const affine = { gain: true, bias: true };
  if (kind === "none") return [];
  if (kind === "layer") return [{ name, kind: "layer-normalisation", epsilon: LAYER_EPSILON, ...affine }];
  return [{ name, kind: "batch-normalisation", epsilon: BATCH_EPSILON, momentum: BATCH_MOMENTUM, ...affine }];
}

/** Over squares of 2 × 2, side by side; "valid" leaves out a last odd row or column. */
export function poolingLayers(name: string, kind: "none" | "max" | "average", padding: "same" | "valid"): Layers {
  const size: Pair = [2, 2];
  const own = { name: `${name}.pooling`, size, stride: size, padding };
  return kind === "none" ? [] : [{ ...own, kind: kind === "max" ? "max-pooling" : "average-pooling" }];
}

export function dropoutLayers(name: string, rate: number): Layers {
  return rate > 0 ? [{ name: `${name}.dropout`, kind: "dropout", rate }] : [];
}

/** Square filters at every pixel, zeros around. */
export function convolutionLayer(name: string, filters: number, side: number): ChainLayer {
  return { name, kind: "convolution", filters, kernel: [side, side], stride: [1, 1], padding: "same", bias: true };
}

/** A square filter of its own for each channel, at every pixel, zeros around. */
export function depthwiseLayer(name: string, side: number): ChainLayer {
  return { name, kind: "depthwise-convolution", kernel: [side, side], stride: [1, 1], padding: "same", bias: true };
}
