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

/** Applies a transformation of all draws together (ranks need them all), chain by chain. */
export function transformChains(
  chains: readonly Float64Array[],
  transform: (all: Float64Array) => Float64Array,
): readonly Float64Array[] {
  const all = transform(concatenate(chains));
  let offset = 0;
  return chains.map((chain) => {
    offset += chain.length;
    return all.subarray(offset - chain.length, offset);
  });
}
