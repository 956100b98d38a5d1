/**
 * What a table of counts can say of the next character: the Markov chain of order 3, its estimates interpolated with those of shorter contexts (Witten & Bell 1991):
 * p_k(c | h) = (n(h c) + t(h) p_{k−1}(c | h′)) / (n(h) + t(h)), with n(h) occurrences of the last k characters h, t(h) different characters seen after them, and h′ without
 * the first; p of no context at all goes with 1/signs. No parameter is chosen: what a net has to beat.
 */
import { bitsOf } from "./bits.ts";

export const ORDER = 3;

export interface NGram {
  readonly signs: number;
  /** p(c | codes[at − order … at − 1]); fewer characters before it at the beginning. */
  probability(codes: ArrayLike<number>, at: number, sign: number): number;
  /** Of all signs. */
  distribution(codes: ArrayLike<number>, at: number): Float64Array;
}

/** Of a context: how often it was followed by anything, and by how many different signs. */
interface Seen {
  total: number;
  different: number;
}

export function nGramOf(codes: Uint8Array, signs: number, order: number = ORDER): NGram {
  const contexts = Array.from({ length: order + 1 }, () => new Map<number, Seen>());
  const counts = Array.from({ length: order + 1 }, () => new Map<number, number>());
  for (let at = 0; at < codes.length; at++)
    for (let k = 0; k <= Math.min(order, at); k++) {
      const context = keyOf(codes, at, k, signs);
      const whole = context * signs + codes[at];
      const times = counts[k].get(whole) ?? 0;
      counts[k].set(whole, times + 1);
      const seen = contexts[k].get(context);
      if (seen) {
        seen.total++;
        if (times === 0) seen.different++;
      } else contexts[k].set(context, { total: 1, different: 1 });
    }

  const probability: NGram["probability"] = (given, at, sign) => {
    let p = 1 / signs;
    for (let k = 0; k <= Math.min(order, at); k++) {
      const context = keyOf(given, at, k, signs);
      const seen = contexts[k].get(context);
      // What this context was never seen before, no longer one was either.
      if (seen === undefined) break;
      const times = counts[k].get(context * signs + sign) ?? 0;
      p = (times + seen.different * p) / (seen.total + seen.different);
    }
    return p;
  };
  return {
    signs,
    probability,
    distribution: (given, at) => Float64Array.from({ length: signs }, (_, sign) => probability(given, at, sign)),
  };
}

/** The k signs before a place as one number: below 256⁴ = 2³² for any order up to 4. */
function keyOf(codes: ArrayLike<number>, at: number, k: number, signs: number): number {
  let key = 0;
  for (let i = at - k; i < at; i++) key = key * signs + codes[i];
  return key;
}

/** Mean bits per character over codes [from, codes.length), each with all that stand before it. */
export function nGramBits({ probability }: NGram, codes: Uint8Array, from = 0): number {
  let bits = 0;
  for (let at = from; at < codes.length; at++) bits += bitsOf(probability(codes, at, codes[at]));
  return bits / (codes.length - from);
}
