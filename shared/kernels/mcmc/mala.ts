import type { Kernel, Visit } from "./hamiltonian.ts";
import { hmc } from "./hmc.ts";
import type { Target } from "./target.ts";

/** Acceptance probability that is best for MALA in many dimensions (Roberts and Rosenthal 1998). */
export const BEST_LANGEVIN_ACCEPTANCE = 0.574;

/**
 * The Metropolis-adjusted Langevin algorithm (Roberts and Tweedie 1996): proposes q' ~ N(q + ½ ε² M⁻¹ ∇log π(q), ε² M⁻¹), a step of Langevin's diffusion,
 * and accepts with probability min(1, π(q') N(q | q') / (π(q) N(q' | q))).
 *
 * That is Hamiltonian Monte Carlo with a single leapfrog step (Neal 2011, section 5.5.2): its position is q' with ε M⁻¹ p for the noise, and
 * H₀ − H is the logarithm of that ratio.
 */
export function mala(target: Target, visit?: Visit): Kernel {
  return hmc(target, 1, visit);
}
