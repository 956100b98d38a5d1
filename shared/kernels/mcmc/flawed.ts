import { exp } from "../../math/elementary.ts";
import { type Key, normal, uniform } from "../../random/index.ts";
import type { Place } from "./hamiltonian.ts";
import { copyPlace, makePhasePoint, UNIFORMS } from "./hamiltonian.ts";
import type { Target } from "./target.ts";

// Samplers that are wrong on purpose: each lacks one line of a right one, runs without complaint, and draws from another distribution. They are
// there to be caught (calibration.ts of the lab).

export const FLAWS = ["uncorrected", "unadjusted"] as const;
export type Flaw = (typeof FLAWS)[number];

/** Moves `state` by one transition. */
export type FlawedStep = (key: Key, state: Place) => void;

/** Leapfrog steps of the wrong Hamiltonian sampler. */
const STEPS = 4;

export function flawed(flaw: Flaw, target: Target, stepSize: number): FlawedStep {
  const { dimension } = target;
  const point = makePhasePoint(dimension);

  /**
   * Metropolis with Langevin's proposal, which drifts uphill: the way back is less likely than the way there, and the acceptance probability should
   * say so. It is that of a symmetric proposal, so that draws crowd around the mode.
   */
  function uncorrected(key: Key, state: Place): void {
    const drift = 0.5 * stepSize * stepSize;
    for (let i = 0; i < dimension; i++)
      point.position[i] = state.position[i] + drift * state.gradient[i] + stepSize * normal(key, i);
    point.logDensity = target.logDensity(point.position, point.gradient);
    const accept = exp(Math.min(point.logDensity - state.logDensity, 0));
    if (uniform(key, UNIFORMS) < accept) copyPlace(point, state);
  }

  /** Hamiltonian Monte Carlo that takes every end point: the leapfrog's error of the energy is never made good, so that draws scatter too widely. */
  function unadjusted(key: Key, state: Place): void {
    copyPlace(state, point);
    for (let i = 0; i < dimension; i++) point.momentum[i] = normal(key, i);
    for (let step = 0; step < STEPS; step++) {
      for (let i = 0; i < dimension; i++) point.momentum[i] += 0.5 * stepSize * point.gradient[i];
      for (let i = 0; i < dimension; i++) point.position[i] += stepSize * point.momentum[i];
      point.logDensity = target.logDensity(point.position, point.gradient);
      for (let i = 0; i < dimension; i++) point.momentum[i] += 0.5 * stepSize * point.gradient[i];
    }
    // A trajectory that left the range of float64 has no end point.
    if (Number.isFinite(point.logDensity) && point.gradient.every(Number.isFinite)) copyPlace(point, state);
  }

  return flaw === "uncorrected" ? uncorrected : unadjusted;
}
