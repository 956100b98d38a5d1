import { normal } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Target } from "./target.ts";
import { paddedLength } from "./vectors.ts";

// Hamiltonian of a target π: H(q, p) = −log π(q) + ½ pᵀ M⁻¹ p with a diagonal mass matrix M (Neal 2011, "MCMC using Hamiltonian dynamics").

/** A place in the target's space, with what is known of the density there. Arrays have even length (see vectors.ts). */
export interface Place {
  readonly position: Float64Array;
  readonly gradient: Float64Array;
  logDensity: number;
}

/** A place and a momentum: a point of phase space. */
export interface PhasePoint extends Place {
  readonly momentum: Float64Array;
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
export type Kernel = (key: Key, state: Place, stepSize: number, inverseMetric: Float64Array) => Transition;

/** Growth of the energy beyond which a trajectory counts as divergent (Stan's threshold). */
export const DIVERGENCE = 1000;

export function makePhasePoint(dimension: number): PhasePoint {
  const length = paddedLength(dimension);
  return {
    position: new Float64Array(length),
    gradient: new Float64Array(length),
    momentum: new Float64Array(length),
    logDensity: 0,
  };
}

export function copyPlace(from: Place, to: Place): void {
  to.position.set(from.position);
  to.gradient.set(from.gradient);
  to.logDensity = from.logDensity;
}

/** A transition's key gives its normals from index 0 on and its uniforms from this one on. */
export const UNIFORMS = 2 ** 20;

/** p ~ N(0, M), component i from the i-th normal of the key. */
export function drawMomentum(key: Key, inverseMetric: Float64Array, dimension: number, momentum: Float64Array): void {
  for (let i = 0; i < dimension; i++) momentum[i] = normal(key, i) / Math.sqrt(inverseMetric[i]);
}

/** ½ pᵀ M⁻¹ p. */
export function kineticEnergy(momentum: Float64Array, inverseMetric: Float64Array): number {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < momentum.length; i += 2) {
    even += momentum[i] * momentum[i] * inverseMetric[i];
    odd += momentum[i + 1] * momentum[i + 1] * inverseMetric[i + 1];
  }
  return 0.5 * (even + odd);
}

/** H of a point; infinite where the density is not a number. */
export function totalEnergy(point: PhasePoint, inverseMetric: Float64Array): number {
  const energy = kineticEnergy(point.momentum, inverseMetric) - point.logDensity;
  return Number.isNaN(energy) ? Infinity : energy;
}

/**
 * One step of the leapfrog integrator, in place: half a step of the momentum, a whole step of the position, half a step of the momentum.
 * Reversible (a step with −ε undoes it) and volume-preserving; the error of the energy is O(ε²).
 */
export function leapfrog(target: Target, point: PhasePoint, stepSize: number, inverseMetric: Float64Array): void {
  const { position, momentum, gradient } = point;
  const half = 0.5 * stepSize;
  for (let i = 0; i < momentum.length; i++) momentum[i] += half * gradient[i];
  for (let i = 0; i < position.length; i++) position[i] += stepSize * (inverseMetric[i] * momentum[i]);
  point.logDensity = target.logDensity(position, gradient);
  for (let i = 0; i < momentum.length; i++) momentum[i] += half * gradient[i];
}
