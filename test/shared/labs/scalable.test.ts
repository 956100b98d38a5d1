/** Columns whose squares over- or underflow would count as columns that do not vary: labs that bring columns to one scale refuse them. */
import { describe, expect, test } from "vitest";
import { requireNearZero, requireScalable } from "../../../shared/data/require.ts";
import type { Table } from "../../../shared/data/table.ts";
import { labs } from "../../../shared/labs/index.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { errorOf } from "../../error-of.ts";

/** 40 rows of two columns and two classes; one value is not like the others. */
function tableWith(value: number): Table {
  const values = Float64Array.from({ length: 80 }, (_, at) => Math.sin(at));
  values[13] = value;
  const labels = Int32Array.from({ length: 40 }, (_, row) => row % 2);
  return { rows: 40, columns: 2, values, names: ["size", "age"], labels, classes: ["a", "b"] };
}

/** What each needs to take columns as they are. */
const asked = {
  autoencoder: { loss: "mse" },
  "sparse-autoencoder": { loss: "mse" },
  denoising: { loss: "mse" },
  vae: { likelihood: "normal" },
  anomaly: { loss: "mse" },
  rbm: { visibleUnits: "gaussian" },
  mlp: {},
  gan: {},
  flow: {},
  diffusion: {},
  augmentation: {},
} as const;

describe("values that are too large to be brought to one scale", () => {
  test.each(Object.entries(asked))("are refused by %s, with place and cure", async (id, params) => {
    const lab = await labs.find((one) => one.id === id)?.load();
    if (!lab) throw new Error(id);
    const own = { ...presetExperiment(lab).params, ...params };
    await lab.prepareFor?.(own as never);
    const error = errorOf(() => lab.check?.(own as never, tableWith(-1e300)));
    expect([error.path, error.code, error.values]).toEqual([
      "data",
      "too-large-to-standardise",
      { value: -1e300, max: 1e30, row: 7, column: "age" },
    ]);
    expect(error.message).toMatch(/divide the column by a power of ten/);
  });

  test("begin where single precision ends", () => {
    expect(requireScalable(tableWith(1e30)).rows).toBe(40);
    expect(errorOf(() => requireScalable(tableWith(1.01e30))).code).toBe("too-large-to-standardise");
  });
});

/** The same 40 rows with another second column. */
function tableOf(column: (value: number) => number): Table {
  const table = tableWith(0);
  return { ...table, values: table.values.map((value, at) => (at % 2 === 1 ? column(value) : value)) };
}

const errorIn = async (id: string, params: object, table: Table) => {
  const lab = await labs.find((one) => one.id === id)?.load();
  if (!lab) throw new Error(id);
  const own = { ...presetExperiment(lab).params, ...params };
  await lab.prepareFor?.(own as never);
  return errorOf(() => lab.check?.(own as never, table));
};

describe("columns that vary by too little to be brought to one scale", () => {
  test.each(Object.entries(asked))("are refused by %s, with name and cure", async (id, params) => {
    const error = await errorIn(
      id,
      params,
      tableOf((value) => 1e-200 * value),
    );
    expect([error.path, error.code, error.values]).toMatchObject([
      "data",
      "too-small-to-standardise",
      { column: "age", min: 1e-30 },
    ]);
    expect(error.message).toMatch(/multiply the column by a power of ten/);
  });

  test("vary: one value alone is no such column, however small, and what varies enough is none", () => {
    expect(requireScalable(tableOf(() => 1e-200)).rows).toBe(40);
    expect(requireScalable(tableOf((value) => 1e-29 * value)).rows).toBe(40);
  });
});

describe("columns that single precision does not tell apart, so far are they from zero", () => {
  test.each(["gan", "flow", "diffusion"])("are refused by %s, with what says so", async (id) => {
    const error = await errorIn(
      id,
      {},
      tableOf((value) => 1.7e9 + 1000 * value),
    );
    expect([error.code, error.values]).toEqual([
      "too-far-from-zero",
      { column: "age", value: 1.7e9, spread: expect.closeTo(2000, -1) },
    ]);
  });

  test("are told apart by what all columns extend, the widest of them", () => {
    // 1.7e9 is held in steps of 128: 256 of these are 32,768.
    expect(requireNearZero(tableOf((value) => 1.7e9 + 30_000 * value)).rows).toBe(40);
    expect(requireNearZero(tableOf(() => 0)).rows).toBe(40);
    const far = { ...tableOf(() => 4000), columns: 2 };
    expect(requireNearZero(far).rows).toBe(40);
    expect(errorOf(() => requireNearZero(tableOf(() => 70_000))).values).toMatchObject({ column: "age" });
  });
});
