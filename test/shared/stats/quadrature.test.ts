import { expect, test } from "vitest";
import { integrate } from "../../../shared/stats/quadrature.ts";

const normal = (x: number) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

test.each([
  ["a normal density", normal, [0], 1],
  ["its second moment, about other points", (x: number) => x * x * normal(x), [-1, 0.3, 2], 1],
  ["a Cauchy density", (x: number) => 1 / (Math.PI * (1 + x * x)), [0], 1],
  ["one side of it, from a jump", (x: number) => (x > 1 ? 1 / (Math.PI * (1 + x * x)) : 0), [1], 0.25],
  ["a polynomial between jumps", (x: number) => (x >= -1 && x <= 2 ? x ** 5 - x * x : 0), [-1, 2], 63 / 6 - 3],
  ["a kink between jumps", (x: number) => (Math.abs(x) <= 1 ? Math.abs(x) : 0), [-1, 0, 1], 1],
  ["tails of the power −3/2", (x: number) => (1 + Math.abs(x)) ** -1.5, [0], 4],
] as const)("the integral of %s", (_, f, breaks, value) => {
  expect(integrate(f, breaks, 1)).toBeCloseTo(value, 7);
});

test("Gauss's rule of three points is exact for the fifth power in every panel", () => {
  // Twenty to the sixth over six, to rounding: a rule of lower order misses by its panels' widths.
  const value = integrate((x) => (x >= 0 && x <= 20 ? x ** 5 : 0), [0, 20], 1) as number;
  expect(value / (20 ** 6 / 6)).toBeCloseTo(1, 13);
});

test("what has no integral has no value", () => {
  expect(integrate((x) => 1 / Math.max(1, Math.abs(x)), [0], 1)).toBeUndefined();
  expect(integrate(() => 1, [0], 1)).toBeUndefined();
});
