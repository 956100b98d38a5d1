import { exp } from "../../math/elementary.ts";
import { type GridField, localCosts, lowest } from "./field.ts";

/** p(k) ∝ exp(−costs[k]/temperature), in place; temperature > 0. */
export function soften(costs: Float64Array, temperature: number): void {
  const least = costs[lowest(costs, 0, costs.length)];
  let sum = 0;
  for (let k = 0; k < costs.length; k++) {
    costs[k] = exp((least - costs[k]) / temperature);
    sum += costs[k];
  }
  for (let k = 0; k < costs.length; k++) costs[k] /= sum;
}

/**
 * p(xᵢ | all others) at this temperature: by the local Markov property a function of the neighbours' labels alone, since all terms without xᵢ cancel.
 * K numbers.
 */
export function conditionalOf(field: GridField, x: Uint8Array, pixel: number, temperature = 1): Float64Array {
  const out = new Float64Array(field.labels);
  localCosts(field, x, pixel, out);
  soften(out, temperature);
  return out;
}
