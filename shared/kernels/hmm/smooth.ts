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
    if (t === from) predicted.set(initial, at);
    else advance(filtered, at - K, transitions, predicted, at, K);
    if (lost && isMissed(predicted, filtered, at - K, transitions, at, K)) return Number.NaN;
    let sum = 0;
    for (let s = 0; s < K; s++) {
      const weight = predicted[at + s] * weights[at + s];
      filtered[at + s] = weight;
      sum += weight;
    }
    if (!(sum > LEAST)) return Number.NaN;
    lost = false;
    for (let s = 0; s < K; s++) {
      const share = filtered[at + s] / sum;
      filtered[at + s] = share;
      if (share < LEAST && predicted[at + s] > 0 && (rounds || weights[at + s] > 0)) {
        filtered[at + s] = 0;
        lost = true;
      }
    }
    logLikelihood += log(sum) + shifts[t];
  }
  return logLikelihood;
}

/** predicted row at `to` = filtered row at `from` · A. */
function advance(
  filtered: Float64Array,
  from: number,
  transitions: Float64Array,
  predicted: Float64Array,
  to: number,
  K: number,
): void {
  for (let next = 0; next < K; next++) predicted[to + next] = 0;
  for (let s = 0; s < K; s++) {
    const weight = filtered[from + s];
    const row = s * K;
    for (let next = 0; next < K; next++) predicted[to + next] += weight * transitions[row + next];
  }
}

/** Whether a state of the row at `from` whose weight was lost leads to one of the row at `to` that next to nothing else leads to. */
function isMissed(
  predicted: Float64Array,
  filtered: Float64Array,
  from: number,
  transitions: Float64Array,
  to: number,
  K: number,
): boolean {
  for (let s = 0; s < K; s++) {
    if (filtered[from + s] > 0 || !(predicted[from + s] > 0)) continue;
    for (let next = 0; next < K; next++) if (transitions[s * K + next] > 0 && predicted[to + next] < SAFE) return true;
  }
  return false;
}

/**
 * Fills `posterior` of the rows [from, to) of a filtered sequence, and adds the expected numbers of transitions to `pairs` (K × K) where they are
 * asked for.
 */
export function smooth(
  { transitions }: Chain,
  [from, to]: readonly [number, number],
  { predicted, filtered, posterior }: Beliefs,
  pairs: Float64Array | undefined,
): void {
  const K = Math.sqrt(transitions.length);
  if (to === from) return;
  for (let i = (to - 1) * K; i < to * K; i++) posterior[i] = filtered[i];
  const ratio = new Float64Array(K);
  /** Σ filtered[s] · ratio[next], the factor of A left out. */
  const products = new Float64Array(pairs ? K * K : 0);
  for (let t = to - 2; t >= from; t--) {
    const at = t * K;
    const after = at + K;
    for (let s = 0; s < K; s++) ratio[s] = posterior[after + s] > 0 ? posterior[after + s] / predicted[after + s] : 0;
    for (let s = 0; s < K; s++) {
      const row = s * K;
      let sum = 0;
      for (let next = 0; next < K; next++) sum += transitions[row + next] * ratio[next];
      posterior[at + s] = filtered[at + s] * sum;
    }
    if (pairs) addProducts(products, filtered, at, ratio);
  }
  if (pairs) for (let i = 0; i < K * K; i++) pairs[i] += products[i] * transitions[i];
}

function addProducts(products: Float64Array, filtered: Float64Array, at: number, ratio: Float64Array): void {
  const K = ratio.length;
  for (let s = 0; s < K; s++) {
    const weight = filtered[at + s];
    const row = s * K;
    for (let next = 0; next < K; next++) products[row + next] += weight * ratio[next];
  }
}
