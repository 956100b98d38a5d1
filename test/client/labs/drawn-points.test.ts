/** Points drawn by hand become a file that is read as they were drawn. */
import { expect, test } from "vitest";
import {
  CLASS_NAMES,
  cloudCsv,
  cloudOf,
  type DrawnPoint,
  erased,
  isCloud,
  isEnough,
  MOST_POINTS,
  pointsOf,
  sprayed,
  toCsv,
} from "../../../client/labs/parts/drawn-points.ts";
import { decodeHere, readEach } from "../../../shared/data/files.ts";
import { hashFile } from "../../../shared/data/hashed-file.ts";
import { shapeTable } from "../../../shared/data/shape.ts";
import { mlp } from "../../../shared/labs/representation/mlp/lab.ts";
import { useOf } from "../../../shared/labs/takes.ts";
import { generated, runLab } from "../../run.ts";

await mlp.ready?.();

/** Two heaps, 30 points each, from a fixed sequence. */
function heaps(): readonly DrawnPoint[] {
  let state = 1;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const one = sprayed([], [-0.5, 0.2], { label: 0, count: 30, spread: 0.2 }, random);
  return sprayed(one, [0.5, -0.3], { label: 1, count: 30, spread: 0.2 }, random);
}

async function read(csv: string) {
  const file = await hashFile({ name: "points.csv", bytes: new TextEncoder().encode(csv) });
  const [{ content }] = await readEach([file], decodeHere, undefined);
  if (content.kind !== "table") throw new Error("no table");
  return shapeTable(content, {}, useOf(mlp));
}

test("what was drawn comes back from its file, class by class, and is learnt", async () => {
  const drawn = heaps();
  const table = await read(toCsv(drawn));
  expect([table.rows, table.columns, table.names, table.classes]).toEqual([60, 2, ["x", "y"], ["A", "B"]]);
  const back = pointsOf(table) ?? [];
  const rounded = (points: readonly DrawnPoint[]) =>
    points.map(({ x, y, label }) => `${x.toFixed(4)} ${y.toFixed(4)} ${label}`).sort();
  expect(rounded(back)).toEqual(rounded(drawn));
  const { metrics } = runLab(mlp, table, { hidden: [4], epochs: 60, learningRate: 0.03 });
  expect(metrics.accuracy).toBe(1);
});

test("the brush spreads within its radius and the pad, and ends at the most points", () => {
  for (const { x, y } of heaps()) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
  const near = sprayed([], [0, 0], { label: 0, count: 50, spread: 0.1 }, Math.random);
  for (const { x, y } of near) expect(Math.hypot(x, y)).toBeLessThanOrEqual(0.1 + 1e-12);
  expect(sprayed(near, [0, 0], { label: 0, count: 5000, spread: 0 }, Math.random)).toHaveLength(MOST_POINTS);
});

test("the eraser takes what is near, and says when nothing was", () => {
  const drawn = heaps();
  expect(erased(drawn, [-0.5, 0.2], 0.3).every(({ label }) => label === 1)).toBe(true);
  expect(erased(drawn, [0.9, 0.9], 0.05)).toBe(drawn);
});

test("it takes two classes", () => {
  expect(isEnough(heaps())).toBe(true);
  expect(isEnough(heaps().filter(({ label }) => label === 0))).toBe(false);
  expect(isEnough([])).toBe(false);
  expect(CLASS_NAMES.length).toBeGreaterThanOrEqual(4);
});

test("points of one kind come back from their file in the order in which they were drawn", async () => {
  const drawn = heaps();
  const table = await read(cloudCsv(drawn));
  expect([table.rows, table.columns, table.labels]).toEqual([60, 2, undefined]);
  expect(Array.from(table.values, (x) => x.toFixed(4))).toEqual(
    drawn.flatMap(({ x, y }) => [x.toFixed(4), y.toFixed(4)]),
  );
  expect([isCloud(drawn), isCloud(drawn.slice(0, 39))]).toEqual([true, false]);
});

test("any table of two columns may be gone on from: rows of all kinds, brought within the pad", () => {
  const table = generated("planar-densities", { density: "grid", count: 6000 });
  const points = cloudOf(table) ?? [];
  expect(points).toHaveLength(MOST_POINTS);
  const most = Math.max(...points.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]));
  expect(most).toBeGreaterThan(0.8);
  expect(most).toBeLessThanOrEqual(0.9);
  const near = (c: number) => {
    const [x, y] = table.gaussians?.centres.subarray(2 * c, 2 * c + 2) ?? [];
    const scale = points[0].x / table.values[0];
    return points.filter((point) => Math.hypot(point.x / scale - x, point.y / scale - y) < 0.25).length;
  };
  for (let c = 0; c < 25; c++) expect(near(c)).toBeGreaterThan(40);
  expect(cloudOf({ ...table, columns: 3 })).toBeNull();
});
