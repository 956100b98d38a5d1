/**
 * Explicit durations (hidden semi-Markov models; Ferguson, 1980; Yu, "Hidden semi-Markov models", 2010), as a chain over pairs of a state and its age: after `a` steps a state
 * ends with the hazard h(a) = p(a) / p(≥ a), and otherwise goes on. The end of a sequence then cuts its last state short by itself. With logarithms
 * throughout: ages of a state die out one by one, and none may be lost.
 */
import { exp, log, logSumExp } from "../../math/index.ts";
import type { SomeBeliefs } from "./machine.ts";
import { type Chain, longestOf } from "./model.ts";

/** Expected numbers of segments, K × L, by state and age. */
export interface Spells {
  /** Those that ended at this age. */
  readonly ended: Float64Array;
  /** Those that went on beyond it. */
  readonly stayed: Float64Array;
}

export interface Hazards {
  /** log h, K × L. */
  readonly end: Float64Array;
  /** log (1 − h). */
  readonly stay: Float64Array;
}

export function hazardsOf(durations: Float64Array, longest: number): Hazards {
  const end = new Float64Array(durations.length);
  const stay = new Float64Array(durations.length);
  for (let from = 0; from < durations.length; from += longest) {
    let beyond = 0;
    for (let a = longest - 1; a >= 0; a--) {
      const now = durations[from + a];
      const reached = beyond + now;
      // An age that is never reached ends there, so that nothing lasts beyond the longest.
      end[from + a] = reached > 0 ? log(now) - log(reached) : 0;
      stay[from + a] = reached > 0 ? log(beyond) - log(reached) : Number.NEGATIVE_INFINITY;
      beyond = reached;
    }
  }
  return { end, stay };
}

/** log p(x₁ … xₜ, sₜ, age), rows × K × L, and without what was observed at t, of age 1 (rows × K) and of all ages (rows × K). */
export interface Aged {
  readonly forward: Float64Array;
  readonly begun: Float64Array;
  readonly predicted: Float64Array;
}

/** `logs`: log p(xₜ | s), rows × K, of which [from, to) are those of the sequence. */
export function forwardByAge(
  chain: Chain,
  { end, stay }: Hazards,
  logs: Float64Array,
  [from, to]: readonly [number, number],
): Aged {
  const K = chain.initial.length;
  const L = longestOf(chain);
  const rows = to - from;
  const forward = new Float64Array(rows * K * L);
  const begun = new Float64Array(rows * K);
  const predicted = new Float64Array(rows * K);
  const logTransitions = chain.transitions.map(log);
  const ages = new Float64Array(L);
  const ends = new Float64Array(K);
  const terms = new Float64Array(K);
  for (let t = 0; t < rows; t++) {
    const before = (t - 1) * K * L;
    for (let s = 0; t > 0 && s < K; s++) {
      for (let a = 0; a < L; a++) ages[a] = forward[before + s * L + a] + end[s * L + a];
      ends[s] = logSumExp(ages);
    }
    for (let s = 0; s < K; s++) {
      for (let last = 0; t > 0 && last < K; last++) terms[last] = ends[last] + logTransitions[last * K + s];
      begun[t * K + s] = t === 0 ? log(chain.initial[s]) : logSumExp(terms);
      ages[0] = begun[t * K + s];
      for (let a = 1; a < L; a++)
        ages[a] = t === 0 ? Number.NEGATIVE_INFINITY : forward[before + s * L + a - 1] + stay[s * L + a - 1];
      predicted[t * K + s] = logSumExp(ages);
      const shown = logs[(from + t) * K + s];
      for (let a = 0; a < L; a++) forward[(t * K + s) * L + a] = ages[a] + shown;
    }
  }
  return { forward, begun, predicted };
}

/**
 * Fills the beliefs of a sequence, and adds to the expected transitions between segments (`pairs`) and to the spells. Returns its log-likelihood, with nothing
 * filled where that is −Infinity.
 */
export function smoothByAge(
  chain: Chain,
  logs: Float64Array,
  range: readonly [number, number],
  beliefs: SomeBeliefs,
  pairs: Float64Array,
  spells: Spells,
): number {
  const K = chain.initial.length;
  const L = longestOf(chain);
  const [from, to] = range;
  if (to === from) return 0;
  const hazards = hazardsOf(chain.durations as Float64Array, L);
  const aged = forwardByAge(chain, hazards, logs, range);
  const rows = to - from;
  const logLikelihood = logSumExp(aged.forward.subarray((rows - 1) * K * L));
  if (logLikelihood === Number.NEGATIVE_INFINITY) return logLikelihood;
  const logTransitions = chain.transitions.map(log);
  let later: Float64Array = aged.forward.subarray((rows - 1) * K * L).map((one) => exp(one - logLikelihood));
  for (let t = rows - 1; t >= 0; t--) {
    if (t < rows - 1) later = earlier(aged, hazards, logTransitions, t, later, pairs, spells);
    for (let s = 0; s < K; s++) {
      let sum = 0;
      for (let a = 0; a < L; a++) sum += later[s * L + a];
      beliefs.posterior[(from + t) * K + s] = sum;
    }
    fillForward(aged, t, K, L, from, beliefs);
  }
  return logLikelihood;
}

/** p(state, age | x) at t from that at t + 1, `later`; adds what happened between the two. */
function earlier(
  { forward, begun }: Aged,
  { end }: Hazards,
  logTransitions: Float64Array,
  t: number,
  later: Float64Array,
  pairs: Float64Array,
  { ended, stayed }: Spells,
): Float64Array {
  const K = Math.sqrt(logTransitions.length);
  const L = later.length / K;
  const out = new Float64Array(later.length);
  const terms = new Float64Array(K);
  for (let s = 0; s < K; s++) {
    for (let next = 0; next < K; next++) {
      const posterior = later[next * L];
      // What cannot begin has no share either: the difference of two infinities is left out.
      terms[next] =
        posterior > 0
          ? logTransitions[s * K + next] + log(posterior) - begun[(t + 1) * K + next]
          : Number.NEGATIVE_INFINITY;
    }
    const leads = logSumExp(terms);
    let ends = 0;
    for (let a = 0; a < L; a++) {
      const i = s * L + a;
      const ending = exp(forward[(t * K + s) * L + a] + end[i] + leads);
      const staying = a + 1 < L ? later[i + 1] : 0;
      ended[i] += ending;
      stayed[i] += staying;
      out[i] = ending + staying;
      ends += ending;
    }
    if (ends > 0) for (let next = 0; next < K; next++) pairs[s * K + next] += ends * exp(terms[next] - leads);
  }
  return out;
}

/** p(sₜ | …), of all ages, before and after what was observed at t. */
function fillForward(
  { forward, predicted }: Aged,
  t: number,
  K: number,
  L: number,
  from: number,
  beliefs: SomeBeliefs,
) {
  const here = Float64Array.from({ length: K }, (_, s) =>
    logSumExp(forward.subarray((t * K + s) * L, (t * K + s + 1) * L)),
  );
  const prior = predicted.subarray(t * K, (t + 1) * K);
  const [all, allPrior] = [logSumExp(here), logSumExp(prior)];
  for (let s = 0; s < K; s++) {
    if (beliefs.filtered) beliefs.filtered[(from + t) * K + s] = exp(here[s] - all);
    if (beliefs.predicted) beliefs.predicted[(from + t) * K + s] = exp(prior[s] - allPrior);
  }
}

/** The most probable sequence of segments: states of the rows [from, to) into `path`. Returns its log p(segments, x); −Infinity where there is none. */
export function viterbiByAge(
  chain: Chain,
  logs: Float64Array,
  [from, to]: readonly [number, number],
  path: Int32Array,
): number {
  const K = chain.initial.length;
  const L = longestOf(chain);
  const { end, stay } = hazardsOf(chain.durations as Float64Array, L);
  const logTransitions = chain.transitions.map(log);
  /** Of a segment that begins at t: state and age (state · L + age) of the step before. */
  const before = new Int32Array((to - from) * K).fill(-1);
  let best = new Float64Array(K * L).fill(Number.NEGATIVE_INFINITY);
  for (let t = 0; t < to - from; t++) {
    const next = new Float64Array(K * L).fill(Number.NEGATIVE_INFINITY);
    const ends = bestEnds(best, end, K, L);
    for (let s = 0; s < K; s++) {
      const shown = logs[(from + t) * K + s];
      let most = t === 0 ? log(chain.initial[s]) : Number.NEGATIVE_INFINITY;
      for (let last = 0; t > 0 && last < K; last++) {
        const reached = best[ends[last]] + end[ends[last]] + logTransitions[last * K + s];
        if (reached > most) {
          most = reached;
          before[t * K + s] = ends[last];
        }
      }
      next[s * L] = most + shown;
      for (let a = 1; a < L; a++) next[s * L + a] = best[s * L + a - 1] + stay[s * L + a - 1] + shown;
    }
    best = next;
  }
  let at = 0;
  for (let i = 1; i < best.length; i++) if (best[i] > best[at]) at = i;
  const found = to > from ? best[at] : 0;
  if (found > Number.NEGATIVE_INFINITY) traceBack(path, before, at, K, L, from, to);
  return found;
}

/** Of each state the place (state · L + age) at which it best ends now. */
function bestEnds(best: Float64Array, end: Float64Array, K: number, L: number): Int32Array {
  return Int32Array.from({ length: K }, (_, s) => {
    let most = s * L;
    for (let i = most + 1; i < (s + 1) * L; i++) if (best[i] + end[i] > best[most] + end[most]) most = i;
    return most;
  });
}

function traceBack(
  path: Int32Array,
  before: Int32Array,
  last: number,
  K: number,
  L: number,
  from: number,
  to: number,
): void {
  let at = last;
  for (let t = to - 1; t >= from; t--) {
    const state = Math.floor(at / L);
    path[t] = state;
    at = at % L > 0 ? at - 1 : before[(t - from) * K + state];
  }
}
