/** How samples are spoiled, within the net's graph: the draws follow from the step's key, so that each epoch spoils a sample in another way. */
import { add } from "../../../nets/ops/add.ts";
import { keeps, normals } from "../../../nets/ops/draws.ts";
import { multiply } from "../../../nets/ops/multiply.ts";
import { negate, scale } from "../../../nets/ops/scale.ts";
import { shift } from "../../../nets/ops/shift.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { NoiseParams } from "./fields.ts";

/** Apart from those of dropout, which are called after layers. */
const STREAM = { normals: 1000, kept: 1001, white: 1002 } as const;

/**
 * Gaussian: x + σ ε, ε standard normal. Masking (Vincent et al. 2008): each value is 0 with probability `rate`. Salt and pepper: with probability `rate` it is 0
 * or 1, both as likely. Values that are not spoiled stay as they are, bit for bit.
 */
export function corrupted({ noise, sigma = 0, rate = 0 }: NoiseParams, x: Tensor): Tensor {
  switch (noise) {
    case "gaussian":
      return add(x, scale(normals(x, STREAM.normals), sigma));
    case "masking":
      return multiply(x, keeps(x, rate, STREAM.kept));
    case "salt-and-pepper": {
      const kept = keeps(x, rate, STREAM.kept);
      const spoiled = shift(negate(kept), 1);
      return add(multiply(x, kept), multiply(spoiled, keeps(x, 0.5, STREAM.white)));
    }
    default:
      return noise satisfies never;
  }
}
