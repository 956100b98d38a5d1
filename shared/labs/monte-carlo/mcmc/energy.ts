/**
 * Energies of draws about the mean of all chains, and their changes from one draw of a chain to the next: how E-BFMI compares them (Betancourt 2016,
 * arXiv:1604.00695). Of every `stride`-th draw; a change is always that from the draw before. Both empty without draws.
 */
export function energySpread(
  chains: readonly ArrayLike<number>[],
  stride = 1,
): {
  readonly levels: Float64Array;
  readonly changes: Float64Array;
} {
  let sum = 0;
  let count = 0;
  const levels: number[] = [];
  const changes: number[] = [];
  for (const chain of chains) {
    for (let i = 0; i < chain.length; i++) sum += chain[i];
    count += chain.length;
    for (let i = 0; i < chain.length; i += stride) {
      levels.push(chain[i]);
      if (i > 0) changes.push(chain[i] - chain[i - 1]);
    }
  }
  return { levels: Float64Array.from(levels, (energy) => energy - sum / count), changes: Float64Array.from(changes) };
}
