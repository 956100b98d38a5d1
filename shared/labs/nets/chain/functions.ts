/** Activations on single numbers, in double precision: what the float32 kernels of `shared/nets` round. */
import { erf, exp, expm1, sigmoid, softplus, tanh } from "../../../math/index.ts";
import type { ActivationKind } from "../../../nets/activations.ts";
import type { ChainLayer } from "../../../nets/chain.ts";
import { SELU } from "../../../nets/conventions.ts";

export type ActivationLayer = ChainLayer & { readonly kind: "activation" };

/** NaN stays NaN: comparisons would make it 0. */
const relu = (x: number) => (x > 0 || Number.isNaN(x) ? x : 0);

const FUNCTIONS: Readonly<Record<ActivationKind | "relu6", (x: number, layer: ActivationLayer) => number>> = {
  linear: (x) => x,
  sigmoid: (x) => sigmoid(x),
  tanh: (x) => tanh(x),
  relu,
  relu6: (x) => (x > 6 ? 6 : relu(x)),
  "leaky-relu": (x, { slope = 0.01 }) => (x < 0 ? slope * x : x),
  elu: (x, { alpha = 1 }) => (x < 0 ? alpha * expm1(x) : x),
  selu: (x) => SELU.lambda * (x < 0 ? SELU.alpha * expm1(x) : x),
  gelu: (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
  "gelu-tanh": (x) => (x / 2) * (1 + tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
  softplus: (x) => softplus(x),
  silu: (x) => x * sigmoid(x),
};

/** What an activation that bends each number by itself makes of it. */
export function bend(layer: ActivationLayer, x: number): number {
  if (layer.activation === "softmax") throw new RangeError("a softmax takes all numbers of a row");
  return FUNCTIONS[layer.activation](x, layer);
}

export interface Odds {
  readonly largest: number;
  /** e^(z − largest) of each. */
  readonly exponentials: Float64Array;
  readonly total: number;
}

/** Softmax of row[from … from + count), the largest taken away first so that no exponential overflows: shares are exponentials over their total. */
export function oddsOf(row: ArrayLike<number>, from: number, count: number): Odds {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) if (!(row[from + i] <= largest)) largest = row[from + i];
  const exponentials = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    exponentials[i] = exp(row[from + i] - largest);
    total += exponentials[i];
  }
  return { largest, exponentials, total };
}
