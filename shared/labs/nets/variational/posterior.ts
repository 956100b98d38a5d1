/** What an encoder says of the code of each sample: a normal with a variance for each number (Kingma & Welling 2014). */
import { add } from "../../../nets/ops/add.ts";
import { normals } from "../../../nets/ops/draws.ts";
import { exp } from "../../../nets/ops/exp.ts";
import { multiply } from "../../../nets/ops/multiply.ts";
import { scale } from "../../../nets/ops/scale.ts";
import { split } from "../../../nets/ops/slice.ts";
import { square } from "../../../nets/ops/square.ts";
import { subtract } from "../../../nets/ops/subtract.ts";
import { sumAxis } from "../../../nets/ops/sum.ts";
import type { Tensor } from "../../../nets/tensor.ts";

/** Each rows × numbers of a code. */
export interface Posterior {
  readonly mean: Tensor;
  readonly logVariance: Tensor;
}

/** A code and the standard normals that it was made of. */
export interface DrawnCode {
  readonly code: Tensor;
  readonly noise: Tensor;
}

/** Outputs of the encoder's last layer, rows × twice as many numbers as a code has: means first, then the logarithms of the variances. */
export function posteriorOf(outputs: Tensor): Posterior {
  const [mean, logVariance] = split(outputs, -1, 2);
  return { mean, logVariance };
}

/** z = μ + σ ε: a draw through which gradients reach μ and σ. ε: normals of the step's key on this stream, others for each sample. */
export function reparametrised({ mean, logVariance }: Posterior, stream: number): DrawnCode {
  const noise = normals(mean, stream);
  return { noise, code: add(mean, multiply(exp(scale(logVariance, 0.5)), noise)) };
}

/** log p(z) − log q(z | x) of a draw, in nats: [rows]. The constants of the two normals cancel. */
export function logPriorOverPosterior({ logVariance }: Posterior, { code, noise }: DrawnCode): Tensor {
  return scale(sumAxis(add(subtract(square(noise), square(code)), logVariance), -1), 0.5);
}
