/** What the views of slow feature analysis are given instead of computing it. */
import { expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { knownVariables, likeliest, shuffledRange } from "../../../../shared/labs/factors/sfa/compared.ts";
import { middleOf } from "../../../../shared/labs/factors/sfa/data.ts";
import { type SfaParams, sfaFields } from "../../../../shared/labs/factors/sfa/fields.ts";

const params: SfaParams = { ...(defaults(sfaFields) as SfaParams), frames: 3, lag: 2 };
const rows = 50;
const data: Table = {
  rows,
  columns: 1,
  values: new Float64Array(rows),
  factors: {
    names: ["still", "force"],
    values: Float64Array.from({ length: 2 * rows }, (_, at) => (at % 2 === 0 ? 7 : 3 + at ** 1.5)),
  },
};

test("known variables that vary come with mean 0, variance 1, at the middle of each joined input", () => {
  const [force, ...others] = knownVariables(data, params);
  expect(others).toEqual([]);
  expect([force.name, force.column, force.values.length]).toEqual(["force", 1, rows - 4]);
  const mean = force.values.reduce((a, b) => a + b) / force.values.length;
  const variance = force.values.reduce((a, b) => a + (b - mean) ** 2, 0) / force.values.length;
  expect(mean).toBeCloseTo(0, 12);
  expect(variance).toBeCloseTo(1, 12);
  expect(middleOf(params)).toBe(2);
  const of = (row: number) => Number(data.factors?.values[2 * row + 1]);
  const share = (force.values[9] - force.values[4]) / (force.values[20] - force.values[4]);
  expect(share).toBeCloseTo((of(11) - of(6)) / (of(22) - of(6)), 12);
  expect(knownVariables({ rows, columns: 1, values: data.values }, params)).toEqual([]);
});

test("the likeliest truth is the one with the largest |r| with any feature", () => {
  const known = [0, 2].map((column) => ({ name: `${column}`, column, values: new Float64Array(1) }));
  const r = array(Float64Array.of(0.5, 0.99, 0.1, 0.2, 0.3, -0.7), [2, 3]);
  expect(likeliest(r, known)).toBe(1);
  expect(likeliest(r, known.slice(0, 1))).toBe(0);
  expect(likeliest(undefined, known)).toBe(0);
});

test("shuffles span a range for each feature", () => {
  const found = shuffledRange(array(Float64Array.of(1, 5, 3, 4, 2, 9), [3, 2]));
  expect([[...found.low], [...found.high], [...found.middle]]).toEqual([
    [1, 4],
    [3, 9],
    [2, 6.5],
  ]);
});
