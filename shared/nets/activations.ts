/** The activations by name, each with its published formula. */
import { elu, selu } from "./ops/elu.ts";
import { gelu } from "./ops/gelu.ts";
import { geluTanh } from "./ops/gelu-tanh.ts";
import { leakyRelu } from "./ops/leaky-relu.ts";
import { relu } from "./ops/relu.ts";
import { sigmoid } from "./ops/sigmoid.ts";
import { silu } from "./ops/silu.ts";
import { softplus } from "./ops/softplus.ts";
import { tanh } from "./ops/tanh.ts";
import type { Tensor } from "./tensor.ts";

export const ACTIVATION_KINDS = [
  /** x */
  "linear",
  /** 1 / (1 + e^−x) */
  "sigmoid",
  /** (e^x − e^−x) / (e^x + e^−x) */
  "tanh",
  /** max(x, 0) (Nair & Hinton 2010) */
  "relu",
  /** x where x > 0, else 0.01 x (Maas, Hannun & Ng 2013) */
  "leaky-relu",
  /** x where x > 0, else e^x − 1 (Clevert, Unterthiner & Hochreiter 2016) */
  "elu",
  /** λ x where x > 0, else λ α (e^x − 1), λ = 1.0507, α = 1.6733 (Klambauer et al. 2017) */
  "selu",
  /** ½ x (1 + erf(x/√2)) (Hendrycks & Gimpel 2016) */
  "gelu",
  /** ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))) (ibid.) */
  "gelu-tanh",
  /** log(1 + e^x) (Dugas et al. 2001) */
  "softplus",
  /** x / (1 + e^−x), also called swish (Elfwing, Uchibe & Doya 2018) */
  "silu",
] as const;

export type ActivationKind = (typeof ACTIVATION_KINDS)[number];

const functions: Readonly<Record<ActivationKind, (x: Tensor) => Tensor>> = {
  linear: (x) => x,
  sigmoid,
  tanh,
  relu,
  "leaky-relu": (x) => leakyRelu(x),
  elu,
  selu,
  gelu,
  "gelu-tanh": geluTanh,
  softplus,
  silu,
};

export function activate(kind: ActivationKind, x: Tensor): Tensor {
  return functions[kind](x);
}
