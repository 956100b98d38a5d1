/**
 * How well scores tell two kinds of rows apart. Positives (anomalies, ill, …) should score higher; at a threshold t the rows with a score ≥ t are flagged.
 * Fawcett (2006), "An introduction to ROC analysis", Pattern Recognition Letters 27; intervals are cited where they are made.
 */
import { exp, log, pow } from "../math/elementary.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { sortedOrder } from "./order.ts";
import { averageRanks } from "./ranks.ts";

/** What is known of each row: its score (finite), and whether it is a positive (not 0). Of equal length. */
export interface Scored {
  readonly scores: Float64Array;
  readonly positive: ArrayLike<number>;
}

/** Rows by what they are and what they are taken for: hits, false alarms, misses, and the negatives that are left alone. */
export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** Shares of counts; what is a share of nothing is absent. */
export interface Rates {
  /** Of the positives, those flagged: also recall, true positive rate. */
  readonly sensitivity?: number;
  /** Of the negatives, those left alone: 1 − false positive rate. */
  readonly specificity?: number;
  /** Of the flagged, the positives. */
  readonly precision?: number;
}

/** An interval with a confidence level of its own. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Counts when rows with a score ≥ threshold are flagged. */
export function confusionAt({ scores, positive }: Scored, threshold: number): Confusion {
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < scores.length; i++) counts[(positive[i] ? 0 : 1) + (scores[i] >= threshold ? 0 : 2)]++;
  const [truePositives, falsePositives, falseNegatives, trueNegatives] = counts;
  return { truePositives, falsePositives, falseNegatives, trueNegatives };
}

export function ratesOf({
  truePositives: tp,
  falsePositives: fp,
  falseNegatives: fn,
  trueNegatives: tn,
}: Confusion): Rates {
  return {
    ...(tp + fn > 0 && { sensitivity: tp / (tp + fn) }),
    ...(tn + fp > 0 && { specificity: tn / (tn + fp) }),
    ...(tp + fp > 0 && { precision: tp / (tp + fp) }),
  };
}

/**
 * Counts at every threshold that makes a difference, falling: first above all scores (nothing flagged, threshold ∞), then at each distinct score. Rows with
 * one score are flagged together.
 */
export interface RocCurve {
  readonly thresholds: Float64Array;
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
  readonly positives: number;
  readonly negatives: number;
}

export function rocCurve({ scores, positive }: Scored): RocCurve {
  const order = sortedOrder(scores).reverse();
  const thresholds = [Number.POSITIVE_INFINITY];
  const hits = [0];
  const alarms = [0];
  let [tp, fp] = [0, 0];
  for (let k = 0; k < order.length; k++) {
    const row = order[k];
    if (positive[row]) tp++;
    else fp++;
    if (k + 1 < order.length && scores[order[k + 1]] === scores[row]) continue;
    thresholds.push(scores[row]);
    hits.push(tp);
    alarms.push(fp);
  }
  return {
    thresholds: Float64Array.from(thresholds),
    truePositives: Float64Array.from(hits),
    falsePositives: Float64Array.from(alarms),
    positives: tp,
    negatives: fp,
  };
}

/**
 * Area under the ROC curve as the statistic of Mann and Whitney: the share of pairs of a positive and a negative in which the positive scores higher, ties
 * counted half. Undefined without a positive or without a negative.
 */
export function auc({ scores, positive }: Scored): number | undefined {
  const ranks = averageRanks(scores);
  let [sum, m] = [0, 0];
  for (let i = 0; i < ranks.length; i++)
    if (positive[i]) {
      sum += ranks[i];
      m++;
    }
  const n = ranks.length - m;
  return m > 0 && n > 0 ? (sum - (m * (m + 1)) / 2) / (m * n) : undefined;
}

/**
 * Average precision: Σ (Rₖ − Rₖ₋₁) Pₖ over the thresholds of `rocCurve`, falling, of recall R and precision P; steps, not trapezoids, and one step for rows with
 * one score, as scikit-learn defines it. Undefined without positives.
 */
export function averagePrecision(scored: Scored): number | undefined {
  const { truePositives, falsePositives, positives } = rocCurve(scored);
  if (positives === 0) return undefined;
  let sum = 0;
  for (let k = 1; k < truePositives.length; k++) {
    const gained = truePositives[k] - truePositives[k - 1];
    if (gained > 0) sum += (gained / positives) * (truePositives[k] / (truePositives[k] + falsePositives[k]));
  }
  // The parts of a perfect order need not add up to 1.
  return sum > 1 || falsePositives[truePositives.indexOf(positives)] === 0 ? 1 : sum;
}

/**
 * Variance of the AUC by DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44: var(V₁₀)/m + var(V₀₁)/n, of each positive's share of negatives below it and
 * each negative's share of positives above it, ties counted half; the shares from ranks within and over both groups (Sun & Xu 2014, IEEE Signal Processing Letters 21).
 * Undefined with fewer than two positives or negatives.
 */
export function aucVariance({ scores, positive }: Scored): number | undefined {
  const rows = Array.from(scores, (_, i) => i);
  const groups = [rows.filter((i) => positive[i]), rows.filter((i) => !positive[i])];
  if (groups.some(({ length }) => length < 2)) return undefined;
  const ranks = averageRanks(scores);
  return groups.reduce((sum, own, g) => {
    const others = groups[1 - g].length;
    const within = averageRanks(Float64Array.from(own, (i) => scores[i]));
    const shares = own.map((i, k) => (ranks[i] - within[k]) / others);
    const mean = shares.reduce((all, v) => all + v, 0) / own.length;
    return sum + shares.reduce((all, v) => all + (v - mean) ** 2, 0) / (own.length - 1) / own.length;
  }, 0);
}

/** Two-sided normal quantile of a confidence level: 1.96 for 0.95. */
const deviations = (level: number) => normalQuantile((1 + level) / 2);

/** p ± z·se on the scale of log(p / (1 − p)); se on that of p. p in (0, 1). */
function logitInterval(p: number, se: number, level: number): Interval {
  const centre = log(p / (1 - p));
  const reach = (deviations(level) * se) / (p * (1 - p));
  const back = (eta: number) => 1 / (1 + exp(-eta));
  return { low: back(centre - reach), high: back(centre + reach) };
}

/**
 * Interval of the AUC: DeLong's variance on the logit scale (Pepe 2003, "The statistical evaluation of medical tests", 5.2.6), which stays between 0 and 1. Where that
 * variance says nothing, since all positives score above all negatives or there is one of them, by `newcombe`.
 */
export function aucInterval(scored: Scored, level = 0.95): Interval | undefined {
  const area = auc(scored);
  if (area === undefined) return undefined;
  const variance = aucVariance(scored);
  if (variance !== undefined && variance > 0 && area > 0 && area < 1)
    return logitInterval(area, Math.sqrt(variance), level);
  const m = Array.from(scored.positive).filter(Boolean).length;
  return newcombe(area, m, scored.scores.length - m, level);
}

/**
 * Where |θ̂ − θ| = z √V(θ), V the variance of Hanley and McNeil (1982) with both sizes in place of each other's mean: method 5 of Newcombe (2006), Statistics in Medicine 25,
 * 559–573. By bisection: on either side of θ̂ the distance outgrows √V once.
 */
export function newcombe(area: number, m: number, n: number, level = 0.95): Interval {
  const z = deviations(level);
  const half = (m + n) / 2 - 1;
  const isWithin = (t: number) =>
    Math.abs(area - t) <= z * Math.sqrt((t * (1 - t) * (1 + half * ((1 - t) / (2 - t) + t / (1 + t)))) / (m * n));
  const search = (far: number) => {
    let [inside, outside] = [area, far];
    for (let i = 0; i < 60; i++) {
      const middle = (inside + outside) / 2;
      if (isWithin(middle)) inside = middle;
      else outside = middle;
    }
    return inside;
  };
  return { low: search(0), high: search(1) };
}

/**
 * Interval of the average precision: logit scale, with the variance AP (1 − AP) / m of a share of the m positives (Boyd, Eng & Page 2013, ECML PKDD, section 3.2). At 1, where
 * that is nothing, the exact limit of such a share (Clopper & Pearson 1934).
 */
export function averagePrecisionInterval(scored: Scored, level = 0.95): Interval | undefined {
  const ap = averagePrecision(scored);
  if (ap === undefined) return undefined;
  const m = Array.from(scored.positive).filter(Boolean).length;
  if (ap >= 1) return { low: pow((1 - level) / 2, 1 / m), high: 1 };
  return logitInterval(ap, Math.sqrt((ap * (1 - ap)) / m), level);
}

/** Interval of a share of `n` > 0 of which `count` were found: Wilson (1927), Journal of the American Statistical Association 22. */
export function wilson(count: number, n: number, level = 0.95): Interval {
  const z2 = deviations(level) ** 2;
  const p = count / n;
  const centre = p + z2 / (2 * n);
  const reach = Math.sqrt(z2 * ((p * (1 - p)) / n + z2 / (4 * n * n)));
  const scale = 1 + z2 / n;
  return {
    low: count === 0 ? 0 : Math.max(0, (centre - reach) / scale),
    high: count === n ? 1 : Math.min(1, (centre + reach) / scale),
  };
}

/** Lower and upper ends over some places. */
export interface Band {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Region of the ROC curve over these false positive rates: what the rectangles of all thresholds span, each the product of Wilson's intervals of its two rates. They are of
 * independent rows, at √level each, so that a threshold's true point is in its rectangle with probability `level`. With positives and negatives.
 */
export function rocBand(curve: RocCurve, at: ArrayLike<number>, level = 0.95): Band {
  const { truePositives, falsePositives, positives, negatives } = curve;
  const own = Math.sqrt(level);
  const hits = Array.from(truePositives, (count) => wilson(count, positives, own));
  const alarms = Array.from(falsePositives, (count) => wilson(count, negatives, own));
  const low = new Float64Array(at.length);
  const high = new Float64Array(at.length);
  let [reached, surely] = [-1, -1];
  // Both ends of both intervals grow along the curve.
  for (let i = 0; i < at.length; i++) {
    while (reached + 1 < hits.length && alarms[reached + 1].low <= at[i]) reached++;
    while (surely + 1 < hits.length && alarms[surely + 1].high <= at[i]) surely++;
    high[i] = hits[Math.max(reached, 0)].high;
    low[i] = surely < 0 ? 0 : hits[surely].low;
  }
  return { low, high };
}

/** Wilson's interval of the precision at each threshold of the curve but the first, where nothing is flagged. */
export function precisionBand({ truePositives, falsePositives }: RocCurve, level = 0.95): Band {
  const each = Array.from(truePositives, (count, k) => [count, count + falsePositives[k]] as const).slice(1);
  const intervals = each.map(([count, flagged]) => wilson(count, flagged, level));
  return {
    low: Float64Array.from(intervals, ({ low }) => low),
    high: Float64Array.from(intervals, ({ high }) => high),
  };
}
