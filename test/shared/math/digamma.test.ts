import { expect, test } from "vitest";
import { digamma } from "../../../shared/math/index.ts";

/** Values rounded from 40 digits of the series ψ(x) = −γ + Σ (1/(k + 1) − 1/(k + x)). */
const VALUES: readonly (readonly [number, number])[] = [
  [1e-8, -100000000.57721564],
  [0.25, -4.2274535333762655],
  [0.5, -1.9635100260214235],
  [1, -0.5772156649015329],
  [1.4616321449683622, 0],
  [1.5, 0.03648997397857652],
  [2, 0.42278433509846713],
  [3.75, 1.1825373886117962],
  [9.5, 2.1977378764029494],
  [10, 2.251752589066721],
  [33.125, 3.4851180052392827],
  [1e6, 13.815510057964191],
  [1e300, 690.7755278982137],
  [-0.5, 0.03648997397857652],
  [-1.25, 3.714139120213528],
  [-7.75, -1.0307688328309315],
  [-20.0625, 18.81742034888317],
  [-1000.5, 6.908754820898672],
];

test.each(VALUES)("ψ(%d) = %d", (x, value) => {
  const bound = x > 0 ? 4e-15 : 1e-13;
  expect(Math.abs(digamma(x) - value)).toBeLessThan(bound * Math.max(1, Math.abs(value)));
});

test("ψ(x + 1) = ψ(x) + 1/x on both sides of 0", () => {
  for (let x = -9.9; x < 12; x += 0.37) {
    expect(Math.abs(digamma(x + 1) - digamma(x) - 1 / x)).toBeLessThan(1e-12 * Math.max(1, Math.abs(1 / x)));
  }
});

test("poles have no value", () => {
  expect([0, -1, -2, -Infinity, NaN, -1e300].map(digamma)).toEqual([NaN, NaN, NaN, NaN, NaN, NaN]);
  expect(digamma(Infinity)).toBe(Infinity);
});
