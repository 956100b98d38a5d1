import { LEAK } from "../kernels/dense/net.ts";
import { erf, exp, expm1, sigmoid, softplus, tanh } from "../math/index.ts";
import { type LayerActivation, SELU } from "./layers.ts";

const cdf = (z: number) => (1 + erf(z * Math.SQRT1_2)) / 2;
const density = (z: number) => 0.3989422804014327 * exp((-z * z) / 2);

/** Value and derivative at z, in float64. */
export const scalarActivations: Readonly<
  Record<LayerActivation, readonly [(z: number) => number, (z: number) => number]>
> = {
  linear: [(z) => z, () => 1],
  relu: [(z) => Math.max(z, 0), (z) => (z > 0 ? 1 : 0)],
  "leaky-relu": [(z) => (z > 0 ? z : LEAK * z), (z) => (z > 0 ? 1 : LEAK)],
  tanh: [tanh, (z) => 1 - tanh(z) ** 2],
  sigmoid: [sigmoid, (z) => sigmoid(z) * (1 - sigmoid(z))],
  elu: [(z) => (z > 0 ? z : expm1(z)), (z) => (z > 0 ? 1 : exp(z))],
  selu: [
    (z) => SELU.scale * (z > 0 ? z : SELU.alpha * expm1(z)),
    (z) => SELU.scale * (z > 0 ? 1 : SELU.alpha * exp(z)),
  ],
  gelu: [(z) => z * cdf(z), (z) => cdf(z) + z * density(z)],
  softplus: [softplus, sigmoid],
  swish: [(z) => z * sigmoid(z), (z) => sigmoid(z) * (1 + z * (1 - sigmoid(z)))],
};
