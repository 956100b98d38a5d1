import { exp } from "../../math/elementary.ts";
import type { Kernel, PhasePoint, Visit } from "./hamiltonian.ts";
import { copyPhasePoint, makeLeapfrog, makePhasePoint, totalEnergy } from "./hamiltonian.ts";
import type { Metric } from "./metric.ts";
import type { Target } from "./target.ts";
import { trajectories } from "./trajectories.ts";

/** Most halvings of the step size within a state of a trajectory: at most 2^10 leapfrog steps. */
export const MAX_HALVINGS = 10;

/**
 * NUTS with a step size that follows the target within a trajectory: Bou-Rabee, Carpenter, Kleppe and Liu (2025), "The within-orbit adaptive leapfrog No-U-Turn
 * sampler" (arXiv:2506.18746). Each state is a macro step of the step size, made of 2^ℓ leapfrog steps of its 2^ℓ-th part with the least ℓ for which the
 * energies at both ends differ by at most `maxError`. A trajectory ends before a macro step whose way back would choose another ℓ, since detailed balance
 * would be lost, and (a divergence) where no ℓ does. Step-size adaptation aims at the mean exp(−|ΔH|) of undivided macro steps.
 */
export function walnuts(target: Target, maxDepth: number, maxError: number, visit?: Visit): Kernel {
  const { dimension } = target;
  const leapfrog = makeLeapfrog(target);
  const before = makePhasePoint(dimension);
  const back = makePhasePoint(dimension);

  /** Change of the energy over a macro step in 2^halvings parts. */
  function change(point: PhasePoint, signedStep: number, halvings: number, metric: Metric): number {
    const start = totalEnergy(point);
    const parts = 2 ** halvings;
    for (let part = 0; part < parts; part++) leapfrog(point, signedStep / parts, metric);
    return Math.abs(totalEnergy(point) - start);
  }

  return trajectories(
    target,
    maxDepth,
    (point, signedStep, metric, _initialEnergy, seen) => {
      copyPhasePoint(point, before);
      for (let halvings = 0; halvings <= MAX_HALVINGS; halvings++) {
        copyPhasePoint(before, point);
        const error = change(point, signedStep, halvings, metric);
        seen.leapfrogs += 2 ** halvings;
        if (halvings === 0) {
          seen.acceptSum += exp(-error);
          seen.accepts++;
        }
        if (!(error <= maxError)) continue;
        for (let fewer = halvings - 1; fewer >= 0; fewer--) {
          copyPhasePoint(point, back);
          seen.leapfrogs += 2 ** fewer;
          if (change(back, -signedStep, fewer, metric) <= maxError) return false;
        }
        return true;
      }
      seen.divergent = true;
      return false;
    },
    visit,
  );
}
