/** What generated tables take, as it is told before they are made. */
import { describe, expect, test } from "vitest";
import { asksFirst, checkCost, costOf, generateHere } from "../../../shared/data/generate.ts";
import { generators } from "../../../shared/data/generators/index.ts";
import { resolveData } from "../../../shared/data/resolve.ts";
import type { Table } from "../../../shared/data/table.ts";
import type { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Field, Fields, Params, ParamValue } from "../../../shared/experiment/fields.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { activeFields } from "../../../shared/experiment/schema.ts";
import { labs } from "../../../shared/labs/index.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";

const { unasked } = limits.generated;

/** The values between which all those of a field lie. */
function bounds(field: Field): readonly ParamValue[] {
  if (field.kind === "choice") return field.options.map(({ value }) => value);
  return field.kind === "integer" || field.kind === "number" ? [field.min, field.max] : [field.default];
}

/** Every corner of the box of valid parameters. Fields come after those that they depend on. */
function corners(fields: Fields): readonly Params[] {
  let all: readonly Params[] = [{}];
  for (const [name, field] of Object.entries(fields))
    all = all.flatMap((params) => {
      const applies = !field.when || field.when.is.includes(params[field.when.field]);
      return applies ? bounds(field).map((value) => ({ ...params, [name]: value })) : [params];
    });
  return all;
}

const sizeOf = ({ values, mask, labels, factors, regions }: Table) =>
  [values, mask, labels, factors?.values, regions].reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);

describe.each(generators.map((generator) => [generator.id, generator] as const))("%s", (id, { params, cost }) => {
  test("has the cells that it states, and no more bytes", () => {
    const small = corners(params).filter((corner) => cost(corner).steps <= 50_000);
    expect(small.length).toBeGreaterThan(0);
    for (const corner of small) {
      const table = generateHere({ generator: id, seed: 1, params: corner });
      const { values, bytes, steps } = cost(corner);
      expect([corner, values]).toEqual([corner, table.rows * table.columns]);
      expect(bytes).toBeGreaterThanOrEqual(sizeOf(table));
      expect(steps).toBeGreaterThan(0);
    }
  });

  test("takes more for more rows, and asks before it makes what is much; nothing valid is refused", () => {
    for (const corner of corners(params)) {
      const stated = cost(corner);
      expect([corner, Object.values(stated).every((each) => Number.isFinite(each) && each > 0)]).toEqual([
        corner,
        true,
      ]);
      expect(stated.bytes).toBeGreaterThanOrEqual(stated.values);
      expect(asksFirst({ generator: id, seed: 1, params: corner })).toBe(
        stated.bytes > unasked.bytes || stated.steps > unasked.steps,
      );
      expect(() => checkCost(id, stated)).not.toThrow();
    }
    const [rows] = Object.keys(params).filter((name) => /^(rows|count|frames|seconds|sequences)$/.test(name));
    // A matrix has as many columns as rows: one for each state.
    const [name, growth] = rows === undefined ? ["states", 4] : [rows, 2];
    const values = (value: number) => cost({ ...corners(params)[0], source: "sample", [name]: value }).values;
    expect(values(40)).toBe(growth * values(20));
  });
});

test("no preset asks first", async () => {
  for (const entry of labs) {
    const lab = await entry.load();
    for (const preset of lab.presets) {
      const { data } = presetExperiment(lab, preset);
      expect([lab.id, preset.id, asksFirst(data)]).toEqual([lab.id, preset.id, false]);
    }
  }
});

test("the largest tables ask first", () => {
  const largest = (id: string) => {
    const { params } = generators.find((one) => one.id === id) ?? { params: {} };
    const all = corners(params).map((corner) => ({ generator: id, seed: 0, params: corner }));
    return all.reduce((a, b) => ((costOf(a)?.steps ?? 0) > (costOf(b)?.steps ?? 0) ? a : b));
  };
  const asking = generators.map(({ id }) => id).filter((id) => asksFirst(largest(id)));
  expect(asking).toEqual([
    "cats-dogs",
    "compositions",
    "dead-leaves",
    "digits",
    "hidden-chains",
    "moving-bars",
    "planted-dictionary",
    "planted-factors",
    "scenes",
    "shapes",
    "sources",
    "tissue",
  ]);
  expect(costOf(largest("planted-factors"))).toEqual({ values: 2e7, bytes: 8 * (22e6 + 200 * 22) + 2e7, steps: 67e6 });
});

test("files and no data cost nothing", () => {
  expect(costOf(null)).toBeNull();
  expect(asksFirst(null)).toBe(false);
});

test("a table that no browser could hold is refused with its size and the cure", () => {
  const refuse = (bytes: number) => () => checkCost("digits", { values: 3e8, bytes, steps: 1 });
  expect(refuse(2 ** 30)).not.toThrow();
  expect(refuse(2 ** 30 + 1)).toThrow(
    "data of digits: 300000000 values, 1073741825 bytes (must be at most 1073741824 bytes: ask for fewer or shorter rows)",
  );
});

test("what is made of a reference is refused before it is made", async () => {
  const params = { count: 2_000_000, classes: 10, variation: 1 };
  const made = resolveData({ generator: "digits", seed: 1, params }, () => Promise.reject(new Error("no files")));
  const error = (await made.catch((reason: unknown) => reason)) as ExperimentError;
  expect(error).toMatchObject({ code: "data-too-large", path: "data.params", values: { value: 2_000_000 * 784 } });
});

test("parameters of the corners are those that a form has", () => {
  for (const { params } of generators)
    for (const corner of corners(params))
      expect(Object.keys(corner)).toEqual(activeFields(params, corner).map(([name]) => name));
});
