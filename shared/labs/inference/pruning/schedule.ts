/** How sparse the net is made at which step of its fine-tuning. */
import { pow } from "../../../math/index.ts";

export interface Schedule {
  readonly schedule: "one-shot" | "iterative" | "gradual";
  /** In the end: 0 to 1. */
  readonly sparsity: number;
  readonly rounds: number;
  readonly every: number;
  /** Of the whole fine-tuning. */
  readonly steps: number;
}

/** Of the fine-tuning, up to where a gradual schedule prunes: the rest heals the last cut. */
const PART = 0.75;

/**
 * The sparsity that step `n`, from 0, prunes to; undefined at steps that do not prune. One-shot: all at step 0. Iterative (Han et al. 2015): `rounds` times at even distances, round k, from
 * 1, to 1 − (1 − s)^(k/rounds), so that each takes the same share of what is left. Gradual (Zhu & Gupta 2017, equation 1, from sparsity 0 at step 0): every `every` steps to
 * s·(1 − (1 − n/end)³) up to `end`, three quarters of the way.
 */
export function sparsityAt({ schedule, sparsity, rounds, every, steps }: Schedule, n: number): number | undefined {
  if (schedule === "one-shot") return n === 0 ? sparsity : undefined;
  if (schedule === "iterative") {
    const count = Math.min(rounds, steps);
    const k = Math.floor((n * count) / steps) + 1;
    if (Math.ceil(((k - 1) * steps) / count) !== n) return undefined;
    return k === count ? sparsity : 1 - pow(1 - sparsity, k / count);
  }
  const end = Math.floor(PART * steps);
  if (n > end || (n % every !== 0 && n !== end)) return undefined;
  const left = end === 0 ? 0 : 1 - n / end;
  return sparsity * (1 - left * left * left);
}
