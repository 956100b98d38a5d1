/** Distributions of one number that can be both evaluated and drawn from: what proposals are made of, and the targets of the gallery. */
import { cosTurns, exp, lgamma, log, log1p } from "../../math/index.ts";
import { foldIn, type Key, normal, uniform } from "../../random/index.ts";

const LOG_ROOT_TWO_PI = 0.9189385332046728;
/** e to this power adds nothing to one, in double precision. */
const NEGLIGIBLE = -40;
const LOG_PI = 1.1447298858494002;

/** How its density falls: as e^(−x²/(2 scale²)), as |x|^(−degrees − 1), or to nothing outside [low, high]. */
export type Tail =
  | { readonly kind: "normal"; readonly scale: number }
  | { readonly kind: "power"; readonly degrees: number }
  | { readonly kind: "bounded"; readonly low: number; readonly high: number };

export interface Distribution {
  /** −Infinity where the density is zero. */
  logDensity(x: number): number;
  /** Draw `index` of the key's stream; reads places 2·index and 2·index + 1. */
  draw(key: Key, index: number): number;
  readonly tail: Tail;
}

export function normalDistribution(mean: number, deviation: number): Distribution {
  const constant = -LOG_ROOT_TWO_PI - log(deviation);
  return {
    logDensity(x) {
      const z = (x - mean) / deviation;
      return constant - 0.5 * z * z;
    },
    draw: (key, index) => mean + deviation * normal(key, 2 * index),
    tail: { kind: "normal", scale: deviation },
  };
}

/** Student's t with ν degrees of freedom, moved and scaled. Drawn by Bailey's (1994) polar method: √(ν(u^(−2/ν) − 1))·cos 2πv. */
export function studentDistribution(degrees: number, centre: number, scale: number): Distribution {
  const constant = lgamma((degrees + 1) / 2) - lgamma(degrees / 2) - 0.5 * (log(degrees) + LOG_PI) - log(scale);
  return {
    logDensity(x) {
      const z = (x - centre) / scale;
      return constant - ((degrees + 1) / 2) * log1p((z * z) / degrees);
    },
    draw(key, index) {
      const u = 1 - uniform(key, 2 * index);
      const radius = Math.sqrt(degrees * (exp((-2 / degrees) * log(u)) - 1));
      return centre + scale * radius * cosTurns(uniform(key, 2 * index + 1));
    },
    tail: { kind: "power", degrees },
  };
}

/** Equally likely between centre − half and centre + half. */
export function uniformDistribution(centre: number, half: number): Distribution {
  const constant = -log(2 * half);
  return {
    logDensity: (x) => (Math.abs(x - centre) <= half ? constant : Number.NEGATIVE_INFINITY),
    draw: (key, index) => centre + half * (2 * uniform(key, 2 * index) - 1),
    tail: { kind: "bounded", low: centre - half, high: centre + half },
  };
}

/** Normals of one deviation about several means, all as likely: two modes, or the kernel density of a column. */
export function mixtureDistribution(means: Float64Array, deviation: number): Distribution {
  const constant = -LOG_ROOT_TWO_PI - log(deviation) - log(means.length);
  return {
    logDensity(x) {
      let nearest = Number.POSITIVE_INFINITY;
      for (const mean of means) nearest = Math.min(nearest, Math.abs(x - mean));
      const top = -0.5 * (nearest / deviation) ** 2;
      let sum = 0;
      for (const mean of means) {
        const z = (x - mean) / deviation;
        const own = -0.5 * z * z - top;
        if (own > NEGLIGIBLE) sum += exp(own);
      }
      return constant + top + log(sum);
    },
    draw(key, index) {
      const which = Math.floor(uniform(foldIn(key, 1), index) * means.length);
      return means[which] + deviation * normal(key, 2 * index);
    },
    tail: { kind: "normal", scale: deviation },
  };
}
