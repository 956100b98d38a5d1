/** Activations of one number in float64, as shared/nets/activations.ts defines them. */
import { sinTurns } from "../../math/elementary.ts";
import { erf, expm1, sigmoid, softplus, tanh } from "../../math/index.ts";
import { SELU } from "../../nets/conventions.ts";
import type { FloatOf } from "./graph.ts";

export function activationOf({ kind, slope = 0.01, alpha = 1 }: FloatOf<"activation">): (x: number) => number {
  switch (kind) {
    case "linear":
      return (x) => x;
    case "sigmoid":
      return sigmoid;
    case "tanh":
      return tanh;
    case "relu":
      return (x) => Math.max(x, 0);
    case "relu6":
      return (x) => Math.min(Math.max(x, 0), 6);
    case "leaky-relu":
      return (x) => (x > 0 ? x : slope * x);
    case "elu":
      return (x) => (x > 0 ? x : alpha * expm1(x));
    case "selu":
      return (x) => SELU.lambda * (x > 0 ? x : SELU.alpha * expm1(x));
    case "gelu":
      return (x) => 0.5 * x * (1 + erf(x / Math.SQRT2));
    case "gelu-tanh":
      return (x) => 0.5 * x * (1 + tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    case "softplus":
      return softplus;
    case "square":
      return (x) => x * x;
    case "sine":
      return (x) => sinTurns(x / 2);
    case "step":
      return (x) => Number(x >= 0.5);
    case "silu":
      return (x) => x * sigmoid(x);
    default:
      return kind satisfies never;
  }
}
