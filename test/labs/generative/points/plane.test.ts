import { expect, test } from "vitest";
import { shareOutside } from "../../../../shared/labs/generative/points/plane.ts";

const square = { low: [-1, 0], side: 2 } as const;

test("the share of points outside a square is counted by either axis, edges within, no number without", () => {
  expect(shareOutside([0, 1, -1, 0, 1, 2], square)).toBe(0);
  expect(shareOutside([0, 1, 1.1, 1, 0, -0.1, 0, 2.5], square)).toBe(0.75);
  expect(shareOutside([0, 1, Number.NaN, 1], square)).toBe(0.5);
  expect(shareOutside([], square)).toBe(0);
});
