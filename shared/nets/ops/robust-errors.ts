/** Errors of samples that large residuals do not govern. */
import { asRows } from "../rows.ts";
import type { Tensor } from "../tensor.ts";
import { abs } from "./abs.ts";
import { clip } from "./clip.ts";
import { meanAxis } from "./mean.ts";
import { multiply } from "./multiply.ts";
import { scale } from "./scale.ts";
import { subtract } from "./subtract.ts";

/** Mean over the numbers of each sample of |y − x|: [rows]. */
export function absoluteError(y: Tensor, x: Tensor): Tensor {
  return meanAxis(abs(subtract(asRows(y), asRows(x))), -1);
}

/** Huber 1964: the mean of ½ d², d = y − x, as far as |d| ≤ δ, beyond of δ |d| − ½ δ²: [rows]. */
export function huberError(y: Tensor, x: Tensor, delta = 1): Tensor {
  if (!(delta > 0)) throw new RangeError(`δ of Huber's error: ${delta} (must be > 0)`);
  const residual = subtract(asRows(y), asRows(x));
  // c (d − ½ c), c being d within ±δ.
  const within = clip(residual, -delta, delta);
  return meanAxis(multiply(within, subtract(residual, scale(within, 0.5))), -1);
}
