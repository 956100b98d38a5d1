import { describe, expect, test } from "vitest";
import { planarDensities } from "../../../shared/data/generators/planar-densities.ts";

const generate = (params: object, key: readonly [number, number] = [5, 0]) =>
  planarDensities.generate(key, { density: "ring", deviation: 0.05, count: 8000, ...params } as never);

describe("densities of the plane", () => {
  test.each([
    ["ring", { modes: 8 }, 8],
    ["grid", { side: 5 }, 25],
  ])("%s: every Gaussian has its share of the rows, its centre and its deviation", (density, more, modes) => {
    const { values, labels = [], gaussians, classes, rows } = generate({ density, count: 1000 * modes, ...more });
    const { centres, deviation } = gaussians as NonNullable<typeof gaussians>;
    expect([centres.length, classes?.length, deviation]).toEqual([2 * modes, modes, 0.05]);
    for (let mode = 0; mode < modes; mode++)
      for (const axis of [0, 1]) {
        const own: number[] = [];
        for (let n = 0; n < rows; n++)
          if (labels[n] === mode) own.push(values[2 * n + axis] - centres[2 * mode + axis]);
        expect(own.length).toBe(1000);
        const mean = own.reduce((sum, x) => sum + x, 0) / own.length;
        const variance = own.reduce((sum, x) => sum + x * x, 0) / own.length;
        // Standard errors of a mean and of a variance of n normals: σ/√n and σ²·√(2/n).
        expect(Math.abs(mean)).toBeLessThan((4.5 * 0.05) / Math.sqrt(1000));
        expect(Math.abs(variance / 0.05 ** 2 - 1)).toBeLessThan(4.5 * Math.sqrt(2 / 1000));
      }
  });

  test("centres of the ring are on a circle, those of the grid at equal distances over a square", () => {
    const ring = generate({ modes: 6 }).gaussians?.centres ?? [];
    for (let c = 0; c < 6; c++) expect(Math.hypot(ring[2 * c], ring[2 * c + 1])).toBeCloseTo(1.5, 12);
    const grid = generate({ density: "grid", side: 3 }).gaussians?.centres;
    expect(Array.from(grid ?? [])).toEqual([-2, -2, 0, -2, 2, -2, -2, 0, 0, 0, 2, 0, -2, 2, 0, 2, 2, 2]);
  });

  test.each(["moons", "spirals", "circles", "checkerboard"])(
    "%s have no density that is known, and fill the same room",
    (density) => {
      const { values, gaussians, labels } = generate({ density });
      expect(gaussians).toBeUndefined();
      expect(labels === undefined).toBe(density === "checkerboard");
      for (const axis of [0, 1]) {
        const own = values.filter((_: number, i: number) => i % 2 === axis);
        expect(Math.max(...own)).toBeGreaterThan(0.9);
        expect(Math.max(...own.map(Math.abs))).toBeLessThan(2.4);
      }
    },
  );

  test("a row depends on the key and its number alone", () => {
    expect(generate({ count: 50 }).values).toEqual(generate({ count: 80 }).values.slice(0, 100));
    expect(generate({ count: 50 }, [6, 0]).values).not.toEqual(generate({ count: 50 }).values);
  });
});
