import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { split, splitWithin } from "../../../shared/data/split.ts";

describe("split within classes", () => {
  it("holds out some of each, where classes alternate", () => {
    const labels = Int32Array.from({ length: 40 }, (_, row) => row % 4);
    const { test } = splitWithin(labels, 4, 0.25);
    const counts = [0, 1, 2, 3].map((k) => test.filter((row) => labels[row] === k).length);
    expect(counts).toEqual([2, 2, 2, 2]);
    // Evenly over all rows it would be one class alone.
    expect(new Set([...split(40, 0.25).test].map((row) => row % 4)).size).toBe(1);
  });

  it("gives each row once, in ascending order, and of each class as many as a table of that class alone", () => {
    const table = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(table, fc.double({ min: 0.05, max: 0.5, noNaN: true }), (labels, fraction) => {
        const { train, test } = splitWithin(labels, 4, fraction);
        expect([...train, ...test].sort((a, b) => a - b)).toEqual(labels.map((_, row) => row));
        expect([...test]).toEqual([...test].sort((a, b) => a - b));
        for (let k = 0; k < 4; k++) {
          const size = labels.filter((label) => label === k).length;
          expect(test.filter((row) => labels[row] === k).length).toBe(split(size, fraction).test.length);
        }
      }),
    );
  });
});
