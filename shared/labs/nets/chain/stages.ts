/** A chain as people draw it: a layer with weights and what bends its sums are one stage; flattening and dropout, which change no number, are none. */
import type { Chain, ChainLayer } from "../../../nets/chain.ts";
import type { Shape } from "../../../nets/tensor.ts";
import { type Sight, shapesOf, sightsOf, sizeOf } from "./shapes.ts";

export type StageKind = "dense" | "convolution" | "pooling" | "softmax" | "activation" | "normalisation" | "moved";

export interface Stage {
  readonly kind: StageKind;
  /** The first layer, which gives the stage its kind. */
  readonly layer: ChainLayer;
  /** Layers of the chain that change numbers, in order. */
  readonly layers: readonly number[];
  /** Of what is drawn: height × width × channels, or units. */
  readonly shape: Shape;
  /** Shape of what goes into the first layer. */
  readonly before: Shape;
  readonly sight: Sight;
}

function kindOf(layer: ChainLayer): StageKind | "none" {
  switch (layer.kind) {
    case "dense":
      return "dense";
    case "convolution":
    case "depthwise-convolution":
    case "transposed-convolution":
      return "convolution";
    case "max-pooling":
    case "average-pooling":
    case "global-average-pooling":
      return "pooling";
    case "activation":
      return layer.activation === "softmax" ? "softmax" : "activation";
    case "batch-normalisation":
    case "layer-normalisation":
      return "normalisation";
    case "flatten":
    case "reshape":
    case "dropout":
      return "none";
    default:
      return "moved";
  }
}

/** In the order of the chain. The numbers that go into a stage are those drawn of the one before, or of the input, in the same order. */
export function stagesOf(chain: Chain): readonly Stage[] {
  const shapes = shapesOf(chain);
  const sights = sightsOf(chain);
  const stages: (Stage & { readonly layers: number[] })[] = [];
  for (const [l, layer] of chain.layers.entries()) {
    const kind = kindOf(layer);
    const last = stages.at(-1);
    if (kind === "none" || (layer.kind === "activation" && layer.activation === "linear")) continue;
    const follows = kind === "activation" || kind === "normalisation";
    const isOpen = last?.layers.at(-1) === l - 1 && (last.kind === "dense" || last.kind === "convolution");
    if (follows && last && isOpen) {
      last.layers.push(l);
      continue;
    }
    const before = l === 0 ? chain.input : shapes[l - 1];
    stages.push({ kind, layer, layers: [l], shape: shapes[l], before, sight: sights[l] });
  }
  return stages;
}

/** Maps of a tensor: a picture for each channel, or a single number for each unit. */
export function mapsOf(shape: Shape): { readonly count: number; readonly height: number; readonly width: number } {
  if (shape.length === 3) return { count: shape[2], height: shape[0], width: shape[1] };
  return { count: sizeOf(shape), height: 1, width: 1 };
}
