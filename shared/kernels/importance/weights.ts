/**
 * Sums over weighted draws and what they say. With weights w = p/q: the plain estimate is Σ w f / n, unbiased; the self-normalised one Σ w f / Σ w, biased
 * by O(1/n), needs p only up to a factor. All sums are kept relative to the largest weight so far, so that no density is too small or too large.
 */
import { exp } from "../../math/index.ts";

export interface Sums {
  readonly count: number;
  /** Largest log weight so far; the sums are in units of its weight. −Infinity before the first weight above zero. */
  readonly top: number;
  readonly w: number;
  readonly w2: number;
  readonly wf: number;
  readonly w2f: number;
  readonly w2f2: number;
  /** Σ w |f|. */
  readonly wa: number;
}

export const noSums: Sums = { count: 0, top: Number.NEGATIVE_INFINITY, w: 0, w2: 0, wf: 0, w2f: 0, w2f2: 0, wa: 0 };

/** With the draws [from, to) of log weights and values of f. */
export function withDraws(before: Sums, logWeights: Float64Array, f: Float64Array, from: number, to: number): Sums {
  let top = before.top;
  for (let i = from; i < to; i++) if (logWeights[i] > top) top = logWeights[i];
  if (top === Number.NEGATIVE_INFINITY) return { ...before, count: before.count + to - from };
  const scale = exp(before.top - top);
  const scale2 = scale * scale;
  let [w, w2] = [scale * before.w, scale2 * before.w2];
  let [wf, w2f, w2f2, wa] = [scale * before.wf, scale2 * before.w2f, scale2 * before.w2f2, scale * before.wa];
  for (let i = from; i < to; i++) {
    const own = exp(logWeights[i] - top);
    if (own === 0) continue;
    const of = own * f[i];
    w += own;
    w2 += own * own;
    wf += of;
    w2f += own * of;
    w2f2 += of * of;
    wa += Math.abs(of);
  }
  return { count: before.count + to - from, top, w, w2, wf, w2f, w2f2, wa };
}

export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/** Σ w f / n with the standard deviation of w f over √n. Undefined before two draws. */
export function plainEstimate({ count, top, wf, w2f2 }: Sums): Estimate | undefined {
  if (count < 2) return undefined;
  if (top === Number.NEGATIVE_INFINITY) return { value: 0, standardError: 0 };
  const mean = wf / count;
  const variance = Math.max(0, w2f2 / count - mean * mean) * (count / (count - 1));
  return { value: exp(top) * mean, standardError: exp(top) * Math.sqrt(variance / count) };
}

/** Σ w f / Σ w with the delta method's √(Σ w² (f − μ)²) / Σ w. Undefined before any weight above zero. */
export function selfNormalised({ count, w, wf, w2, w2f, w2f2 }: Sums): Estimate | undefined {
  if (count < 2 || !(w > 0)) return undefined;
  const mean = wf / w;
  const spread = Math.max(0, w2f2 - 2 * mean * w2f + mean * mean * w2);
  return { value: mean, standardError: Math.sqrt(spread) / w };
}

/** Kish's effective sample size (Σ w)² / Σ w²: from 1 to the number of draws; 0 where all weights are zero. */
export function effectiveSize({ w, w2 }: Pick<Sums, "w" | "w2">): number {
  return w2 > 0 ? (w * w) / w2 : 0;
}

/** The same of the terms that are added up: (Σ w |f|)² / Σ (w f)². */
export function effectiveTerms({ wa, w2f2 }: Pick<Sums, "wa" | "w2f2">): number {
  return w2f2 > 0 ? (wa * wa) / w2f2 : 0;
}
