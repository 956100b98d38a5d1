import type { Kernel, Visit } from "./hamiltonian.ts";
import { DIVERGENCE, makeLeapfrog, totalEnergy } from "./hamiltonian.ts";
import type { Target } from "./target.ts";
import { trajectories, weightOf } from "./trajectories.ts";

/**
 * The No-U-Turn sampler: Hoffman and Gelman (2014), with multinomial sampling of the trajectory and the generalised U-turn criterion of Betancourt (2017),
 * "A conceptual introduction to Hamiltonian Monte Carlo", appendix A.4, and Stan's checks across neighbouring subtrees. The states of a trajectory are
 * leapfrog steps.
 */
export function nuts(target: Target, maxDepth: number, visit?: Visit): Kernel {
  const leapfrog = makeLeapfrog(target);
  return trajectories(
    target,
    maxDepth,
    (point, signedStep, metric, initialEnergy, seen) => {
      leapfrog(point, signedStep, metric);
      const energy = totalEnergy(point);
      seen.leapfrogs++;
      seen.acceptSum += Math.min(weightOf(initialEnergy, energy), 1);
      seen.accepts++;
      const diverges = energy - initialEnergy > DIVERGENCE;
      seen.divergent ||= diverges;
      return !diverges;
    },
    visit,
  );
}
