import { expect, test } from "vitest";
import { fillNormal } from "../../../shared/random/distributions.ts";
import { foldIn, type Key } from "../../../shared/random/index.ts";
import { intervalOf, pairedDifference, standardErrorOf } from "../../../shared/stats/paired.ts";

test("the interval of a paired difference covers the true one in 95 % of simulated experiments, however much the pairs have in common", () => {
  const key: Key = [5, 8];
  const experiments = 4000;
  const pairs = 8;
  const truth = -0.013;
  let covered = 0;
  for (let e = 0; e < experiments; e++) {
    const draws = new Float64Array(3 * pairs);
    fillNormal(foldIn(key, e), 0, draws);
    const common = Array.from({ length: pairs }, (_, i) => 0.8 + 0.1 * draws[i]);
    const a = common.map((value, i) => value + truth + 0.02 * draws[pairs + i]);
    const b = common.map((value, i) => value + 0.02 * draws[2 * pairs + i]);
    const { low, high } = pairedDifference(a, b) ?? { low: Number.NaN, high: Number.NaN };
    if (low <= truth && truth <= high) covered++;
  }
  // Normal differences: exactly 95 %; four standard errors of a share of 4,000 are 1.4 points.
  expect(Math.abs(covered / experiments - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / experiments));
});

test("of the numbers 1, 2, 3, 4 the standard error is √(5/3)/2, and the interval by the tabulated t with 3 degrees of freedom", () => {
  expect(standardErrorOf([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3) / 2, 14);
  expect(intervalOf([1, 2, 3, 4])?.high).toBeCloseTo(2.5 + (3.182446305 * Math.sqrt(5 / 3)) / 2, 8);
  expect(standardErrorOf([1])).toBeUndefined();
  expect(pairedDifference([1], [2])).toBeUndefined();
});
