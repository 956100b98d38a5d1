import type { Parameters } from "../../kernels/rbm/machine.ts";
import { log } from "../../math/index.ts";
import { fillNormal32 } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";

/** How often a pixel is on whose values, 0…255, have this sum over so many rows: kept from 0 and 1 by one more row of each kind. */
export function keptRate(sum: number, rows: number): number {
  return (sum / 255 + 1) / (rows + 2);
}

/** The bias of a unit without weights that is on that often. */
export function logOdds(rate: number): number {
  return log(rate / (1 - rate));
}

/** How often each pixel is on. `pixels`: 0…255, rows × visible. */
export function dataRates(pixels: Uint8Array, visible: number): Float64Array {
  const sums = new Float64Array(visible);
  for (let at = 0; at < pixels.length; at++) sums[at % visible] += pixels[at];
  return sums.map((sum) => keptRate(sum, pixels.length / visible));
}

/** Standard deviation of the initial weights (Hinton 2010, "A practical guide to training restricted Boltzmann machines", §8). */
export const INITIAL = 0.01;

/** A machine of binary units before it learns: small random weights, and visible biases of the machine without weights that fits such rates. */
export function initialMachine(rates: Float64Array, hidden: number, key: Key): Parameters {
  const weights = new Float32Array(rates.length * hidden);
  fillNormal32(key, 0, weights);
  return {
    weights: weights.map((value) => INITIAL * value),
    visibleBias: Float32Array.from(rates, logOdds),
    hiddenBias: new Float32Array(hidden),
  };
}
