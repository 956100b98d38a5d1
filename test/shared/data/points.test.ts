import { describe, expect, test } from "vitest";
import { ARM, points, RING, WAVE } from "../../../shared/data/generators/points.ts";

const generate = (params: object, key: readonly [number, number] = [5, 0]) =>
  points.generate(key, { shape: "moons", count: 4000, noise: 0, ...params } as never);

/** The points of class c. */
function pointsOf(c: number, params: object): readonly (readonly [number, number])[] {
  const { values, labels = [], rows } = generate(params);
  return Array.from({ length: rows }, (_, n) => n)
    .filter((n) => labels[n] === c)
    .map((n) => [values[2 * n], values[2 * n + 1]] as const);
}
const radius = ([x, y]: readonly [number, number]) => Math.hypot(x, y);
const turnsOf = ([x, y]: readonly [number, number]) => Math.atan2(y, x) / (2 * Math.PI);
const mod = (value: number, n: number) => ((value % n) + n) % n;
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
/** Of n values uniform in [0, 1): within four standard errors of the mean, and both ends are reached. */
function expectUniform(values: readonly number[]): void {
  expect(Math.abs(mean(values) - 0.5)).toBeLessThan(4 / Math.sqrt(12 * values.length));
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.min(...values)).toBeLessThan(0.01);
  expect(Math.max(...values)).toBeGreaterThan(0.99);
  expect(Math.max(...values)).toBeLessThanOrEqual(1);
}

describe("points", () => {
  test("of XOR: the sign of x·y is the class, no point near the axes, |x| and |y| uniform", () => {
    for (const c of [0, 1]) {
      const own = pointsOf(c, { shape: "xor" });
      expect(own.every(([x, y]) => x * y > 0 === (c === 0))).toBe(true);
      expectUniform(own.map(([x]) => (Math.abs(x) - 0.05) / 0.95));
      expectUniform(own.map(([, y]) => (Math.abs(y) - 0.05) / 0.95));
      expect(Math.abs(mean(own.map(([x]) => Math.sign(x))))).toBeLessThan(4 / Math.sqrt(own.length));
    }
  });

  test.each([2, 5])("of %d circles lie on them, at every angle", (classes) => {
    for (let c = 0; c < classes; c++) {
      const own = pointsOf(c, { shape: "circles", classes });
      for (const point of own) expect(radius(point)).toBeCloseTo((0.9 * (c + 1)) / classes, 12);
      expectUniform(own.map((point) => mod(turnsOf(point), 1)));
    }
  });

  test("of the moons lie on two half circles that reach into each other", () => {
    for (const [c, side] of [1, -1].entries()) {
      const own = pointsOf(c, { shape: "moons" });
      for (const [x, y] of own) {
        expect(Math.hypot(x + 0.3 * side, y + 0.15 * side)).toBeCloseTo(0.6, 12);
        expect(side * (y + 0.15 * side)).toBeGreaterThanOrEqual(0);
      }
      expectUniform(own.map(([x, y]) => 2 * turnsOf([side * (x + 0.3 * side), side * (y + 0.15 * side)])));
    }
  });

  test.each([2, 3, 5])("of %d spirals turn with the radius and are evenly dense along an arm", (classes) => {
    for (let c = 0; c < classes; c++) {
      const own = pointsOf(c, { shape: "spirals", classes });
      for (const point of own) {
        const along = radius(point) / 0.9;
        const off = mod(turnsOf(point) - ARM.turns * along - c / classes + 0.5, 1) - 0.5;
        expect(Math.abs(off)).toBeLessThan(1e-12);
      }
      expectUniform(own.map((point) => ((radius(point) / 0.9) ** 2 - ARM.start ** 2) / (1 - ARM.start ** 2)));
    }
  });

  test.each([
    [2, 0],
    [8, 0.2],
  ])("of %d Gaussians have the stated means and variances, noise %d included", (classes, noise) => {
    const variance = RING.deviation ** 2 + noise ** 2;
    for (let c = 0; c < classes; c++) {
      const own = pointsOf(c, { shape: "gaussians", classes, noise, count: 20_000 });
      const turn = (2 * Math.PI * c) / classes;
      for (const [axis, centre] of [RING.radius * Math.cos(turn), RING.radius * Math.sin(turn)].entries()) {
        const values = own.map((point) => point[axis] - centre);
        expect(Math.abs(mean(values))).toBeLessThan(4 * Math.sqrt(variance / own.length));
        // The variance of n normal values deviates by √(2/n) of itself.
        const relative = mean(values.map((x) => x * x)) / variance - 1;
        expect(Math.abs(relative)).toBeLessThan(4 * Math.sqrt(2 / own.length));
      }
    }
  });

  test.each([2, 4])("of %d kinds of stripe fill every k-th band along the wave", (classes) => {
    for (let c = 0; c < classes; c++) {
      const own = pointsOf(c, { shape: "stripes", classes });
      const heights = own.map(([x, y]) => ((y - WAVE * Math.sin(Math.PI * x)) / (1 - WAVE) + 1) * classes);
      expect(heights.every((height) => Math.floor(height) % classes === c)).toBe(true);
      expectUniform(heights.map((height) => mod(height, 1)));
      expectUniform(own.map(([x]) => (x + 1) / 2));
      expect(new Set(heights.map(Math.floor))).toEqual(new Set([c, c + classes]));
    }
  });

  test("of the checkerboard fill all squares of a colour alike", () => {
    for (const c of [0, 1]) {
      const own = pointsOf(c, { shape: "checkerboard" });
      const squares = own.map(([x, y]) => [Math.floor(2 * (x + 1)), Math.floor(2 * (y + 1))]);
      expect(squares.every(([i, j]) => (i + j) % 2 === c)).toBe(true);
      const counts = new Map<string, number>();
      for (const square of squares) counts.set(String(square), (counts.get(String(square)) ?? 0) + 1);
      expect(counts.size).toBe(8);
      // Binomial with p = 1/8.
      const tolerance = 4 * Math.sqrt((own.length * 7) / 64);
      for (const count of counts.values()) expect(Math.abs(count - own.length / 8)).toBeLessThan(tolerance);
      expectUniform(own.map(([x]) => mod(2 * (x + 1), 1)));
      expectUniform(own.map(([, y]) => mod(2 * (y + 1), 1)));
    }
  });

  test("classes are of one size; noise has the stated variance; the first rows do not depend on how many follow", () => {
    const three = generate({ shape: "spirals", classes: 3, count: 200 });
    const sizes = [0, 1, 2].map((c) => three.labels?.filter((label) => label === c).length);
    expect(sizes).toEqual([67, 67, 66]);
    expect(three.classes).toEqual(["A", "B", "C"]);
    expect(generate({ shape: "xor" }).classes).toEqual(["A", "B"]);
    const noisy = generate({ noise: 0.25 });
    const clean = generate({});
    const shifts = Array.from(noisy.values, (x, i) => (x - clean.values[i]) / 0.25);
    expect(Math.abs(mean(shifts))).toBeLessThan(4 / Math.sqrt(shifts.length));
    expect(Math.abs(mean(shifts.map((x) => x * x)) - 1)).toBeLessThan(4 * Math.sqrt(2 / shifts.length));
    expect(generate({ count: 50 }).values).toEqual(generate({}).values.slice(0, 100));
    expect(generate({}, [6, 0]).values).not.toEqual(generate({}).values);
  });
});
