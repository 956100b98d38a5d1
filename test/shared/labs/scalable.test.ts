/** Columns whose squares overflow would count as columns that do not vary: labs that bring columns to one scale refuse them. */
import { describe, expect, test } from "vitest";
import { requireScalable } from "../../../shared/data/require.ts";
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
      { value: -1e300, max: 1e100, row: 7, column: "age" },
    ]);
    expect(error.message).toMatch(/divide the column by a power of ten/);
  });

  test("begin where their squares could overflow", () => {
    expect(requireScalable(tableWith(1e100)).rows).toBe(40);
    expect(errorOf(() => requireScalable(tableWith(1.01e100))).code).toBe("too-large-to-standardise");
  });
});
