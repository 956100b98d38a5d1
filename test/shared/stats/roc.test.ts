import { describe, expect, test } from "vitest";
import { erfc } from "../../../shared/math/index.ts";
import { integer, normal, uniform } from "../../../shared/random/index.ts";
import {
  auc,
  aucInterval,
  aucVariance,
  averagePrecision,
  averagePrecisionInterval,
  confusionAt,
  newcombe,
  precisionBand,
  ratesOf,
  rocBand,
  rocCurve,
  type Scored,
  wilson,
} from "../../../shared/stats/roc.ts";

const scored = (negatives: readonly number[], positives: readonly number[]): Scored => ({
  scores: Float64Array.from([...negatives, ...positives]),
  positive: [...negatives.map(() => 0), ...positives.map(() => 1)],
});

/** Rows of few different scores, so that there are many ties. */
const tied = (seed: number, n: number): Scored => ({
  scores: Float64Array.from({ length: n }, (_, i) => integer([seed, 1], i, 7) / 3),
  positive: Array.from({ length: n }, (_, i) => (i < 2 ? i : uniform([seed, 2], i) < 0.4 ? 1 : 0)),
});

const parts = ({ scores, positive }: Scored) => {
  const of = (wanted: boolean) => Array.from(scores).filter((_, i) => Boolean(positive[i]) === wanted);
  return { positives: of(true), negatives: of(false) };
};
/** 1 where the first is higher, ½ where they are equal. */
const beats = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0);
const meanOf = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const varianceOf = (values: readonly number[]) =>
  values.reduce((sum, v) => sum + (v - meanOf(values)) ** 2, 0) / (values.length - 1);

describe("area under the ROC curve", () => {
  test.each([1, 2, 3, 4, 5])("is the share of pairs in which the positive is higher, ties half (seed %i)", (seed) => {
    const rows = tied(seed, 60);
    const { positives, negatives } = parts(rows);
    const pairs = positives.flatMap((p) => negatives.map((n) => beats(p, n)));
    expect(auc(rows)).toBeCloseTo(meanOf(pairs), 14);
  });

  test.each([1, 2, 3])("is the area under the curve itself, by trapezoids (seed %i)", (seed) => {
    const rows = tied(seed, 50);
    const { truePositives: tp, falsePositives: fp, positives, negatives } = rocCurve(rows);
    let area = 0;
    for (let k = 1; k < tp.length; k++) area += ((fp[k] - fp[k - 1]) * (tp[k] + tp[k - 1])) / 2;
    expect(auc(rows)).toBeCloseTo(area / positives / negatives, 14);
  });

  test("of hand-made cases; without one of the kinds there is none", () => {
    expect(auc(scored([1, 2], [3, 4]))).toBe(1);
    expect(auc(scored([3, 4], [1, 2]))).toBe(0);
    expect(auc(scored([1, 1], [1]))).toBe(0.5);
    expect(auc(scored([1, 3], [2, 3]))).toBe((1 + 0 + 1 + 0.5) / 4);
    for (const one of [scored([1, 2], []), scored([], [1, 2])]) {
      expect(auc(one)).toBeUndefined();
      expect(aucInterval(one)).toBeUndefined();
    }
    expect(averagePrecision(scored([1, 2], []))).toBeUndefined();
  });

  test("neither the order of the rows nor an increasing change of scores matters; turning scores round gives the rest", () => {
    const rows = tied(9, 80);
    const order = Array.from({ length: 80 }, (_, i) => i).sort((a, b) => uniform([3, 3], a) - uniform([3, 3], b));
    const shuffled = {
      scores: Float64Array.from(order, (i) => rows.scores[i]),
      positive: order.map((i) => rows.positive[i]),
    };
    const stretched = { ...rows, scores: rows.scores.map((s) => s ** 3 + 2) };
    for (const measure of [auc, averagePrecision, aucVariance])
      for (const other of [shuffled, stretched]) expect(measure(other)).toBeCloseTo(measure(rows) as number, 12);
    expect(auc({ ...rows, scores: rows.scores.map((s) => -s) })).toBeCloseTo(1 - (auc(rows) as number), 14);
  });
});

describe("average precision", () => {
  test("of hand-made cases, one step for rows of one score", () => {
    // Falling: + − + −: ½·1 + ½·⅔.
    expect(averagePrecision(scored([3, 1], [4, 2]))).toBeCloseTo(1 / 2 + 1 / 3, 15);
    expect(averagePrecision(scored([1, 2], [3]))).toBe(1);
    for (let m = 1; m < 200; m++) {
      const above = Array.from({ length: m }, (_, i) => 2 + i);
      expect(averagePrecision(scored([1], above))).toBe(1);
    }
    // All alike: the share of positives.
    expect(averagePrecision(scored([1, 1, 1], [1]))).toBe(1 / 4);
    // The example of scikit-learn's documentation: 0.83.
    expect(averagePrecision(scored([0.1, 0.4], [0.35, 0.8]))).toBeCloseTo(0.8333, 4);
  });

  test.each([1, 2, 3])("is the mean over positives of the precision where each is reached (seed %i)", (seed) => {
    const rows = tied(seed, 60);
    const at = (t: number) => ratesOf(confusionAt(rows, t)).precision as number;
    expect(averagePrecision(rows)).toBeCloseTo(meanOf(parts(rows).positives.map(at)), 14);
  });
});

describe("the curve and its thresholds", () => {
  test("counts at every threshold are those of going through the rows; absent shares are absent", () => {
    const rows = tied(4, 40);
    const curve = rocCurve(rows);
    expect(Array.from(curve.thresholds)).toEqual([Infinity, ...new Set(Array.from(rows.scores).sort((a, b) => b - a))]);
    for (const [k, threshold] of curve.thresholds.entries()) {
      const counts = confusionAt(rows, threshold);
      expect([counts.truePositives, counts.falsePositives]).toEqual([curve.truePositives[k], curve.falsePositives[k]]);
      expect(counts.truePositives + counts.falseNegatives).toBe(curve.positives);
      expect(counts.falsePositives + counts.trueNegatives).toBe(curve.negatives);
    }
    expect(ratesOf(confusionAt(rows, Infinity))).toEqual({ sensitivity: 0, specificity: 1 });
    expect(ratesOf(confusionAt(scored([1, 2, 3], []), 2))).toEqual({ specificity: 1 / 3, precision: 0 });
  });
});

describe("DeLong's variance", () => {
  test.each([1, 2, 3])("is that of the structural components by definition (seed %i)", (seed) => {
    const rows = tied(seed, 50);
    const { positives, negatives } = parts(rows);
    const v10 = positives.map((p) => meanOf(negatives.map((n) => beats(p, n))));
    const v01 = negatives.map((n) => meanOf(positives.map((p) => beats(p, n))));
    expect(aucVariance(rows)).toBeCloseTo(varianceOf(v10) / v10.length + varianceOf(v01) / v01.length, 14);
  });

  test("of the ratings of Hanley & McNeil (1982): area 0.8932, standard error 0.0307 as Stata's roctab prints", () => {
    const rated = (counts: readonly number[]) => counts.flatMap((count, k) => Array<number>(count).fill(k + 1));
    const ct = scored(rated([33, 6, 6, 11, 2]), rated([3, 2, 2, 11, 33]));
    expect(auc(ct)).toBeCloseTo(0.8932, 4);
    expect(Math.sqrt(aucVariance(ct) as number)).toBeCloseTo(0.0307, 4);
    // On the logit scale the interval is not symmetric: it reaches farther down than the printed 0.83295 to 0.95339.
    const { low, high } = aucInterval(ct) as { low: number; high: number };
    expect(low).toBeGreaterThan(0.81);
    expect(low).toBeLessThan(0.83295);
    expect(high).toBeLessThan(0.95339);
  });
});

describe("intervals", () => {
  test("a perfect separation has a lower end below 1; more rows bring it closer", () => {
    const few = aucInterval(scored([1, 2, 3], [4, 5, 6])) as { low: number; high: number };
    const many = aucInterval(scored(Array(50).fill(1), Array(50).fill(2))) as { low: number; high: number };
    expect(few.high).toBeGreaterThan(0.999999);
    expect(few.low).toBeLessThan(0.75);
    expect(many.low).toBeGreaterThan(0.9);
    expect(many.low).toBeLessThan(0.97);
    expect(averagePrecisionInterval(scored([1], [2, 3, 4]))).toEqual({
      low: expect.closeTo(0.025 ** (1 / 3), 14),
      high: 1,
    });
    expect(newcombe(0.8, 20, 30).low).toBeGreaterThan(0.6);
    // The ends are where the distance is z standard errors.
    const { low } = newcombe(0.8, 20, 30);
    const v = (low * (1 - low) * (1 + 24 * ((1 - low) / (2 - low) + low / (1 + low)))) / 600;
    expect(0.8 - low).toBeCloseTo(1.959964 * Math.sqrt(v), 6);
  });

  test("Wilson's: hand-made, and never outside 0 to 1", () => {
    // Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for (const [count, n, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ]) {
      expect(wilson(count, n).low).toBeCloseTo(low, 4);
      expect(wilson(count, n).high).toBeCloseTo(high, 4);
    }
    expect(wilson(20, 20).high).toBe(1);
  });

  // Normal scores d apart: the AUC is Φ(d/√2). Of 1,000 seeds a share of 0.95 has a standard error of 0.0069: four of them are allowed.
  test.each([
    [1, 0.7602499389],
    [2, 0.9213503965],
  ])("of the AUC covers the truth as often as it says (distance %d)", (distance, truth) => {
    let covered = 0;
    for (let seed = 1; seed <= 1000; seed++) {
      const draw = (stream: number, mean: number) =>
        Array.from({ length: 60 }, (_, i) => mean + normal([seed, stream], i));
      const { low, high } = aucInterval(scored(draw(1, 0), draw(2, distance))) as { low: number; high: number };
      if (low <= truth && truth <= high) covered++;
    }
    expect(Math.abs(covered / 1000 - 0.95)).toBeLessThan(4 * 0.0069);
  });

  test("of the average precision covers the truth at least about as often as it says", () => {
    // Of normal scores 1.5 apart, as many positives as negatives: ∫ P dR, with R = Φ(1.5 − t), false positives Φ(−t), P = R / (R + false positives).
    const above = (t: number) => erfc(t / Math.SQRT2) / 2;
    let truth = 0;
    for (let t = -8; t < 10; t += 0.001) {
      const [recall, alarms] = [above(t - 1.5), above(t)];
      truth += (above(t - 1.5005) - above(t - 1.4995)) * (recall / (recall + alarms));
    }
    let covered = 0;
    for (let seed = 1; seed <= 1000; seed++) {
      const draw = (stream: number, mean: number) =>
        Array.from({ length: 60 }, (_, i) => mean + normal([seed, stream], i));
      const { low, high } = averagePrecisionInterval(scored(draw(1, 0), draw(2, 1.5))) as { low: number; high: number };
      if (low <= truth && truth <= high) covered++;
    }
    // The variance of a share exceeds that of the average precision here: the interval is on the safe side.
    expect(covered / 1000).toBeGreaterThan(0.95 - 4 * 0.0069);
    expect(truth).toBeGreaterThan(0.8);
    expect(truth).toBeLessThan(0.9);
  });

  test("the band of the ROC curve holds every point of it, and the true point of a threshold as often as it says", () => {
    let covered = 0;
    for (let seed = 1; seed <= 1000; seed++) {
      const draw = (stream: number, mean: number) =>
        Array.from({ length: 50 }, (_, i) => mean + normal([seed, stream], i));
      const curve = rocCurve(scored(draw(1, 0), draw(2, 1.5)));
      if (seed <= 5) {
        const at = curve.falsePositives.map((count) => count / 50);
        const { low, high } = rocBand(curve, at);
        for (const [k, count] of curve.truePositives.entries()) {
          expect(low[k]).toBeLessThanOrEqual(count / 50);
          expect(high[k]).toBeGreaterThanOrEqual(count / 50);
        }
      }
      // Threshold 1: false positives Φ(−1), true positives Φ(0.5). Being in one rectangle suffices to be in the band, which is wider.
      const { low, high } = rocBand(curve, [0.1586552539]);
      if (low[0] <= 0.6914624613 && 0.6914624613 <= high[0]) covered++;
    }
    expect(covered / 1000).toBeGreaterThan(0.95 - 4 * 0.0069);
  });

  test("the ends of the bands: nothing is sure to the left of all rectangles; precision has an interval at each threshold", () => {
    const curve = rocCurve(scored([1, 2, 3], [4, 5, 6]));
    const { low, high } = rocBand(curve, [0, 0.01, 1]);
    expect([low[0], low[1], high[2]]).toEqual([0, 0, 1]);
    expect(high[0]).toBe(1);
    expect(low[2]).toBeGreaterThan(0.3);
    const precision = precisionBand(curve);
    expect(precision.high.slice(0, 3)).toEqual(Float64Array.of(1, 1, 1));
    for (const [k, n] of [4, 5, 6].entries()) expect(precision.low[3 + k]).toBe(wilson(3, n).low);
  });
});
