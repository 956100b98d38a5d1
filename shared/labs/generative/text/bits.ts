/** Information in bits per character: minus the binary logarithm of the probability that a model gives to the character that comes. */
import { exp, log } from "../../../math/index.ts";

export const bitsOfNats = (nats: number): number => nats / Math.LN2;

/** −log₂ p. */
export const bitsOf = (probability: number): number => -log(probability) / Math.LN2;

/** Bits of the sign `target` under the softmax of these logits, in float64. */
export function bitsOfLogits(logits: ArrayLike<number>, target: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) most = Math.max(most, logits[i]);
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += exp(logits[i] - most);
  return (log(sum) + most - logits[target]) / Math.LN2;
}
