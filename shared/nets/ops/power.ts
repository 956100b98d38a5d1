import type { Tensor } from "../tensor.ts";
import { multiply } from "./multiply.ts";
import { square } from "./square.ts";

/** x to a whole power of at least 1, by squares. Throws a RangeError for another one. */
export function power(x: Tensor, n: number): Tensor {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`power: ${n} (must be a whole number ≥ 1)`);
  if (n === 1) return x;
  const half = square(power(x, n >> 1 || 1));
  return n % 2 === 0 ? half : multiply(half, x);
}
