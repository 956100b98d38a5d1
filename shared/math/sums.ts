import { exp } from "./exponential.ts";
import { log } from "./logarithm.ts";

/** log Σ e^values without overflow, added in the order of the values; −Infinity for none. NaN anywhere gives NaN. */
export function logSumExp(values: ArrayLike<number>): number {
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) return NaN;
    if (values[i] > max) max = values[i];
  }
  if (Math.abs(max) === Infinity) return max;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += exp(values[i] - max);
  return max + log(sum);
}
