import { batchedMatmul } from "./ops/batched-matmul.ts";
import { causalSoftmax } from "./ops/causal-softmax.ts";
import { permute } from "./ops/permute.ts";
import { reshape } from "./ops/reshape.ts";
import { scale } from "./ops/scale.ts";
import { softmax } from "./ops/softmax.ts";
import { type Tensor, told } from "./tensor.ts";

export interface AttentionOptions {
  /** Whether position t sees only positions up to t. */
  readonly causal?: boolean;
}

/**
 * Scaled dot-product attention (Vaswani et al. 2017, equation 1): softmax(q kᵀ / √d) v, for N × T × d queries and N × S × d keys with N × S × e values.
 * `weights`: N × T × S, rows sum to 1.
 */
export function attention(
  queries: Tensor,
  keys: Tensor,
  values: Tensor,
  { causal = false }: AttentionOptions = {},
): { readonly outputs: Tensor; readonly weights: Tensor } {
  const d = queries.shape.at(-1) ?? 1;
  const scores = batchedMatmul(queries, keys, "NT");
  const weights = causal ? causalSoftmax(scores, 1 / Math.sqrt(d)) : softmax(scale(scores, 1 / Math.sqrt(d)));
  return { outputs: batchedMatmul(weights, values), weights };
}

export interface Attended {
  readonly outputs: Tensor;
  readonly weights: Tensor;
  readonly keys: Tensor;
  readonly values: Tensor;
}

/** The same in so many heads, each on its part of the last axis. `weights`: N × heads × T × S; `keys` and `values` as the heads see them: N·heads × S × D/heads. */
export function multiHeadAttention(
  queries: Tensor,
  keys: Tensor,
  values: Tensor,
  heads: number,
  options?: AttentionOptions,
): Attended {
  const [samples, length, width] = queries.shape;
  const [q, k, v] = [queries, keys, values].map((x) => headsApart(x, heads));
  const { outputs, weights } = attention(q, k, v, options);
  const apart = reshape(outputs, [samples, heads, length, width / heads], queries.perSample);
  return {
    outputs: reshape(permute(apart, [0, 2, 1, 3]), [samples, length, width], queries.perSample),
    weights: reshape(weights, [samples, heads, length, keys.shape[1]], queries.perSample),
    keys: k,
    values: v,
  };
}

/** N × T × D to N·heads × T × D/heads. */
function headsApart(x: Tensor, heads: number): Tensor {
  const [samples, length, width] = x.shape;
  if (x.shape.length !== 3 || width % heads !== 0)
    throw new RangeError(
      `attention of shape ${told(x.shape)} with ${heads} heads (must be samples × steps × units, units a multiple of the heads)`,
    );
  const apart = permute(reshape(x, [samples, length, heads, width / heads], x.perSample), [0, 2, 1, 3]);
  return reshape(apart, [samples * heads, length, width / heads], x.perSample * heads);
}
