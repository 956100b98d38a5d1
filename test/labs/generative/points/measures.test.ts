import { describe, expect, test } from "vitest";
import { CELLS, divergencesOf, histogramOf } from "../../../../shared/labs/generative/points/divergences.ts";
import { modesOfClasses, modesOfGaussians } from "../../../../shared/labs/generative/points/modes.ts";
import { ACROSS, gridOf, planarSamples, squareOf, unscaled } from "../../../../shared/labs/generative/points/plane.ts";
import { generated } from "../../../run.ts";

describe("modes", () => {
  const centres = [0, 0, 10, 0, 0, 10];
  test("rows count for the nearest centre within three deviations; a tenth of an equal share covers", () => {
    const near = (x: number, y: number, count: number) => Array.from({ length: count }, () => [x, y]).flat();
    const points = [...near(0.5, 0, 25), ...near(10, 2.9, 1), ...near(10, 3.1, 3), ...near(0, 9, 1)];
    const { counts, covered, good } = modesOfGaussians(points, { centres, deviation: 1 });
    expect([...counts]).toEqual([25, 1, 1]);
    // Of 30 rows on 3 modes an equal share is 10, and a tenth of it one row.
    expect(covered).toBe(3);
    expect(good).toBeCloseTo(27 / 30, 12);
    expect(modesOfGaussians([...points, ...near(0, 0, 30)], { centres, deviation: 1 }).covered).toBe(1);
  });

  test("of classes, the class of the nearest known row", () => {
    const known = { rows: [0, 1, 5, 6], labels: [0, 0, 1, 2], classes: 3 };
    const { counts, covered, good } = modesOfClasses([-3, 0.4, 5.4, 5.6, 99], known, 1);
    expect([...counts]).toEqual([2, 1, 2]);
    expect([covered, good]).toEqual([3, 1]);
  });
});

describe("divergences", () => {
  test("of counts are those of the shares with half a count more in each cell", () => {
    const [p, q] = [[2.5, 0.5].map((x) => x / 3), [0.5, 4.5].map((x) => x / 5)];
    const { kl, js } = divergencesOf([2, 0], [0, 4]);
    expect(kl).toBeCloseTo(p[0] * Math.log(p[0] / q[0]) + p[1] * Math.log(p[1] / q[1]), 12);
    const m = p.map((x, i) => (x + q[i]) / 2);
    const half = (a: number[]) => a.reduce((sum, x, i) => sum + x * Math.log(x / m[i]), 0) / 2;
    expect(js).toBeCloseTo(half(p) + half(q), 12);
  });

  test("are zero for equal counts; the second is at most log 2", () => {
    expect(divergencesOf([3, 1, 0], [3, 1, 0])).toEqual({ kl: 0, js: 0 });
    const { kl, js } = divergencesOf([1e9, 0], [0, 1e9]);
    expect(js).toBeLessThanOrEqual(Math.LN2);
    expect(js).toBeCloseTo(Math.LN2, 6);
    expect(kl).toBeGreaterThan(10);
  });

  test("histograms count every point once, from the bottom left; what is beyond the square in the nearest cell", () => {
    const counts = histogramOf([0.01, 0.01, 0.99, 0.01, 0.01, 0.99, 7, 7], { low: [0, 0], side: 1 });
    const at = [0, CELLS - 1, CELLS * (CELLS - 1), CELLS * CELLS - 1];
    expect(at.map((cell) => counts[cell])).toEqual([1, 1, 1, 1]);
    expect(counts.reduce((sum, x) => sum + x, 0)).toBe(4);
  });
});

describe("samples of the plane", () => {
  test("have mean 0 and spread 1, and centres that go with them; they come back in the units of the data", () => {
    const table = generated("planar-densities", { density: "grid", count: 5000 });
    const { values, train, test: held, scaling, gaussians } = planarSamples(table, 0.2);
    expect([train.length, held.length]).toEqual([4000, 1000]);
    // Modes are dealt out in turns, and each is held out alike.
    expect(
      modesOfGaussians(
        [...held].flatMap((row) => [...values.subarray(2 * row, 2 * row + 2)]),
        gaussians ?? { centres: [], deviation: 0 },
      ).covered,
    ).toBe(25);
    let [mean, square] = [0, 0];
    for (const row of train)
      for (const axis of [0, 1]) {
        mean += values[2 * row + axis] / train.length / 2;
        square += values[2 * row + axis] ** 2 / train.length / 2;
      }
    expect(mean).toBeCloseTo(0, 6);
    expect(square).toBeCloseTo(1, 6);
    const back = unscaled(values, scaling);
    expect(Math.max(...back.map((x, i) => Math.abs(x - table.values[i])))).toBeLessThan(1e-6);
    const { counts } = modesOfGaussians(values, gaussians as NonNullable<typeof gaussians>);
    // Beyond three deviations of a Gaussian of the plane: exp(−9/2).
    expect(Math.min(...counts)).toBeGreaterThan(200 * (1 - Math.exp(-4.5)) - 8);
  });

  test("the square has a margin about all points", () => {
    const { low, side } = squareOf([0, 0, 10, 5]);
    expect(side).toBeCloseTo(14, 12);
    expect([...low]).toEqual([-2, -4.5]);
    const grid = gridOf({ low: [0, 0], side: ACROSS });
    expect([...grid.subarray(0, 4), ...grid.subarray(-2)]).toEqual([
      0.5,
      ACROSS - 0.5,
      1.5,
      ACROSS - 0.5,
      ACROSS - 0.5,
      0.5,
    ]);
  });
});
