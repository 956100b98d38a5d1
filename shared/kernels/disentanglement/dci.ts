/**
 * Disentanglement, completeness and informativeness (Eastwood & Williams 2018, section 2): each factor is predicted from all codes, and the importance
 * of each code for it is read off the predictor. The predictor is boosted trees, as in Locatello et al. 2019 (the paper has a lasso and random forests):
 * of a factor that is a class, one for each class against the others. Importance: the share of the explained squares that the code's splits brought.
 */
import { log } from "../../math/index.ts";
import { type CodeByFactor, type Codes, type Factor, meanOf } from "./codes.ts";
import { type BinnedRows, binRows, boost, cutsOf } from "./trees.ts";

export interface Dci {
  readonly disentanglement: number;
  readonly completeness: number;
  readonly informativeness: number;
  /** Code × factor; each column that was learnt at all sums to 1. */
  readonly importance: CodeByFactor;
  /** Of each factor, on rows that were not learnt from: R² of a number (0 at least), accuracy of a class. */
  readonly informative: Float64Array;
}

/** Learns from some rows and judges by the others; `factors` and `otherFactors` are the same ones, in the same order. */
export function dciOf(codes: Codes, factors: readonly Factor[], others: Codes, otherFactors: readonly Factor[]): Dci {
  const cuts = cutsOf(codes);
  const [train, test] = [binRows(codes, cuts), binRows(others, cuts)];
  const values = new Float64Array(codes.width * factors.length);
  const informative = new Float64Array(factors.length);
  for (const [j, factor] of factors.entries()) {
    const learnt = learn(train, factor, test, otherFactors[j]);
    const total = learnt.importance.reduce((sum, own) => sum + own, 0);
    for (const [i, own] of learnt.importance.entries()) values[i * factors.length + j] = total > 0 ? own / total : 0;
    informative[j] = learnt.score;
  }
  const importance = { width: codes.width, factors: factors.length, values };
  return {
    disentanglement: disentanglementOf(importance),
    completeness: completenessOf(importance),
    informativeness: meanOf(informative),
    importance,
    informative,
  };
}

/** Σᵢ ρᵢ (1 − H_K(Pᵢ)): Pᵢ the shares of code i in the K factors, ρᵢ the share of code i in all importance. 0 where nothing was learnt. */
export function disentanglementOf({ width, factors, values }: CodeByFactor): number {
  const rows = Array.from({ length: width }, (_, i) => values.subarray(i * factors, (i + 1) * factors));
  return weighted(rows);
}

/** The same of each factor over the codes. */
export function completenessOf({ width, factors, values }: CodeByFactor): number {
  const columns = Array.from({ length: factors }, (_, j) =>
    Float64Array.from({ length: width }, (__, i) => values[i * factors + j]),
  );
  return weighted(columns);
}

/** Mean of 1 − H over the lists, each weighted by its sum; entropy to the base of their length, which of a single number is 0. */
function weighted(lists: readonly Float64Array[]): number {
  let [score, total] = [0, 0];
  for (const list of lists) {
    const sum = list.reduce((all, own) => all + own, 0);
    total += sum;
    let spread = 0;
    for (const own of list) if (own > 0) spread -= (own / sum) * log(own / sum);
    score += sum * (1 - (list.length > 1 ? spread / log(list.length) : 0));
  }
  return total > 0 ? score / total : 0;
}

interface Learnt {
  readonly importance: Float64Array;
  readonly score: number;
}

function learn(train: BinnedRows, factor: Factor, test: BinnedRows, truth: Factor): Learnt {
  if (factor.classes === 0) {
    const { importance, predicted } = boost(train, factor.values, test);
    return { importance, score: Math.max(0, determination(truth.values, predicted)) };
  }
  const importance = new Float64Array(train.width);
  const scores = Array.from({ length: factor.classes }, (_, k) => {
    const one = boost(
      train,
      factor.values.map((own) => (own === k ? 1 : 0)),
      test,
    );
    for (const [i, own] of one.importance.entries()) importance[i] += own;
    return one.predicted;
  });
  const right = truth.values.reduce((sum, own, n) => {
    const first = scores.reduce((best, score, k) => (score[n] > scores[best][n] ? k : best), 0);
    return sum + (first === own ? 1 : 0);
  }, 0);
  return { importance, score: right / test.rows };
}

/** R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)²; 0 where the truth does not vary. */
export function determination(truth: Float64Array, predicted: ArrayLike<number>): number {
  const mean = meanOf(truth);
  let [error, spread] = [0, 0];
  for (const [n, own] of truth.entries()) {
    error += (own - predicted[n]) ** 2;
    spread += (own - mean) ** 2;
  }
  return spread > 0 ? 1 - error / spread : 0;
}
