import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cvSplit, split, splitWithin } from "../../../shared/data/split.ts";

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

describe("folds of a cross-validation", () => {
  it("are of a small table those that are found by hand", () => {
    // Rows of class 0: 0, 2, 5, 6; of class 1: 1, 3, 4. In this order the places leave 0, 1, 2, 0 and 1, 2, 0.
    const labels = [0, 1, 0, 1, 1, 0, 0];
    expect([0, 1, 2].map((fold) => [...cvSplit(7, 3, fold, labels).test])).toEqual([
      [0, 4, 6],
      [1, 2],
      [3, 5],
    ]);
    expect([...cvSplit(7, 3, 1, labels).train]).toEqual([0, 3, 4, 5, 6]);
    expect([0, 1, 2].map((fold) => [...cvSplit(7, 3, fold).test])).toEqual([
      [0, 3, 6],
      [1, 4],
      [2, 5],
    ]);
  });

  it("hold out each row once, and differ by at most one row, in all and of each class", () => {
    const table = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(table, fc.integer({ min: 2, max: 20 }), fc.boolean(), (labels, most, classes) => {
        const folds = Math.min(most, labels.length);
        const parts = Array.from({ length: folds }, (_, fold) =>
          cvSplit(labels.length, folds, fold, classes ? labels : undefined),
        );
        const rows = labels.map((_, row) => row);
        expect(parts.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual(rows);
        for (const { train, test } of parts) {
          expect([...train, ...test].sort((a, b) => a - b)).toEqual(rows);
          expect([...test]).toEqual([...test].sort((a, b) => a - b));
        }
        const spread = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts);
        expect(spread(parts.map(({ test }) => test.length))).toBeLessThanOrEqual(1);
        if (!classes) return;
        for (let k = 0; k < 4; k++) {
          const counts = parts.map(({ test }) => test.filter((row) => labels[row] === k).length);
          expect(spread(counts)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
