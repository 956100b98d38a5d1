/** Costs: numbers of sweeps, or of values of log p*, that a method may use, in powers of two. */
export const LEAST_COST = 8;

/** log₂ of each cost up to the largest. */
export function levelsOf(log2Cost: number): readonly number[] {
  return Array.from({ length: log2Cost - LEAST_COST + 1 }, (_, i) => LEAST_COST + i);
}

/** Chains of either direction and steps of each, of annealing at a cost of 2^level: half of it forward, half back. */
export function annealingAt(level: number): { readonly chains: number; readonly steps: number } {
  return { chains: 2 ** Math.ceil((level - 1) / 2), steps: 2 ** Math.floor((level - 1) / 2) };
}
