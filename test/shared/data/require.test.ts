import { expect, test } from "vitest";
import { requireProbabilities, requireTable } from "../../../shared/data/require.ts";
import type { Table } from "../../../shared/data/table.ts";

const table = (values: Table["values"], columns: number): Table => ({ rows: values.length / columns, columns, values });

test("a table is there, of numbers, long enough and not too wide", () => {
  const whole = table(Float64Array.of(1, 2, 3, 4), 2);
  expect(requireTable(whole, "x")).toBe(whole);
  expect(requireTable(whole, "x", { rows: 2, columns: 2 })).toBe(whole);
  expect(() => requireTable(null, "the net needs samples")).toThrow("data is missing: the net needs samples");
  expect(() => requireTable(whole, "x", { rows: 3 })).toThrow("rows: 2 (must be at least 3)");
  expect(() => requireTable(whole, "x", { columns: 1 })).toThrow("columns: 2 (must be at most 1: use fewer");
  expect(() => requireTable({ ...whole, mask: Uint8Array.of(1, 1, 1, 0) }, "x")).toThrow(
    "missing value in row 2, column 2",
  );
});

test("probabilities are from 0 to 1, and bytes always are", () => {
  requireProbabilities(table(Uint8Array.of(0, 255), 1), "data", "bad", "");
  requireProbabilities(table(Float64Array.of(0, 0.5, 1), 1), "data", "bad", "");
  const names = ["a", "b"];
  for (const bad of [1.5, -0.1, Number.NaN])
    expect(() =>
      requireProbabilities({ ...table(Float64Array.of(0, 1, 0, bad), 2), names }, "data", "bad", ": why"),
    ).toThrow(`value ${bad} in row 2, column b (must be from 0 to 1: why)`);
});
