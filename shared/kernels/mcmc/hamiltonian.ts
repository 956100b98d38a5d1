import { normal } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { forceOf, type Metric, velocityOf } from "./metric.ts";
import type { Target } from "./target.ts";
import { dot, paddedLength } from "./vectors.ts";

// Hamiltonian of a target π: H(q, p) = −log π(q) + ½ pᵀ M⁻¹ p (Neal 2011, "MCMC using Hamiltonian dynamics"), with momenta whitened by the metric
// (metric.ts): H = −log π(q) + ½ r·r.

/** A place in the target's space, with what is known of the density there. Arrays have even length (see vectors.ts). */
export interface Place {
  readonly position: Float64Array;
  readonly gradient: Float64Array;
  logDensity: number;
}

/** A place and a whitened momentum: a point of phase space. */
export interface PhasePoint extends Place {
  readonly momentum: Float64Array;
  /** Of the whitened momentum: Wᵀ∇log π. */
  readonly force: Float64Array;
}

/** What one transition did. */
export interface Transition {
  /** Mean Metropolis acceptance probability over the states that were visited, in [0, 1]: what step-size adaptation uses. */
  accept: number;
  /** Evaluations of density and gradient; 0 for Metropolis, which needs one. */
  leapfrogs: number;
  treeDepth: number;
  /** The simulated energy grew by more than `DIVERGENCE`: the step size is too large for the local curvature. A value, not an error. */
  divergent: boolean;
  /** Total energy H of the new state (of a sampler without momenta: −log density). */
  energy: number;
}

/**
 * Called with every place that a transition visits. `time` counts leapfrog steps from the start, negative backwards in time; of other samplers it is 1,
 * the number of the coordinate (from 1) or the level of the ladder. `mark` is one of PATH (path.ts), `state` when it is left out.
 */
export type Visit = (position: Float64Array, time: number, mark?: number) => void;

/** One step of a sampler: moves `state` to the next draw. */
export type Kernel = (key: Key, state: Place, stepSize: number, metric: Metric) => Transition;

/** Growth of the energy beyond which a trajectory counts as divergent (Stan's threshold). */
export const DIVERGENCE = 1000;

export function makePhasePoint(dimension: number): PhasePoint {
  const vector = () => new Float64Array(paddedLength(dimension));
  return { position: vector(), gradient: vector(), momentum: vector(), force: vector(), logDensity: 0 };
}

export function copyPlace(from: Place, to: Place): void {
  to.position.set(from.position);
  to.gradient.set(from.gradient);
  to.logDensity = from.logDensity;
}

export function copyPhasePoint(from: PhasePoint, to: PhasePoint): void {
  copyPlace(from, to);
  to.momentum.set(from.momentum);
  to.force.set(from.force);
}

/** A transition's key gives its normals from index 0 on and its uniforms from this one on. */
export const UNIFORMS = 2 ** 20;

/** Makes `point` the place of `state` with a fresh momentum, whose component i is the i-th normal of the key. */
export function startFrom(state: Place, key: Key, metric: Metric, point: PhasePoint): void {
  copyPlace(state, point);
  // Beyond the dimension a trajectory that overflowed leaves not zero but NaN.
  point.momentum.fill(0);
  for (let i = 0; i < metric.dimension; i++) point.momentum[i] = normal(key, i);
  forceOf(metric, point.gradient, point.force);
}

/** H of a point; infinite where the density is not a number. */
export function totalEnergy(point: PhasePoint): number {
  const energy = 0.5 * dot(point.momentum, point.momentum) - point.logDensity;
  return Number.isNaN(energy) ? Infinity : energy;
}

/** One step of the leapfrog integrator at the point that it is called with. */
export type Leapfrog = (point: PhasePoint, stepSize: number, metric: Metric) => void;

/**
 * The leapfrog integrator, in place: half a step of the momentum, a whole step of the position, half a step of the momentum. Reversible (a step with −ε
 * undoes it) and volume-preserving; the error of the energy is O(ε²).
 */
export function makeLeapfrog(target: Target): Leapfrog {
  const velocity = new Float64Array(paddedLength(target.dimension));
  return (point, stepSize, metric) => {
    const { position, momentum, gradient, force } = point;
    const half = 0.5 * stepSize;
    for (let i = 0; i < momentum.length; i++) momentum[i] += half * force[i];
    velocityOf(metric, momentum, velocity);
    for (let i = 0; i < position.length; i++) position[i] += stepSize * velocity[i];
    point.logDensity = target.logDensity(position, gradient);
    forceOf(metric, gradient, force);
    for (let i = 0; i < momentum.length; i++) momentum[i] += half * force[i];
  };
}
