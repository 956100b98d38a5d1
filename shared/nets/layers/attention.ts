import { type Attended, type AttentionOptions, multiHeadAttention } from "../attention.ts";
import { add } from "../ops/add.ts";
import { batchedMatmul } from "../ops/batched-matmul.ts";
import { multiply } from "../ops/multiply.ts";
import { reshape } from "../ops/reshape.ts";
import { scale } from "../ops/scale.ts";
import { softmax } from "../ops/softmax.ts";
import type { Tensor } from "../tensor.ts";
import { denseLayer } from "./dense.ts";
import { inLayer, type WeightOptions } from "./layer.ts";

export interface AttentionLayerOptions extends AttentionOptions, WeightOptions {
  readonly heads: number;
}

/**
 * Multi-head self-attention of sequences N × T × D: learnt queries, keys and values, and a learnt mixture of what the heads return. Dense layers
 * `<name>.queries`, `<name>.keys`, `<name>.values`, `<name>.mixture`, each D × D. `weights`: N × heads × T × T.
 */
export function attentionLayer(
  name: string,
  x: Tensor,
  { heads, causal = false, ...weightOptions }: AttentionLayerOptions,
): Attended {
  const units = x.shape.at(-1) ?? 0;
  const part = (what: string, from: Tensor) => denseLayer(`${name}.${what}`, from, units, weightOptions);
  const [q, k, v] = ["queries", "keys", "values"].map((what) => part(what, x));
  const attended = inLayer(name, () => multiHeadAttention(q, k, v, heads, { causal }));
  return { ...attended, outputs: part("mixture", attended.outputs) };
}

/** What a causal layer keeps of T places, and where the next one goes. */
export interface Kept {
  /** heads × T × D/heads; zeros at the place that is read now and behind it. */
  readonly keys: Tensor;
  readonly values: Tensor;
  /** 1 × T × 1: 1 at the place that is read now, else 0. */
  readonly here: Tensor;
  /** 1 × 1 × T: 0 up to that place, −1e30 behind: far below all scores, and yet a number. */
  readonly behind: Tensor;
}

/**
 * The same causal layer at one place of one sequence, 1 × D, with the bits that it has there in the whole sequence. `keys` and `values` of the result:
 * heads × 1 × D/heads, to be kept at that place.
 */
export function attentionStep(name: string, x: Tensor, heads: number, kept: Kept): Omit<Attended, "weights"> {
  const [, units] = x.shape;
  const own = units / heads;
  const part = (what: string, from: Tensor) => denseLayer(`${name}.${what}`, from, units);
  const [q, k, v] = ["queries", "keys", "values"].map((what) => reshape(part(what, x), [heads, 1, own]));
  const [keys, values] = [add(kept.keys, multiply(kept.here, k)), add(kept.values, multiply(kept.here, v))];
  const scores = scale(batchedMatmul(q, keys, "NT"), 1 / Math.sqrt(own));
  const outputs = batchedMatmul(softmax(add(scores, kept.behind)), values);
  return { outputs: part("mixture", reshape(outputs, [1, units])), keys: k, values: v };
}
