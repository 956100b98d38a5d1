/** Entropy and mutual information of what is counted, in nats. */
import { log } from "../../math/index.ts";
import type { Factor } from "./codes.ts";

/** Bins of a code, and of a factor that is a number. */
export const BINS = 20;

/** Which of `bins` equal parts of their range the values lie in. */
export function binned(values: Float64Array, bins: number): Int32Array {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const scale = high > low ? bins / (high - low) : 0;
  return Int32Array.from(values, (value) => Math.min(bins - 1, Math.floor((value - low) * scale)));
}

export function binsOfFactor({ values, classes }: Factor): Int32Array {
  return classes > 0 ? Int32Array.from(values) : binned(values, BINS);
}

/** H = −Σ p log p. */
export function entropy(states: Int32Array): number {
  const counts = countsOf(states);
  return counts.reduce((sum, count) => sum + term(count, states.length, count, states.length), 0) * -1;
}

/** I = Σ p(a, b) log(p(a, b) / (p(a) p(b))): the plug-in estimate, which is too large by about (bins − 1)² / (2 rows) where nothing is shared. */
export function mutualInformation(a: Int32Array, b: Int32Array): number {
  const [ofA, ofB] = [countsOf(a), countsOf(b)];
  const both = new Float64Array(ofA.length * ofB.length);
  for (let n = 0; n < a.length; n++) both[a[n] * ofB.length + b[n]]++;
  let sum = 0;
  for (let i = 0; i < ofA.length; i++)
    for (let j = 0; j < ofB.length; j++) {
      const count = both[i * ofB.length + j];
      sum += term(count, a.length, count * a.length, ofA[i] * ofB[j]);
    }
  return Math.max(0, sum);
}

/** (count / rows) · log(over / under), 0 where there is nothing. */
const term = (count: number, rows: number, over: number, under: number) =>
  count === 0 ? 0 : (count / rows) * log(over / under);

function countsOf(states: Int32Array): Float64Array {
  const counts = new Float64Array(states.reduce((most, state) => Math.max(most, state), -1) + 1);
  for (const state of states) counts[state]++;
  return counts;
}
