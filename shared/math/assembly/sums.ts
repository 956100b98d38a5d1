import { exp } from "../exponential";
import { log } from "../logarithm";

/** log Σ e^values of `count` float64 at `values`, added in their order; −Infinity for none. NaN anywhere gives NaN. */
export function logSumExp(values: usize, count: i32): f64 {
  let max = -Infinity;
  for (let i = 0; i < count; i++) {
    const v = load<f64>(values + (<usize>i << 3));
    if (isNaN(v)) return NaN;
    if (v > max) max = v;
  }
  if (abs<f64>(max) == Infinity) return max;
  let sum: f64 = 0;
  for (let i = 0; i < count; i++) sum += exp(load<f64>(values + (<usize>i << 3)) - max);
  return max + log(sum);
}
