import { exp } from "../../math/elementary.ts";
import { uniform } from "../../random/index.ts";
import type { Kernel, Visit } from "./hamiltonian.ts";
import {
  copyPlace,
  DIVERGENCE,
  makeLeapfrog,
  makePhasePoint,
  startFrom,
  totalEnergy,
  UNIFORMS,
} from "./hamiltonian.ts";
import type { Target } from "./target.ts";

/**
 * Hamiltonian Monte Carlo with a fixed number of leapfrog steps (Duane, Kennedy, Pendleton and Roweth 1987; Neal 2011): draws a momentum,
 * follows the dynamics, and accepts the end point with probability min(1, exp(H₀ − H)).
 */
export function hmc(target: Target, leapfrogs: number, visit?: Visit): Kernel {
  const point = makePhasePoint(target.dimension);
  const leapfrog = makeLeapfrog(target);
  return (key, state, stepSize, metric) => {
    startFrom(state, key, metric, point);
    const start = totalEnergy(point);
    for (let step = 1; step <= leapfrogs; step++) {
      leapfrog(point, stepSize, metric);
      visit?.(point.position, step);
    }
    const end = totalEnergy(point);
    const accept = exp(Math.min(start - end, 0));
    const moves = uniform(key, UNIFORMS) < accept;
    if (moves) copyPlace(point, state);
    return { accept, leapfrogs, treeDepth: 0, divergent: end - start > DIVERGENCE, energy: moves ? end : start };
  };
}
