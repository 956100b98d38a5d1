/**
 * Separated attribute predictability (Kumar, Sattigeri & Balakrishnan 2018, section 3): how well each factor is predicted from one code alone, and by
 * how much the best code is ahead of the next one. For a number: R² of a line. For a class: the balanced accuracy of the best thresholds on the code.
 */
import { byFactor, type CodeByFactor, type Codes, type Factor, gaps, meanOf } from "./codes.ts";

export interface Sap {
  readonly sap: number;
  /** Code × factor. */
  readonly scores: CodeByFactor;
}

export function sapOf(codes: Codes, factors: readonly Factor[]): Sap {
  const scores = byFactor(codes, factors, (code, { values, classes }) =>
    classes > 0 ? thresholdAccuracy(code, values, classes) : squaredCorrelation(code, values),
  );
  return { sap: meanOf(gaps(scores)), scores };
}

/** Variance of a code below which it says nothing: as in disentanglement_lib. */
const NOTHING = 1e-12;

/** cov² / (var · var), the R² of the line through the points; 0 where one of the two does not vary. */
export function squaredCorrelation(a: Float64Array, b: Float64Array): number {
  const [x, y] = [meanOf(a), meanOf(b)];
  let [aa, ab, bb] = [0, 0, 0];
  for (let n = 0; n < a.length; n++) {
    const [u, v] = [a[n] - x, b[n] - y];
    aa += u * u;
    ab += u * v;
    bb += v * v;
  }
  return aa > NOTHING * a.length && bb > 0 ? (ab * ab) / (aa * bb) : 0;
}

/**
 * The best mean over classes of the part of a class that is recognised, where thresholds cut the line of codes into at most as many intervals as there are
 * classes, each of one class. Rows with equal codes stay together. Found by dynamic programming: `best[k]`, with m intervals of which the last is of class k.
 */
export function thresholdAccuracy(code: Float64Array, labels: Float64Array, classes: number): number {
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label]++;
  const present = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const order = Uint32Array.from(code, (_, n) => n).sort((a, b) => code[a] - code[b] || a - b);
  let best = Array.from({ length: classes }, () => new Float64Array(classes).fill(Number.NEGATIVE_INFINITY));
  best[0].fill(0);
  for (let from = 0, to = 0; from < order.length; from = to) {
    const gain = new Float64Array(classes);
    for (; to < order.length && code[order[to]] === code[order[from]]; to++)
      gain[labels[order[to]]] += 1 / counts[labels[order[to]]];
    best = best.map((own, m) => {
      const before = m > 0 ? Math.max(...best[m - 1]) : Number.NEGATIVE_INFINITY;
      return own.map((score, k) => Math.max(score, before) + gain[k]);
    });
  }
  return Math.max(...best.map((own) => Math.max(...own))) / present;
}
