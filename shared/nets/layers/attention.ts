import { type AttentionOptions, multiHeadAttention } from "../attention.ts";
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
): { readonly outputs: Tensor; readonly weights: Tensor } {
  const units = x.shape.at(-1) ?? 0;
  const part = (what: string, from: Tensor) => denseLayer(`${name}.${what}`, from, units, weightOptions);
  const [q, k, v] = ["queries", "keys", "values"].map((what) => part(what, x));
  const { outputs, weights } = inLayer(name, () => multiHeadAttention(q, k, v, heads, { causal }));
  return { outputs: part("mixture", outputs), weights };
}
