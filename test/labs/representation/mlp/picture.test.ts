import { expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import { openFold } from "../../../../shared/labs/fold.ts";
import { mlp } from "../../../../shared/labs/representation/mlp/lab.ts";
import { generated } from "../../../run.ts";

const moons = generated("points", { shape: "moons", count: 60, noise: 0.1 });
const numbers = generated("regression-table", { rows: 60, predictors: 2, response: "continuous", noise: 0.5 });

/** The picture of a run whose trainings last sent these maps of two classes, or of a number. */
function pictureOf(data: typeof moons, params: object, surfaces: readonly number[][]) {
  const fold = openFold(mlp.plan(parseParams(mlp.params, { hidden: [2], ...params }) as never, data, [1, 2]));
  for (const [n, values] of surfaces.entries()) {
    const surface = array(Float32Array.from(values), [4, values.length / 4]);
    fold.add({ task: n === 0 ? "train" : `train.${n}`, from: 0, to: 1, records: {}, snapshot: { surface } });
  }
  return mlp.picture?.(fold, data);
}

const left = [1, 0, 1, 0, 0, 1, 0, 1];
const right = [0.5, 0.5, 0, 1, 0, 1, 1, 0];

test("the picture of a run is its decision map, with the points that it is about", () => {
  const picture = pictureOf(moons, {}, [left]);
  if (picture?.kind !== "map") throw new Error(`wrong picture: ${picture?.kind}`);
  expect([picture.classes, ...picture.surface.values]).toEqual([true, ...left]);
  expect(picture.series.map(({ shape }) => shape[0])).toEqual([30, 30]);
  const all = picture.series.flatMap(({ values }) => [...values]);
  // The margin of the map is 8 % of the range on each side.
  expect(Math.min(...all)).toBeCloseTo(0.08 / 1.16, 10);
  expect(Math.max(...all)).toBeCloseTo(1 - 0.08 / 1.16, 10);
  expect(pictureOf(numbers, {}, [[1, 2, 3, 4]])).toMatchObject({ kind: "map", classes: false, series: [] });
});

test("of an ensemble it is the mean of its nets, of a cross-validation that of the first", () => {
  expect(pictureOf(moons, { members: 2 }, [left, right])).toMatchObject({
    surface: { values: Float32Array.of(0.75, 0.25, 0.5, 0.5, 0, 1, 0.5, 0.5) },
  });
  expect(pictureOf(moons, { folds: 2 }, [left, right])).toMatchObject({ surface: { values: Float32Array.from(left) } });
});

test("there is none before all nets are drawn, or where one is no number any more", () => {
  expect(pictureOf(moons, { members: 2 }, [left])).toBeUndefined();
  expect(pictureOf(moons, {}, [[Number.NaN, ...left.slice(1)]])).toBeUndefined();
  expect(pictureOf(moons, {}, [])).toBeUndefined();
});
