/**
 * Energies of draws about the mean of all chains, and their changes from one draw of a chain to the next: how E-BFMI compares them (Betancourt 2016,
 * arXiv:1604.00695). Both empty without draws.
 */
export function energySpread(chains: readonly ArrayLike<number>[]): {
  readonly levels: Float64Array;
  readonly changes: Float64Array;
} {
  const all = chains.flatMap((chain) => Array.from(chain));
  const centre = all.reduce((sum, energy) => sum + energy, 0) / all.length;
  return {
    levels: Float64Array.from(all, (energy) => energy - centre),
    changes: Float64Array.from(
      chains.flatMap((chain) => Array.from(chain).flatMap((energy, i) => (i > 0 ? [energy - chain[i - 1]] : []))),
    ),
  };
}
