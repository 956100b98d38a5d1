import { describe, expect, test } from "vitest";
import { compositions } from "../../../shared/data/generators/compositions.ts";

const generate = (params: object, seed = 2) =>
  compositions.generate([seed, 0], { count: 300, style: "all", ...params } as never);

describe("compositions", () => {
  const table = generate({});
  const factorsOf = (n: number) => [...(table.factors?.values.subarray(3 * n, 3 * n + 3) ?? [])];

  test("styles and palettes are about equally many, and classes are styles", () => {
    expect(table.classes).toEqual(Object.keys(compositions.classes ?? {}));
    expect(table.image).toEqual({ width: 32, height: 32, channels: 3 });
    for (const at of [0, 1]) {
      const counts = [0, 0, 0];
      for (let n = 0; n < table.rows; n++) counts[factorsOf(n)[at]]++;
      // 300 draws among three: a deviation of 8.2.
      for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(33);
    }
    expect(Array.from(table.labels ?? [])).toEqual(Array.from({ length: table.rows }, (_, n) => factorsOf(n)[0]));
    const discs = generate({ style: "discs", count: 20 });
    expect([discs.classes, discs.labels?.every((label) => label === 0)]).toEqual([["discs"], true]);
    expect(discs.factors?.values.filter((_, i) => i % 3 === 0).every((style) => style === 1)).toBe(true);
  });

  test("of hills the ground is dark and the sky is light; discs are round about, beams go from edge to edge", () => {
    const shine = (n: number, y: number, x: number) => {
      const at = n * table.columns + 3 * (32 * y + x);
      return table.values[at] + table.values[at + 1] + table.values[at + 2];
    };
    const row = (n: number, y: number) => Array.from({ length: 32 }, (_, x) => shine(n, y, x)).reduce((a, b) => a + b);
    for (let n = 0; n < table.rows; n++) if (table.labels?.[n] === 0) expect(row(n, 31)).toBeLessThan(0.75 * row(n, 1));
    // Corners are ground where there are discs, whose middles lie 6 pixels and more inside: its light and its colour follow from the palette.
    const corners = (label: number) => {
      const differ = Array.from({ length: table.rows }, (_, n) => n).filter((n) => table.labels?.[n] === label);
      return differ.filter((n) => Math.abs(shine(n, 0, 0) - shine(n, 0, 31)) > 60).length / differ.length;
    };
    expect(corners(2)).toBeGreaterThan(corners(1) + 0.1);
  });

  test("pictures depend on key and number alone", () => {
    expect(generate({ count: 10 }).values).toEqual(table.values.subarray(0, 10 * table.columns));
    expect(generate({ count: 10 }, 3).values).not.toEqual(generate({ count: 10 }).values);
  });
});
