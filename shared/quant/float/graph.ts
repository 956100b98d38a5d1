/** A trained net in floats as a graph of plain data: what is quantised, and what calibration runs. Layouts of weights are those of shared/nets/layers. */
import type { ActivationKind } from "../../nets/activations.ts";
import type { Padding } from "../../nets/ops/windows.ts";
import type { Move } from "../graph/moves.ts";

export type Pair = readonly [number, number];

interface Weights {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

interface Windows {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
}

export type FloatStep =
  /** Weights inputs × units. */
  | ({ readonly op: "dense"; readonly units: number } & Weights)
  /** Weights kh × kw × channels × filters. */
  | ({ readonly op: "conv2d"; readonly filters: number } & Windows & Weights)
  /** Weights kh × kw × channels. */
  | ({ readonly op: "depthwise2d" } & Windows & Weights)
  | { readonly op: "activation"; readonly kind: FloatActivation; readonly slope?: number; readonly alpha?: number }
  | ({ readonly op: "maxPool2d" | "averagePool2d" } & Windows)
  | { readonly op: "globalMaxPool2d" | "globalAveragePool2d" }
  | { readonly op: "reshape"; readonly shape: readonly number[] }
  | { readonly op: "add" }
  | { readonly op: "softmax" }
  | Move
  /** Over the last axis; gain and bias of that axis. */
  | { readonly op: "layerNorm"; readonly epsilon: number; readonly gain: Float32Array; readonly bias: Float32Array }
  /** Weights things × units. */
  | { readonly op: "embedding"; readonly units: number; readonly weights: Float32Array }
  /** As `gruLayer` and `lstmLayer` (shared/nets/layers/recurrent.ts): one row after another is one step. */
  | ({
      readonly op: "gru";
      readonly units: number;
      readonly reset: "before" | "after";
      readonly recurrentBias: Float32Array;
    } & Recurrent)
  | ({ readonly op: "lstm"; readonly units: number } & Recurrent)
  /** Weights steps × units: the n-th row of a sequence has the n-th of them, whatever goes in. */
  | { readonly op: "place"; readonly units: number; readonly steps: number; readonly weights: Float32Array }
  /** Of queries, keys and values: softmax(q kᵀ / √d) v over the last `steps` rows, d the width of a head. */
  | { readonly op: "attention"; readonly heads: number; readonly steps: number };

/** Weights inputs × gates, recurrent weights units × gates, gates in the order z, r, n or i, f, g, o. */
interface Recurrent extends Weights {
  readonly recurrentWeights: Float32Array;
}

/** `slope` of leaky-relu below zero, 0.01 where it is left out; `alpha` of elu, 1. square: x²; sine: sin πx; step: 1 from one half on, else 0. */
export type FloatActivation = ActivationKind | "relu6" | "square" | "sine" | "step";

/** Its inputs are "input" or the names of nodes before it. */
export type FloatNode = { readonly name: string; readonly inputs: readonly string[] } & FloatStep;
export type FloatOf<Op extends FloatStep["op"]> = FloatNode & { readonly op: Op };

export interface FloatGraph {
  /** Shape of one row; offset and scale of each of its numbers where they are standardised: (x − offset) / scale goes in. */
  readonly input: {
    readonly shape: readonly number[];
    readonly offsets?: Float32Array;
    readonly scales?: Float32Array;
    /** Where the numbers are those of things, for embeddings: how many there are. */
    readonly things?: number;
  };
  readonly nodes: readonly FloatNode[];
  readonly outputs: readonly string[];
}

/** A layer that has no form in integers: names it, says why, and what to do instead. */
export class NoIntegersError extends Error {
  override readonly name = "NoIntegersError";
  readonly layer: string;
  readonly reason: string;
  constructor(layer: string, reason: string) {
    super(`layer ${layer} has no form in integers: ${reason}`);
    this.layer = layer;
    this.reason = reason;
  }
}
