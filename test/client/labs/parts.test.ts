/** The pure helpers of the parts that several labs draw with. */
import { expect, test } from "vitest";
import { drawAxes } from "../../../client/labs/parts/axes.ts";
import { columnOf, columnsAsRows, evenedRows, namedColumns, namedRows } from "../../../client/labs/parts/matrix.ts";
import { pointsAndBar } from "../../../client/labs/parts/mean-points.tsx";
import { scaleFor } from "../../../client/labs/parts/picture-rows.tsx";
import { axesWithin } from "../../../client/labs/parts/select.tsx";
import { classesOf, isPicture, namesOf, shapeOf } from "../../../client/labs/parts/table.ts";
import { array } from "../../../shared/arrays.ts";
import type { Table } from "../../../shared/data/table.ts";

const matrix = array(Float64Array.of(1, 2, 3, -4, 5, -6), [2, 3]);

test("columns and rows of a matrix, as they are and turned over", () => {
  expect([...columnOf(matrix, 1)]).toEqual([2, 5]);
  expect(columnOf(array(Float32Array.of(0.1, 0.2), [2, 1]), 0)).toBeInstanceOf(Float32Array);
  const turned = columnsAsRows(matrix, 2);
  expect([turned.shape, [...turned.values]]).toEqual([
    [2, 2],
    [1, -4, 2, 5],
  ]);
  expect(columnsAsRows(matrix, 9).shape).toEqual([3, 2]);
  const all = (named: readonly { name: string; values: ArrayLike<number> }[]) =>
    named.map(({ name, values }) => [name, ...Array.from(values)]);
  expect(all(namedColumns(matrix, (c) => `c${c}`, 2))).toEqual([
    ["c0", 1, -4],
    ["c1", 2, 5],
  ]);
  expect(all(namedRows(matrix, (r) => `r${r}`))).toEqual([
    ["r0", 1, 2, 3],
    ["r1", -4, 5, -6],
  ]);
});

test("evened rows reach 1 in size, and what is nothing stays nothing", () => {
  const evened = evenedRows(array(Float64Array.of(1, -2, 0, 0, 8, 4), [3, 2]));
  expect([...evened.values]).toEqual([0.5, -1, 0, 0, 1, 0.5]);
  expect(evenedRows(matrix, 1).shape).toEqual([1, 3]);
});

test("axes stay within the numbers that there are", () => {
  expect(axesWithin([0, Number.POSITIVE_INFINITY], 4)).toEqual([0, 3]);
  expect(axesWithin([5, 1], 2)).toEqual([1, 1]);
  expect(axesWithin([0, 1], 0)).toEqual([0, 0]);
});

test("a row is drawn as the data's picture only where it has the data's columns", () => {
  const data: Table = {
    rows: 2,
    columns: 6,
    values: new Uint8Array(12),
    image: { width: 3, height: 2, channels: 1 },
    labels: Int32Array.of(4, 7),
  };
  expect([isPicture(data, 6), isPicture(data, 5), isPicture(null, 6)]).toEqual([true, false, false]);
  expect(shapeOf(data, 6)).toEqual({ width: 3, height: 2, channels: 1 });
  expect(shapeOf(data, 5)).toEqual({ width: 5, height: 1 });
  expect(namesOf({ ...data, names: ["a", "b"] }, 3)).toEqual(["a", "b", "3"]);
  expect([...(classesOf(data, array(Uint32Array.of(1, 0, 1))) ?? [])]).toEqual([7, 4, 7]);
  expect(classesOf({ rows: 2, columns: 6, values: data.values }, array(Uint32Array.of(1)))).toBeNull();
  expect([scaleFor({ width: 28, height: 14 }, 168), scaleFor({ width: 500, height: 2 }, 168, 5)]).toEqual([6, 5]);
});

test("points of a kind have a bar of mean ± deviation at their mean place, of those that are known", () => {
  const drawn = pointsAndBar({ label: "deep", color: "red", x: [2, Number.NaN, 6], y: [1, 7, 5] });
  expect(drawn.map(({ label, x, y }) => [label, x, y])).toEqual([
    ["deep", [2], [1]],
    ["", [6], [5]],
    ["", [4, 4], [3 - Math.sqrt(8), 3 + Math.sqrt(8)]],
  ]);
  // Of one there is no deviation.
  expect(pointsAndBar({ label: "a", color: "red", x: [2], y: [1] })[1].y).toEqual([1, 1]);
  expect(pointsAndBar({ label: "a", color: "red", x: [2], y: [Number.NaN] })).toEqual([]);
});

test("nothing stands before a number of an upright axis that could be read as its minus, and close numbers differ", () => {
  const written: { readonly text: string; readonly x: number; readonly y: number }[] = [];
  const drawn: (readonly number[])[] = [];
  const context = {
    fillText: (text: string, x: number, y: number) => written.push({ text, x, y }),
    moveTo: (...at: number[]) => drawn.push(at),
    lineTo: (...at: number[]) => drawn.push(at),
    ...Object.fromEntries(["save", "restore", "strokeText", "beginPath", "stroke"].map((name) => [name, () => {}])),
  };
  const pen = {
    context,
    width: 300,
    height: 300,
    color: (name: string) => name,
    px: (v: number) => 300 * v,
    py: (v: number) => 300 * (1 - (v - 0.82331) / 2.9e-4),
  };
  drawAxes(pen as never, [0, 1], [0.82331, 0.8236], ["x", "y"], "es");
  const upright = written.filter(({ text, x }) => x < 10 && text.includes(","));
  expect(upright.map(({ text }) => text)).toEqual(["0,82335", "0,8234", "0,82345", "0,8235", "0,82355"]);
  for (const { x, y } of upright)
    expect(drawn.filter(([left, top]) => left < x && Math.abs(top - (y - 4)) < 5)).toEqual([]);
});
