import { paddedLength } from "./vectors.ts";

/**
 * A distribution to sample from, on an unconstrained space: positive parameters are sampled by their logarithm, and the Jacobian of that
 * change of variables is part of the density.
 */
export interface Target {
  /** Unconstrained coordinates. */
  readonly dimension: number;
  /** Names of the parameters as they are reported, in Stan's notation: "mu", "theta[1]". */
  readonly names: readonly string[];
  /**
   * Log density at `position` up to a constant; its gradient goes to `gradient` (both `dimension` long, or longer: the rest is left alone). Not
   * finite where the density is zero or overflows; never throws.
   */
  logDensity(position: Float64Array, gradient: Float64Array): number;
  /** The same number without the gradient, for samplers that need no more; where it is missing, `densityAlone` takes the other. */
  value?(position: Float64Array): number;
  /** The reported parameters (`names.length`) at `position`. */
  constrain(position: Float64Array, parameters: Float64Array): void;
}

/** The log density alone. */
export function densityAlone(target: Target): (position: Float64Array) => number {
  if (target.value !== undefined) return target.value;
  const unused = new Float64Array(paddedLength(target.dimension));
  return (position) => target.logDensity(position, unused);
}

/** For targets that are sampled as they are reported. */
export function identity(position: Float64Array, parameters: Float64Array): void {
  for (let i = 0; i < parameters.length; i++) parameters[i] = position[i];
}
