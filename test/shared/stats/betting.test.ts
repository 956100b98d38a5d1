import { expect, test } from "vitest";
import { fillUniform } from "../../../shared/random/index.ts";
import { logMean, lowerLimit, upperLimit } from "../../../shared/stats/betting.ts";

const uniforms = (n: number, seed: number) => {
  const out = new Float64Array(n);
  fillUniform([seed, 77], 0, out);
  return out;
};

// By Ville's inequality at most α of the repeats may lie beyond a limit: of 2000 at α = 0.05 at most 100, and 4 standard deviations more.
test.each([
  ["two values, one of them rare", (u: number) => (u < 0.02 ? 1 : 1e-4), 0.02 + 0.98e-4],
  ["uniform", (u: number) => u, 0.5],
  ["a heavy tail within its bound", (u: number) => 1e-3 / Math.sqrt(u + 1e-6), 2e-3 * (Math.sqrt(1 + 1e-6) - 1e-3)],
] as const)("limits of the mean hold as often as they promise: %s", (_, value, mean) => {
  let [above, below] = [0, 0];
  for (let r = 0; r < 2000; r++) {
    const logs = uniforms(40, r).map((u) => Math.log(value(u)));
    if (lowerLimit(logs, 0.05) > Math.log(mean)) above++;
    if (upperLimit(logs, 0, 0.05) < Math.log(mean)) below++;
  }
  expect(above).toBeLessThan(140);
  expect(below).toBeLessThan(140);
});

test("the upper limit closes in on the mean, and is at most the bound", () => {
  const wide = uniforms(50, 1).map(Math.log);
  const narrow = uniforms(20_000, 1).map(Math.log);
  const width = (logs: Float64Array) => upperLimit(logs, 0, 0.01) - logMean(logs);
  expect(width(narrow)).toBeGreaterThan(0);
  expect(width(narrow)).toBeLessThan(width(wide) / 10);
  expect(upperLimit([0, 0, 0], 0, 0.01)).toBeLessThanOrEqual(0);
  expect(upperLimit([-1, -2], Number.POSITIVE_INFINITY, 0.01)).toBe(Number.POSITIVE_INFINITY);
});

test("draws that saw nothing leave what so many may have missed: about the bound times log(1/α) / n", () => {
  const limit = upperLimit(new Float64Array(1000).fill(-200), 0, 0.005);
  // Without a stake that was lost the wealth is (1 − m)^−n; it is an eighth of that, and a little, since eight stakes share what there is.
  expect(limit).toBeGreaterThan(Math.log(1 - 0.005 ** (1 / 1000)));
  expect(limit).toBeLessThan(Math.log(1 - (0.005 / 8) ** (1 / 1000)));
});
