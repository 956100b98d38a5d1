/** Forward–backward as in the textbook, with logarithms: slow, and right however small a number is. −Infinity stands for what cannot be. */
import { exp, log, logSumExp } from "../../math/index.ts";
import type { SomeBeliefs } from "./machine.ts";
import type { Chain } from "./model.ts";

/** Of rows × K each, of one sequence. */
export interface LogMessages {
  /** log p(x₁ … xₜ, sₜ), without what was observed at t: log p(x₁ … xₜ₋₁, sₜ). */
  readonly predicted: Float64Array;
  /** log p(x₁ … xₜ, sₜ). */
  readonly forward: Float64Array;
  /** log p(xₜ₊₁ … x_T | sₜ). */
  readonly backward: Float64Array;
  readonly logLikelihood: number;
}

/** `logs`: log p(xₜ | s), rows × K, of which [from, to) are those of the sequence. */
export function logMessages(
  { initial, transitions }: Chain,
  logs: Float64Array,
  [from, to]: readonly [number, number],
): LogMessages {
  const K = initial.length;
  const rows = to - from;
  const own = logs.subarray(from * K, to * K);
  const logInitial = initial.map(log);
  const logTransitions = transitions.map(log);
  const [predicted, forward, backward] = [0, 1, 2].map(() => new Float64Array(rows * K));
  const terms = new Float64Array(K);
  for (let t = 0; t < rows; t++) {
    for (let s = 0; s < K; s++) {
      for (let before = 0; t > 0 && before < K; before++)
        terms[before] = forward[(t - 1) * K + before] + logTransitions[before * K + s];
      predicted[t * K + s] = t === 0 ? logInitial[s] : logSumExp(terms);
      forward[t * K + s] = predicted[t * K + s] + own[t * K + s];
    }
  }
  for (let t = rows - 2; t >= 0; t--) {
    for (let s = 0; s < K; s++) {
      for (let next = 0; next < K; next++)
        terms[next] = logTransitions[s * K + next] + own[(t + 1) * K + next] + backward[(t + 1) * K + next];
      backward[t * K + s] = logSumExp(terms);
    }
  }
  const logLikelihood = rows === 0 ? 0 : logSumExp(forward.subarray((rows - 1) * K));
  return { predicted, forward, backward, logLikelihood };
}

/** What `filter` and `smooth` fill, for one sequence. Returns its log-likelihood, with nothing filled where that is −Infinity. */
export function smoothByLogarithms(
  chain: Chain,
  logs: Float64Array,
  range: readonly [number, number],
  beliefs: SomeBeliefs,
  pairs: Float64Array,
): number {
  const K = chain.initial.length;
  const [from, to] = range;
  const { predicted, forward, backward, logLikelihood } = logMessages(chain, logs, range);
  if (logLikelihood === Number.NEGATIVE_INFINITY) return logLikelihood;
  const logTransitions = chain.transitions.map(log);
  for (let t = from; t < to; t++) {
    const at = (t - from) * K;
    beliefs.predicted?.set(shares(predicted.subarray(at, at + K)), t * K);
    beliefs.filtered?.set(shares(forward.subarray(at, at + K)), t * K);
    beliefs.posterior.set(shares(forward.subarray(at, at + K).map((one, s) => one + backward[at + s])), t * K);
    if (t === from) continue;
    for (let s = 0; s < K; s++)
      for (let next = 0; next < K; next++)
        pairs[s * K + next] += exp(
          forward[at - K + s] + logTransitions[s * K + next] + logs[t * K + next] + backward[at + next] - logLikelihood,
        );
  }
  return logLikelihood;
}

/** e^logs, divided by their sum. */
function shares(logs: Float64Array): Float64Array {
  const sum = logSumExp(logs);
  return logs.map((one) => exp(one - sum));
}
