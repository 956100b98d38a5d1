import { expect, test } from "vitest";
import {
  type Distribution,
  mixtureDistribution,
  normalDistribution,
  studentDistribution,
  uniformDistribution,
} from "../../../../shared/kernels/importance/families.ts";
import {
  allocation,
  drawInto,
  keysOf,
  logDensityOf,
  logProposal,
} from "../../../../shared/kernels/importance/proposal.ts";
import { effectiveShare, isFinite2, logSecondMoment } from "../../../../shared/kernels/importance/theory.ts";
import {
  effectiveSize,
  effectiveTerms,
  noSums,
  plainEstimate,
  selfNormalised,
  withDraws,
} from "../../../../shared/kernels/importance/weights.ts";
import { erfc, exp, log } from "../../../../shared/math/index.ts";
import { integrate } from "../../../../shared/stats/quadrature.ts";

const families: readonly (readonly [string, Distribution, (x: number) => number])[] = [
  ["normal", normalDistribution(1, 2), (x) => 0.5 * erfc(-(x - 1) / (2 * Math.SQRT2))],
  // Of two degrees of freedom: ½ + z/(2√(2 + z²)).
  ["student", studentDistribution(2, -1, 0.5), (x) => 0.5 + (x + 1) / 0.5 / (2 * Math.sqrt(2 + ((x + 1) / 0.5) ** 2))],
  ["uniform", uniformDistribution(2, 3), (x) => Math.min(1, Math.max(0, (x + 1) / 6))],
  [
    "mixture",
    mixtureDistribution(Float64Array.of(-3, 3), 1),
    (x) => 0.25 * (erfc(-(x + 3) / Math.SQRT2) + erfc(-(x - 3) / Math.SQRT2)),
  ],
];

test.each(families)(
  "the density of %s integrates to one, and its draws have its distribution function",
  (_, family, cdf) => {
    const ends = family.tail.kind === "bounded" ? [family.tail.low, family.tail.high] : [-6, -1, 1, 6];
    const whole = integrate((x) => exp(family.logDensity(x)), ends, 2) ?? Number.NaN;
    expect(whole).toBeCloseTo(1, 7);
    const n = 4000;
    const draws = Float64Array.from({ length: n }, (_, i) => family.draw([11, 3], i)).sort();
    const gap = draws.reduce((most, x, i) => Math.max(most, Math.abs(cdf(x) - (i + 0.5) / n)), 0);
    // Kolmogorov's distance exceeds 1.95/√n in one of a thousand cases.
    expect(gap).toBeLessThan(1.95 / Math.sqrt(n));
  },
);

test("integrals of what does not converge, or jumps where nobody said so, are not told", () => {
  expect(integrate((x) => 1 / (1 + Math.abs(x)), [0], 1)).toBeUndefined();
  expect(integrate((x) => exp(0.5 * x * x), [0], 1)).toBeUndefined();
  expect(integrate((x) => 1 / (1 + x * x), [0], 1)).toBeCloseTo(Math.PI, 8);
});

test("sums say what the formulas say, in any scale and any cut", () => {
  const w = [0.5, 2, 0, 1, 0.25];
  const f = Float64Array.of(1, -2, 7, 3, 0);
  // The heaviest draw before the cut and after it.
  const shiftsAndCuts = [0, 900, -900].flatMap((shift) => [1, 2, 4].map((cut) => [shift, cut] as const));
  for (const [shift, cut] of shiftsAndCuts) {
    const logs = Float64Array.from(w, (one) => log(one) + shift);
    const sums = withDraws(withDraws(noSums, logs, f, 0, cut), logs, f, cut, 5);
    const sum = (of: (i: number) => number) => w.reduce((total, _, i) => total + of(i), 0);
    const total = sum((i) => w[i]);
    const mean = sum((i) => w[i] * f[i]) / total;
    expect(effectiveSize(sums)).toBeCloseTo(total ** 2 / sum((i) => w[i] ** 2), 10);
    expect(effectiveTerms(sums)).toBeCloseTo(
      sum((i) => w[i] * Math.abs(f[i])) ** 2 / sum((i) => (w[i] * f[i]) ** 2),
      10,
    );
    const self = selfNormalised(sums);
    expect(self?.value).toBeCloseTo(mean, 10);
    expect(self?.standardError).toBeCloseTo(Math.sqrt(sum((i) => (w[i] * (f[i] - mean)) ** 2)) / total, 10);
    if (shift !== 0) continue;
    const plain = sum((i) => w[i] * f[i]) / 5;
    const variance = sum((i) => (w[i] * f[i] - plain) ** 2) / 4;
    expect(plainEstimate(sums)?.value).toBeCloseTo(plain, 10);
    expect(plainEstimate(sums)?.standardError).toBeCloseTo(Math.sqrt(variance / 5), 10);
  }
  const nothing = withDraws(noSums, new Float64Array(3).fill(Number.NEGATIVE_INFINITY), f, 0, 3);
  expect([plainEstimate(nothing)?.value, selfNormalised(nothing), effectiveSize(nothing)]).toEqual([0, undefined, 0]);
});

test("equal weights leave all draws effective, one heavy weight leaves one", () => {
  const sumsOf = (logs: Float64Array) => withDraws(noSums, logs, new Float64Array(logs.length), 0, logs.length);
  expect(effectiveSize(sumsOf(new Float64Array(64).fill(-3)))).toBeCloseTo(64, 10);
  expect(effectiveSize(sumsOf(Float64Array.of(0, -800, -800, -800)))).toBe(1);
});

test("draws are shared out as the shares say, evenly, and weights divide by their mean density", () => {
  expect(Array.from(allocation([0.5, 0.5], 6))).toEqual([0, 1, 0, 1, 0, 1]);
  expect(Array.from(allocation([0.25, 0.75], 8))).toEqual([1, 0, 1, 1, 1, 0, 1, 1]);
  const counts = [0, 0, 0];
  for (const j of allocation([0.45, 0.45, 0.1], 100)) counts[j]++;
  expect(counts).toEqual([45, 45, 10]);
  const [a, b] = [normalDistribution(0, 1), normalDistribution(2, 3)];
  const components = [
    { first: a, others: a, share: 0.3 },
    { first: b, others: b, share: 0.7 },
  ];
  const x = Float64Array.of(0.4, -1);
  const [qa, qb] = components.map((one) => exp(logDensityOf(one, x)));
  expect(exp(logProposal(components, "balance", 1, x))).toBeCloseTo(0.3 * qa + 0.7 * qb, 12);
  expect(exp(logProposal(components, "apart", 1, x))).toBeCloseTo(qb, 12);
});

test("the second moment of the weights is its closed form, and infinite from s² = ½ down", () => {
  const p = normalDistribution(0, 1);
  for (const [shift, scale] of [
    [0.3, 1],
    [0, 1.4],
    [0.5, 0.8],
  ]) {
    const q = normalDistribution(shift, scale);
    const moment = integrate((x) => exp(2 * p.logDensity(x) - q.logDensity(x)), [-8, 0, 8], 1) ?? Number.NaN;
    expect(logSecondMoment(shift, scale)).toBeCloseTo(log(moment), 8);
  }
  expect(logSecondMoment(0, 0.7)).toBe(Number.POSITIVE_INFINITY);
  expect(effectiveShare(3, 0, 0.6)).toBe(0);
  expect(effectiveShare(50, 0.3, 1)).toBeCloseTo(exp(-50 * 0.09), 12);
});

test("tails decide whether the variance is finite", () => {
  const [normal, student] = [{ kind: "normal", scale: 1 } as const, { kind: "power", degrees: 5 } as const];
  const power = (degrees: number) => ({ kind: "power", degrees }) as const;
  expect(isFinite2(normal, { kind: "normal", scale: 0.7 }, 0)).toBe(false);
  expect(isFinite2(normal, { kind: "normal", scale: 0.72 }, 0)).toBe(true);
  expect(isFinite2(normal, power(1), 2)).toBe(true);
  expect(isFinite2(student, normal, 0)).toBe(false);
  expect([isFinite2(student, power(9.9), 0), isFinite2(student, power(10), 0)]).toEqual([true, false]);
  expect([isFinite2(student, power(5.9), 2), isFinite2(student, power(6), 2)]).toEqual([true, false]);
});

test("coordinates of a draw are independent streams", () => {
  const q = { first: normalDistribution(5, 1), others: normalDistribution(0, 1) };
  const n = 2000;
  const keys = keysOf([1, 9], 2);
  const x = new Float64Array(2);
  let [mean, product] = [0, 0];
  for (let i = 0; i < n; i++) {
    drawInto(x, q, keys, i);
    mean += x[0] / n;
    product += ((x[0] - 5) * x[1]) / n;
  }
  expect(Math.abs(mean - 5)).toBeLessThan(4 / Math.sqrt(n));
  expect(Math.abs(product)).toBeLessThan(4 / Math.sqrt(n));
});
