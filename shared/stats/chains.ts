/** Each chain cut into its first and second half; the middle draw of an odd number is dropped. */
export function splitChains(chains: readonly Float64Array[]): readonly Float64Array[] {
  return chains.flatMap((chain) => {
    const half = Math.floor(chain.length / 2);
    return [chain.subarray(0, half), chain.subarray(chain.length - half)];
  });
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
