import { expect, test } from "vitest";
import { erfc, exp } from "../../../shared/math/index.ts";
import { chiSquareTail, incompleteGammaTail } from "../../../shared/stats/incomplete-gamma.ts";

/** Q of a whole or half a, by Q(a + 1, x) = Q(a, x) + x^a e^(−x) / Γ(a + 1) from e^(−x) or erfc √x. */
function byRecurrence(twice: number, x: number): number {
  let [a, tail, term] =
    twice % 2 === 0
      ? [1, exp(-x), x * exp(-x)]
      : [0.5, erfc(Math.sqrt(x)), (2 * Math.sqrt(x) * exp(-x)) / Math.sqrt(Math.PI)];
  while (a < twice / 2) {
    tail += term;
    a++;
    term *= x / a;
  }
  return tail;
}

test("the tail of χ² is the closed form for 1 … 60 degrees of freedom", () => {
  for (let degrees = 1; degrees <= 60; degrees++)
    for (const x of [1e-6, 0.1, 1, 3.84, 10, 30, 61, 120, 300]) {
      const exact = byRecurrence(degrees, x / 2);
      expect(Math.abs(chiSquareTail(x, degrees) - exact)).toBeLessThan(2e-13 * Math.max(exact, 1e-3));
      expect(Math.abs(chiSquareTail(x, degrees) / exact - 1)).toBeLessThan(1e-9);
    }
});

test("the printed critical values of χ² have their probability", () => {
  for (const [x, degrees, p] of [
    [3.841458820694124, 1, 0.05],
    [6.6348966010212145, 1, 0.01],
    [5.991464547107979, 2, 0.05],
    [18.307038053275146, 10, 0.05],
    [124.34211340400407, 100, 0.05],
  ])
    expect(chiSquareTail(x, degrees)).toBeCloseTo(p, 12);
});

test("at the ends", () => {
  expect(chiSquareTail(0, 3)).toBe(1);
  expect(chiSquareTail(5, 0)).toBe(1);
  expect(incompleteGammaTail(2, Number.POSITIVE_INFINITY)).toBe(0);
  expect(incompleteGammaTail(5000, 5000)).toBeCloseTo(0.49811938, 4);
});
