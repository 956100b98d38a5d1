import { type Ordered, ordered } from "./order.ts";

/**
 * Each chain cut into its first and second half; the middle draw of an odd number is dropped. Of two or three draws a half is one draw, and what R
 * makes of one row is done here too, so that the numbers are those of the package posterior: the two halves become the chains, and the chains their draws.
 */
export function splitChains(chains: readonly Float64Array[]): readonly Float64Array[] {
  const [{ length }] = chains;
  if (length < 2) return chains;
  const half = Math.floor(length / 2);
  if (half === 1) return [0, length - 1].map((draw) => Float64Array.from(chains, (chain) => chain[draw]));
  return chains.flatMap((chain) => [chain.subarray(0, half), chain.subarray(length - half)]);
}

/** All draws one after the other. */
export function concatenate(chains: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(chains.reduce((sum, chain) => sum + chain.length, 0));
  let offset = 0;
  for (const chain of chains) {
    all.set(chain, offset);
    offset += chain.length;
  }
  return all;
}

/** The draws of one quantity, sorted once for all that is asked of them: that is most of the work of their diagnostics. */
export interface Draws {
  /** Equally long. */
  readonly chains: readonly Float64Array[];
  /** Chain after chain. */
  readonly all: Float64Array;
  readonly ordered: Ordered;
}

/** The draws must not be NaN. */
export function drawsOf(chains: readonly Float64Array[]): Draws {
  const all = concatenate(chains);
  return { chains, all, ordered: ordered(all) };
}

/** The draws that halves of chains have: without the middle of an odd number. */
export function halved({ chains, ordered: whole }: Draws): Ordered {
  const [{ length }] = chains;
  if (length < 3 || length % 2 === 0) return whole;
  const middle = (length - 1) / 2;
  const kept = chains.length * (length - 1);
  const sorted = new Float64Array(kept);
  const order = new Uint32Array(kept);
  let k = 0;
  for (let i = 0; i < whole.order.length; i++) {
    const at = whole.order[i];
    if (at % length === middle) continue;
    sorted[k] = whole.sorted[i];
    order[k++] = at;
  }
  return { sorted, order };
}

/** Chains of these lengths from values one after the other; views. */
export function chainsLike(chains: readonly Float64Array[], all: Float64Array): readonly Float64Array[] {
  let offset = 0;
  return chains.map(({ length }) => {
    offset += length;
    return all.subarray(offset - length, offset);
  });
}
