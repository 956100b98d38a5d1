/** What the views of sparse coding are given instead of computing it. */
import { expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import { builtFrom } from "../../../../shared/labs/factors/sparse-coding/built.ts";

test("a row is the sum of its first atoms and what is left of it", () => {
  const answer = { row: array(Float64Array.of(4, -1)), parts: array(Float64Array.of(3, 0, 4, -2), [2, 2]) };
  expect([...builtFrom(answer, 0).values]).toEqual([4, -1, 0, 0, 4, -1]);
  expect([...builtFrom(answer, 1).values]).toEqual([4, -1, 3, 0, 1, -1]);
  expect([...builtFrom(answer, 2).values]).toEqual([4, -1, 4, -2, 0, 1]);
  expect(builtFrom(answer, 2).shape).toEqual([3, 2]);
});
