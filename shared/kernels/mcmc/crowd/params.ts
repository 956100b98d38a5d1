/**
 * A crowd: thousands of short chains of one target that walk in step. Chains come in superchains, which start at one point each (`shared/stats/nested-rhat.ts`). They learn from each
 * other: in warm-up the step size follows the crowd's mean acceptance, and the scale of each coordinate its standard deviation over the crowd. After warm-up
 * nothing is adapted. Numbers drawn are the same float32 on every device; the rest is float64 on processors and float32 on a GPU.
 */
import { foldIn, type Key } from "../../../random/index.ts";

export interface CrowdParams {
  /** Random-walk Metropolis, or Hamiltonian Monte Carlo with a fixed number of leapfrog steps whose size is jittered. */
  readonly sampler: "metropolis" | "hmc";
  readonly superchains: number;
  /** Chains of each of them. */
  readonly chains: number;
  readonly warmup: number;
  /** First guess, in units of the coordinates' scales; that of all steps where there is no warm-up. */
  readonly stepSize: number;
  readonly leapfrogs: number;
  /** Mean acceptance probability that the step size aims for: see `aimOf`. */
  readonly targetAccept: number;
  /** Superchains start uniformly in [−initRadius, initRadius] in each unconstrained coordinate. */
  readonly initRadius: number;
}

/** Growth of the energy beyond which a trajectory counts as divergent: as for single chains. */
export { DIVERGENCE } from "../hamiltonian.ts";

/**
 * Each transition multiplies its step size by a number that is uniform within 1 ± this: the step that suits most of a crowd is too long where the density is narrow, and chains there would
 * stand still with any one step; nor has a trajectory the period of a coordinate again and again.
 */
export const JITTER = 0.8;

/** A transition's key gives its normals from index 0 on, and from this one on what decides and what jitters. */
export const UNIFORMS = 2 ** 20;

const START = 1;
export const TRANSITION = 2;

export function startKey(key: Key, superchain: number, trial: number): Key {
  return foldIn(key, superchain, trial, START);
}

export function transitionKey(key: Key, chain: number, step: number): Key {
  return foldIn(key, chain, step, TRANSITION);
}

/**
 * Best acceptance of a random walk: 0.44 in one dimension, 0.234 in many (Gelman, Roberts and Gilks 1996, "Efficient Metropolis jumping rules"); between
 * them as 1/d, which is within 0.03 of their table. HMC aims for what it is told.
 */
export function aimOf({ sampler, targetAccept }: CrowdParams, dimension: number): number {
  return sampler === "hmc" ? targetAccept : 0.234 + 0.206 / dimension;
}

/** Bounds of the step size: a target without bounds of its own would drive it away. */
export const STEP_BOUNDS = [1e-6, 1e6] as const;

/** Scales follow the crowd in the first four fifths of warm-up; in the last one the step size alone settles. */
export function adaptsScales(step: number, { warmup }: CrowdParams): boolean {
  return 5 * step < 4 * warmup;
}
