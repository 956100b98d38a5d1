import { exp } from "../../math/elementary.ts";
import { normal, uniform } from "../../random/index.ts";
import type { Kernel, Visit } from "./hamiltonian.ts";
import { copyPlace, makePhasePoint, UNIFORMS } from "./hamiltonian.ts";
import { PATH } from "./path.ts";
import { densityAlone, type Target } from "./target.ts";

/**
 * Random-walk Metropolis: proposes q' = q + s z, z ~ N(0, I), and moves there with probability min(1, π(q')/π(q)), else stays.
 * Metropolis, Rosenbluth, Rosenbluth, Teller and Teller (1953); the step size of the kernel is the scale s.
 */
export function metropolis(target: Target, visit?: Visit): Kernel {
  const proposal = makePhasePoint(target.dimension);
  const density = densityAlone(target);
  return (key, state, scale) => {
    for (let i = 0; i < target.dimension; i++) {
      proposal.position[i] = state.position[i] + scale * normal(key, i);
    }
    proposal.logDensity = density(proposal.position);
    const ratio = exp(Math.min(proposal.logDensity - state.logDensity, 0));
    // Not a number (a proposal beyond the range of float64) is rejected.
    const accept = Number.isNaN(ratio) ? 0 : ratio;
    const moves = uniform(key, UNIFORMS) < accept;
    visit?.(proposal.position, 1, moves ? PATH.accepted : PATH.rejected);
    if (moves) copyPlace(proposal, state);
    return { accept, leapfrogs: 0, treeDepth: 0, divergent: false, energy: -state.logDensity };
  };
}
