/** What the parameters of physics mean for a lattice, and what is measured of it. */

import type { Counts, Weights } from "../../../../kernels/ising/machine.ts";
import { exp, log } from "../../../../math/index.ts";

/** One lattice at one temperature. J = k = 1; `field` is of the Ising model alone. */
export interface Physics {
  readonly model: "ising" | "potts";
  readonly states?: number | undefined;
  readonly temperature: number;
  readonly field?: number | undefined;
}

export const statesOf = ({ model, states = 2 }: Pick<Physics, "model" | "states">): number =>
  model === "ising" ? 2 : states;

export function weightsOf({ model, temperature, field = 0 }: Physics): Weights {
  return model === "ising"
    ? { coupling: 2 / temperature, field: (2 * field) / temperature }
    : { coupling: 1 / temperature, field: 0 };
}

/** Where the infinite lattice orders, without a field: 2/log(1 + √2) for Ising, 1/log(1 + √q) for Potts (exact by duality). */
export const criticalTemperature = (model: "ising" | "potts", states: number): number =>
  (model === "ising" ? 2 : 1) / log(1 + Math.sqrt(model === "ising" ? 2 : states));

/**
 * Per site: the energy, −Σ s_i s_j − h Σ s_i for Ising and −Σ δ(s_i, s_j) for Potts; and the magnetisation, in −1 … 1 for Ising, and for Potts
 * (q·largest − 1) / (q − 1) with the share of the largest state, in 0 … 1.
 */
export function measured({ model, field = 0 }: Physics, { aligned, states }: Counts) {
  const sites = states.reduce((sum, n) => sum + n, 0);
  if (model === "potts") {
    const q = states.length;
    return { energy: -aligned / sites, magnetisation: ((q * Math.max(...states)) / sites - 1) / (q - 1) };
  }
  const magnetisation = (2 * states[1] - sites) / sites;
  return { energy: (2 * sites - 2 * aligned) / sites - field * magnetisation, magnetisation };
}

/** What a site's neighbours alone decide (the local Markov property): its probability of each state, given all the others. */
export interface Conditional {
  /** Right, below, left, above. */
  readonly neighbours: readonly number[];
  /** Energy of the site's four bonds and its field, with the site in each state. */
  readonly energies: readonly number[];
  readonly probabilities: readonly number[];
}

export function conditionalOf(physics: Physics, spins: Uint8Array, side: number, site: number): Conditional {
  const [row, column] = [Math.floor(site / side), site % side];
  const at = (r: number, c: number) => ((r + side) % side) * side + ((c + side) % side);
  const neighbours = [at(row, column + 1), at(row + 1, column), at(row, column - 1), at(row - 1, column)];
  const { model, field = 0, temperature } = physics;
  const energies = Array.from({ length: statesOf(physics) }, (_, state) => {
    const equal = neighbours.filter((other) => spins[other] === state).length;
    return model === "ising" ? 4 - 2 * equal - field * (2 * state - 1) : -equal;
  });
  const least = Math.min(...energies);
  const weights = energies.map((energy) => exp((least - energy) / temperature));
  const z = weights.reduce((sum, weight) => sum + weight, 0);
  return { neighbours, energies, probabilities: weights.map((weight) => weight / z) };
}
