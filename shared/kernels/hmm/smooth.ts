/**
 * Forward–backward. Forwards: predicted[t] = filtered[t − 1] · A, filtered[t] ∝ predicted[t] · p(xₜ | ·), whose sums are the factors of the
 * likelihood. Backwards without emissions: p(sₜ | x) = filtered[t][s] Σ A[s][s′] p(sₜ₊₁ = s′ | x) / predicted[t + 1][s′] (Rauch, Tung & Striebel's
 * form of Rabiner's β), so that nothing grows or vanishes with the length of a sequence. Where a number would be too small to be kept, and might
 * still matter, the whole sequence is answered with logarithms.
 */
import { log } from "../../math/index.ts";
import type { Evidence } from "./emissions.ts";
import type { Chain } from "./model.ts";

/** Relative weights below `LEAST` are not kept; they are without effect where what they lead to has a weight above `SAFE` anyway. */
const LEAST = 1e-290;
const SAFE = 1e-200;

/** Of rows × K each; rows outside the sequence are left alone. */
export interface Beliefs {
  /** p(sₜ | x₁ … xₜ₋₁). */
  readonly predicted: Float64Array;
  /** p(sₜ | x₁ … xₜ). */
  readonly filtered: Float64Array;
  /** p(sₜ | x₁ … x_T). */
  readonly posterior: Float64Array;
}

export function beliefsOf(rows: number, states: number): Beliefs {
  const empty = () => new Float64Array(rows * states);
  return { predicted: empty(), filtered: empty(), posterior: empty() };
}

/**
 * Fills `predicted` and `filtered` of the rows [from, to) of one sequence. Returns its log-likelihood; NaN where a
 * weight was lost that may matter, or all are 0: `smoothSequence` then asks the logarithms.
 */
export function filter(
  { initial, transitions }: Chain,
  { states: K, weights, shifts, rounds }: Evidence,
  [from, to]: readonly [number, number],
  { predicted, filtered }: Pick<Beliefs, "predicted" | "filtered">,
): number {
  let logLikelihood = 0;
  let lost = false;
  for (let t = from; t < to; t++) {
    const at = t * K;
    const next = predicted.subarray(at, at + K);
    if (t === from) next.set(initial);
    else advance(filtered, at - K, transitions, next);
    if (lost && isMissed(predicted, filtered, at - K, transitions, next)) return Number.NaN;
    let sum = 0;
    for (let s = 0; s < K; s++) {
      filtered[at + s] = next[s] * weights[at + s];
      sum += filtered[at + s];
    }
    lost = false;
    if (!(sum > LEAST)) return Number.NaN;
    for (let s = 0; s < K; s++) {
      filtered[at + s] /= sum;
      if (filtered[at + s] < LEAST && next[s] > 0 && (rounds || weights[at + s] > 0)) {
        filtered[at + s] = 0;
        lost = true;
      }
    }
    logLikelihood += log(sum) + shifts[t];
  }
  return logLikelihood;
}

/** next = filtered row · A. */
function advance(filtered: Float64Array, at: number, transitions: Float64Array, next: Float64Array): void {
  const K = next.length;
  next.fill(0);
  for (let s = 0; s < K; s++) {
    const weight = filtered[at + s];
    for (let to = 0; to < K; to++) next[to] += weight * transitions[s * K + to];
  }
}

/** Whether a state whose weight was lost leads to one that next to nothing else leads to. */
function isMissed(
  predicted: Float64Array,
  filtered: Float64Array,
  at: number,
  transitions: Float64Array,
  next: Float64Array,
): boolean {
  const K = next.length;
  for (let s = 0; s < K; s++) {
    if (filtered[at + s] > 0 || !(predicted[at + s] > 0)) continue;
    for (let to = 0; to < K; to++) if (transitions[s * K + to] > 0 && next[to] < SAFE) return true;
  }
  return false;
}

/** Fills `posterior` of the rows [from, to) of a filtered sequence, and adds the expected numbers of transitions to `pairs` (K × K). */
export function smooth(
  { transitions }: Chain,
  [from, to]: readonly [number, number],
  { predicted, filtered, posterior }: Beliefs,
  pairs: Float64Array,
): void {
  const K = Math.sqrt(transitions.length);
  if (to === from) return;
  posterior.set(filtered.subarray((to - 1) * K, to * K), (to - 1) * K);
  const ratio = new Float64Array(K);
  for (let t = to - 2; t >= from; t--) {
    const [at, after] = [t * K, (t + 1) * K];
    for (let s = 0; s < K; s++) ratio[s] = posterior[after + s] > 0 ? posterior[after + s] / predicted[after + s] : 0;
    for (let s = 0; s < K; s++) {
      const weight = filtered[at + s];
      let sum = 0;
      for (let next = 0; next < K; next++) {
        const pair = weight * transitions[s * K + next] * ratio[next];
        pairs[s * K + next] += pair;
        sum += pair;
      }
      posterior[at + s] = sum;
    }
  }
}
