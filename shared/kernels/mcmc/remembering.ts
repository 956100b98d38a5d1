import type { Key } from "../../random/key.ts";
import { adaptiveMetropolis } from "./adaptive-metropolis.ts";
import { ensemble } from "./ensemble.ts";
import { gibbs } from "./gibbs.ts";
import type { Place, Transition, Visit } from "./hamiltonian.ts";
import { slice } from "./slice.ts";
import type { Target } from "./target.ts";
import { tempering } from "./tempering.ts";

/** Samplers that carry more from draw to draw than a place, a step size and a metric. */
export const REMEMBERING = ["adaptive-metropolis", "slice", "gibbs", "tempering", "ensemble"] as const;
export type RememberingSampler = (typeof REMEMBERING)[number];

/** What such a sampler may be told. */
export interface RememberingParams {
  readonly sampler: string;
  readonly warmup: number;
  readonly stepSize: number;
  readonly initRadius: number;
  /** Tempering: temperatures, ≥ 2, and the power of the density on the hottest level, in (0, 1). */
  readonly levels?: number;
  readonly hottest?: number;
  /** Ensemble: members, ≥ 3. */
  readonly walkers?: number;
  /** Gibbs: number of the full conditionals (conditionals.ts). */
  readonly conditionals?: number;
}

/**
 * A sampler with a memory: all that its future depends on besides the chain's place, as plain numbers, part of every checkpoint. memory[0] is the
 * step size that records show.
 */
export interface Remembering {
  /** Numbers of its memory. */
  readonly size: number;
  /** The memory of a chain that begins at `state`, with uniforms from `key`. */
  start(key: Key, state: Place, memory: Float64Array): void;
  /** One transition, with the random numbers of `key`. It learns in draws below `warmup`, and never afterwards. */
  step(key: Key, state: Place, memory: Float64Array, draw: number): Transition;
}

export function isRemembering(sampler: string): sampler is RememberingSampler {
  return (REMEMBERING as readonly string[]).includes(sampler);
}

/** Undefined for the samplers that need no memory. */
export function rememberingOf(target: Target, params: RememberingParams, visit?: Visit): Remembering | undefined {
  const { sampler } = params;
  if (!isRemembering(sampler)) return undefined;
  switch (sampler) {
    case "adaptive-metropolis":
      return adaptiveMetropolis(target, params, visit);
    case "slice":
      return slice(target, params, visit);
    case "gibbs":
      return gibbs(target, params, visit);
    case "tempering":
      return tempering(target, params, visit);
    case "ensemble":
      return ensemble(target, params, visit);
    default:
      throw sampler satisfies never;
  }
}
