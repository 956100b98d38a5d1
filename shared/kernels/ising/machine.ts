import type { Key } from "../../random/key.ts";

/**
 * Ising and Potts models on an L × L torus, J = k_B = 1. Both are written as p(s) ∝ exp(K Σ_⟨ij⟩ δ(s_i, s_j) + H Σ_i δ(s_i, 1)), states 0 … q − 1. The Ising
 * model with energy −Σ s_i s_j − h Σ s_i, s = ±1, has q = 2 (state 1 is up), K = 2/T and H = 2h/T; the Potts model with energy −Σ δ has K = 1/T and
 * H = 0. On a torus of side 2 two bonds join each pair of neighbours.
 */
export interface Weights {
  /** K ≥ 0. */
  readonly coupling: number;
  /** H; 0 for more than two states. */
  readonly field: number;
}

export type Update = "gibbs" | "metropolis" | "swendsen-wang" | "wolff";

/** What energy and magnetisation are made of: integers, so that every order of adding gives the same. */
export interface Counts {
  /** Bonds between equal states, of 2 L². */
  readonly aligned: number;
  /** Sites in each state. */
  readonly states: readonly number[];
}

/** One lattice on one device: the scalar and the wasm machine give the same bits. */
export interface SpinMachine {
  readonly side: number;
  readonly states: number;
  setWeights(weights: Weights): void;
  /** States of the sites, row-major, L². */
  spins(): Uint8Array;
  setSpins(spins: Uint8Array): void;
  /**
   * One sweep of the checkerboard (all sites of one colour, then all of the other; L must be even), one move of Swendsen and Wang, or one cluster of
   * Wolff. The key serves this sweep alone. Returns the sites that were offered a new state.
   */
  sweep(update: Update, key: Key): number;
  counts(): Counts;
}

/** A probability as a threshold t of 32 bits: u < t for a uniform u of 32 bits. Exact to 2^-32; 1 becomes 1 − 2^-32. */
export function thresholdOf(probability: number): number {
  return Math.min(4294967295, Math.floor(probability * 4294967296));
}
