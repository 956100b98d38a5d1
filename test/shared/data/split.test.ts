import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cvSplit, split, splitWithin } from "../../../shared/data/split.ts";

describe("rows that are drawn", () => {
  it("fall in with no order of the table, where rows evenly spaced are all of one season", () => {
    const seasons = ({ test }: ReturnType<typeof split>) =>
      [0, 1, 2, 3].map((season) => test.filter((row) => row % 4 === season).length);
    expect(seasons(split({ rows: 4000 }, 0.25))).toEqual([0, 0, 0, 1000]);
    const drawn = split({ rows: 4000, heldOut: "drawn" }, 0.25);
    // Chi-squared of three degrees of freedom: 16.27 is passed once in a thousand.
    expect(seasons(drawn).reduce((sum, count) => sum + (count - 250) ** 2 / 250, 0)).toBeLessThan(16.27);
    expect(split({ rows: 4000, heldOut: "drawn" }, 0.25)).toEqual(drawn);
  });

  it("are as many as evenly spaced ones, one of each stretch of equal length, and each row is of one part", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0.02, max: 0.5, noNaN: true }),
        (rows, fraction) => {
          const { train, test } = split({ rows, heldOut: "drawn" }, fraction);
          const count = split({ rows }, fraction).test.length;
          expect(test.length).toBe(count);
          expect([...train, ...test].sort((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_, row) => row));
          for (const [k, row] of test.entries()) {
            expect(row).toBeGreaterThanOrEqual(Math.floor((k * rows) / count));
            expect(row).toBeLessThan(Math.floor(((k + 1) * rows) / count));
          }
        },
      ),
    );
  });

  it("are of each class as many as of a table of that class alone, and so are the last", () => {
    const labels = Array.from({ length: 60 }, (_, row) => row % 3);
    for (const heldOut of ["drawn", "last"] as const) {
      const { test } = splitWithin({ labels, heldOut }, 0.2);
      expect([0, 1, 2].map((k) => test.filter((row) => labels[row] === k).length)).toEqual([4, 4, 4]);
    }
    expect([...splitWithin({ labels, heldOut: "last" }, 0.2).test]).toEqual(
      Array.from({ length: 12 }, (_, k) => 48 + k),
    );
    expect([...split({ rows: 10, heldOut: "last" }, 0.25).test]).toEqual([8, 9]);
  });

  it("make folds that share no row, hold all, and are about as large; the last make stretches", () => {
    const labels = Array.from({ length: 47 }, (_, row) => row % 2);
    const folds = (heldOut: "drawn" | "last") =>
      Array.from({ length: 5 }, (_, fold) => [...cvSplit({ rows: 47, labels, heldOut }, 5, fold).test]);
    for (const parts of [folds("drawn"), folds("last")]) {
      expect(parts.flat().sort((a, b) => a - b)).toEqual(labels.map((_, row) => row));
      const sizes = parts.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
    for (const part of folds("last")) expect((part.at(-1) ?? 0) - part[0]).toBe(part.length - 1);
    for (const part of folds("drawn")) {
      const ones = part.filter((row) => labels[row] === 1).length;
      expect(Math.abs(2 * ones - part.length)).toBeLessThanOrEqual(3);
    }
    expect(folds("drawn")).not.toEqual(
      Array.from({ length: 5 }, (_, fold) => [...cvSplit({ rows: 47, labels }, 5, fold).test]),
    );
  });
});

describe("split within classes", () => {
  it("holds out some of each, where classes alternate", () => {
    const labels = Int32Array.from({ length: 40 }, (_, row) => row % 4);
    const { test } = splitWithin({ labels }, 0.25);
    const counts = [0, 1, 2, 3].map((k) => test.filter((row) => labels[row] === k).length);
    expect(counts).toEqual([2, 2, 2, 2]);
    // Evenly over all rows it would be one class alone.
    expect(new Set([...split({ rows: 40 }, 0.25).test].map((row) => row % 4)).size).toBe(1);
  });

  it("gives each row once, in ascending order, and of each class as many as a table of that class alone", () => {
    const table = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(table, fc.double({ min: 0.05, max: 0.5, noNaN: true }), (labels, fraction) => {
        const { train, test } = splitWithin({ labels }, fraction);
        expect([...train, ...test].sort((a, b) => a - b)).toEqual(labels.map((_, row) => row));
        expect([...test]).toEqual([...test].sort((a, b) => a - b));
        for (let k = 0; k < 4; k++) {
          const size = labels.filter((label) => label === k).length;
          expect(test.filter((row) => labels[row] === k).length).toBe(split({ rows: size }, fraction).test.length);
        }
      }),
    );
  });
});

describe("folds of a cross-validation", () => {
  it("are of a small table those that are found by hand", () => {
    // Rows of class 0: 0, 2, 5, 6; of class 1: 1, 3, 4. In this order the places leave 0, 1, 2, 0 and 1, 2, 0.
    const labels = [0, 1, 0, 1, 1, 0, 0];
    expect([0, 1, 2].map((fold) => [...cvSplit({ rows: 7, labels }, 3, fold).test])).toEqual([
      [0, 4, 6],
      [1, 2],
      [3, 5],
    ]);
    expect([...cvSplit({ rows: 7, labels }, 3, 1).train]).toEqual([0, 3, 4, 5, 6]);
    expect([0, 1, 2].map((fold) => [...cvSplit({ rows: 7 }, 3, fold).test])).toEqual([
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
          cvSplit({ rows: labels.length, ...(classes && { labels }) }, folds, fold),
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
