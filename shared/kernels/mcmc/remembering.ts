import { adaptiveMetropolis } from "./adaptive-metropolis.ts";
import { ensemble } from "./ensemble.ts";
import { gibbs } from "./gibbs.ts";
import type { Visit } from "./hamiltonian.ts";
import type { Remembering, RememberingParams } from "./memory.ts";
import { slice } from "./slice.ts";
import type { Target } from "./target.ts";
import { tempering } from "./tempering.ts";

/** Samplers that carry more from draw to draw than a place, a step size and a metric. */
export const REMEMBERING = ["adaptive-metropolis", "slice", "gibbs", "tempering", "ensemble"] as const;
export type RememberingSampler = (typeof REMEMBERING)[number];

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
