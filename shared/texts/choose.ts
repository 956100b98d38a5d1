/**
 * Which character comes next, of a net's logits: one rule for page, terminal and edge. All in float64 and in the order of the alphabet, so that the same logits and the
 * same seed give the same text everywhere.
 */
import { exp } from "../math/index.ts";
import { uniform } from "../random/index.ts";
import type { Key } from "../random/key.ts";

export interface Choosing {
  /** Logits are divided by it, ≥ 0: below 1 likely signs become likelier; 0 is the limit, in which the most probable one has all. */
  readonly temperature: number;
  /** Only the so many most probable signs are drawn; 0: all. */
  readonly topK: number;
  /** Only the most probable ones that together reach this probability are drawn (nucleus sampling, Holtzman et al. 2020), in (0, 1]; 1: all. */
  readonly topP: number;
}

export const PLAIN: Choosing = { temperature: 1, topK: 0, topP: 1 };

/** exp((z − max z)/T), not yet divided by its sum; at T = 0, 1 for the first of the largest and 0 for all others. */
function weightsOf(logits: ArrayLike<number>, temperature: number): Float64Array {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i] > logits[best]) best = i;
  const weights = new Float64Array(logits.length);
  if (temperature === 0) weights[best] = 1;
  else for (let i = 0; i < weights.length; i++) weights[i] = exp((logits[i] - logits[best]) / temperature);
  return weights;
}

/**
 * Probabilities of all signs: temperature first, then the `topK` largest, then of these the fewest whose share reaches `topP`, what is left divided by its sum.
 * Of equal probabilities the earlier sign counts as the larger.
 */
export function distribution(logits: ArrayLike<number>, { temperature, topK, topP }: Choosing): Float64Array {
  const weights = weightsOf(logits, temperature);
  const isCut = (topK > 0 && topK < weights.length) || topP < 1;
  if (isCut) {
    const order = Array.from(weights.keys()).sort((a, b) => weights[b] - weights[a] || a - b);
    const kept = topK > 0 ? order.slice(0, topK) : order;
    const sum = kept.reduce((total, i) => total + weights[i], 0);
    let reached = 0;
    const last = kept.findIndex((i) => {
      reached += weights[i];
      return reached >= topP * sum;
    });
    const chosen = new Set(last < 0 ? kept : kept.slice(0, last + 1));
    for (let i = 0; i < weights.length; i++) if (!chosen.has(i)) weights[i] = 0;
  }
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i];
  return weights.map((weight) => weight / sum);
}

/**
 * The sign at the uniform number u in [0, 1): the first whose cumulative probability, summed in the order of the alphabet, is larger than u; the last with any
 * probability where rounding leaves none.
 */
export function signAt(probabilities: Float64Array, u: number): number {
  let [sum, last] = [0, 0];
  for (let i = 0; i < probabilities.length; i++) {
    if (probabilities[i] === 0) continue;
    sum += probabilities[i];
    last = i;
    if (sum > u) return i;
  }
  return last;
}

/** The sign at a position of a text: the position, from 0 at its first drawn character, has its own number of the key's stream. */
export function chosen(probabilities: Float64Array, key: Key, position: number): number {
  return signAt(probabilities, uniform(key, position));
}
