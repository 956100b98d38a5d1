import { expect, test } from "vitest";
import { array } from "../../../shared/arrays.ts";
import { toNpy } from "../../../shared/data/readers/npy/write.ts";
import { eachStep, withoutGaps } from "../../../shared/labs/records.ts";

test("what a step does not tell is NaN in files, and what it tells stays", () => {
  const advance = eachStep(["loss"], (n, row) => {
    if (n % 2 === 0) row.loss = n === 4 ? Number.NEGATIVE_INFINITY : n + 0.5;
  });
  const { loss } = advance(0, 5) as Record<"loss", ReturnType<typeof array>>;
  expect([...loss.values]).toEqual([
    0.5,
    Number.POSITIVE_INFINITY,
    2.5,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]);
  const file = toNpy(withoutGaps(loss));
  const numbers = new Float64Array(file.slice(file.length - 40).buffer);
  expect([...numbers]).toEqual([0.5, Number.NaN, 2.5, Number.NaN, Number.NEGATIVE_INFINITY]);
  // The record itself is not changed.
  expect(loss.values[1]).toBe(Number.POSITIVE_INFINITY);
  const bytes = array(Uint8Array.of(1, 2), [2]);
  expect(withoutGaps(bytes)).toBe(bytes);
});
