/** What importance sampling has to give, where it is known: moments of weights, the collapse with the dimension, and which variances are infinite. */
import { exp, log } from "../../math/index.ts";
import type { Tail } from "./families.ts";

/**
 * log E_q[w²] in each coordinate, for p = N(0, 1) and q = N(shift, scale²): log(s²/√(2s² − 1)) + shift²/(2s² − 1); Infinity for s² ≤ 1/2. In d
 * coordinates it is d times as large, and the effective sample size of n draws tends to n·e^(−that).
 */
export function logSecondMoment(shift: number, scale: number): number {
  const rest = 2 * scale * scale - 1;
  if (rest <= 0) return Number.POSITIVE_INFINITY;
  return 2 * log(scale) - 0.5 * log(rest) + (shift * shift) / rest;
}

/** Effective share of the draws in d dimensions, in the limit of many: 1/E_q[w²]. */
export function effectiveShare(dimension: number, shift: number, scale: number): number {
  return exp(-dimension * logSecondMoment(shift, scale));
}

/**
 * Whether E_q[(w·|x|^power)²] is finite as far as the tails decide it: none of p²/q may fall more slowly than 1/x^(1 + 2·power). A bounded q does not
 * reach p's tails: what it gives is finite, and wrong.
 */
export function isFinite2(p: Tail, q: Tail, power: number): boolean {
  if (p.kind === "bounded" || q.kind === "bounded") return true;
  if (p.kind === "normal") return q.kind === "power" || 2 * q.scale * q.scale > p.scale * p.scale;
  return q.kind === "power" && q.degrees < 2 * p.degrees - 2 * power;
}
