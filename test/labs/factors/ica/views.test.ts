/** What the views of ICA are given instead of computing it. */
import { expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import { cloudOf } from "../../../../shared/labs/factors/ica/cloud.ts";
import { closestSource } from "../../../../shared/labs/factors/ica/truth.ts";

test("a cloud has mean zero on both axes, and nearly all of it lies within its extent", () => {
  const rows = 1000;
  const values = Float32Array.from({ length: 3 * rows }, (_, at) => 5 + Math.sin(at) * (at % 3));
  const { x, y, extent } = cloudOf(array(values, [rows, 3]), 1, 2);
  for (const axis of [x, y]) expect(axis.reduce((a, b) => a + b) / rows).toBeCloseTo(0, 5);
  expect(x[7] - x[3]).toBeCloseTo(values[22] - values[10], 5);
  expect(y[7] - y[3]).toBeCloseTo(values[23] - values[11], 5);
  const within = [...x, ...y].filter((value) => Math.abs(value) <= extent / 1.15).length;
  expect(within / (2 * rows)).toBeGreaterThanOrEqual(0.995);
  expect(within / (2 * rows)).toBeLessThan(0.9975);
  expect(cloudOf(array(new Float32Array(4), [2, 2]), 0, 1).extent).toBeGreaterThan(0);
});

test("a component's source is the one with the largest correlation, whatever its sign", () => {
  const r = array(Float64Array.of(0.1, -0.9, 0.3, 0.6, 0.2, 0.5), [2, 3]);
  expect(closestSource(r, 0)).toEqual({ source: 1, squared: (-0.9) ** 2 });
  expect(closestSource(r, 1)).toEqual({ source: 0, squared: 0.6 ** 2 });
});
