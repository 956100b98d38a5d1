import { requireProbabilities, requireTable } from "../../../data/require.ts";
import { split } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { checkCoder } from "../../nets/coders/check.ts";
import { factorsOf, type Labels, labelsOf } from "./factors.ts";
import { type FactorsOfVariationParams, type FactorTaskParams, taskParams } from "./fields.ts";

/** Rows whose codes are compared with their factors, at most; and per step of that. */
export const JUDGED = 5000;
export const BLOCK = 100;

export interface Samples {
  readonly columns: number;
  readonly values: Uint8Array | Float32Array;
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

export function samplesOf({ rows, columns, values }: Table, { testFraction }: Pick<FactorTaskParams, "testFraction">) {
  const own = values instanceof Uint8Array ? values : Float32Array.from(values);
  return { columns, values: own, ...split(rows, testFraction) } satisfies Samples;
}

/** What the heads learn; null where no picture has labels. */
export function trainedLabels(table: Table, params: FactorTaskParams): Labels | null {
  return params.labelled > 0 ? labelsOf(table, split(table.rows, params.testFraction).train, params.labelled) : null;
}

/** All held-out rows and as many others as are judged, each kind evenly spaced. */
export function judgedRows({ train, test }: Pick<Samples, "train" | "test">): {
  readonly learnt: Uint32Array;
  readonly held: Uint32Array;
} {
  const held = evenly(test, JUDGED / 2);
  return { learnt: evenly(train, JUDGED - held.length), held };
}

/** Steps of the task that encodes so many rows. */
export const codeSteps = (rows: number): number => Math.ceil(rows / BLOCK);

function evenly(rows: Uint32Array, most: number): Uint32Array {
  if (rows.length <= most) return rows;
  return Uint32Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)]);
}

/** Throws an ExperimentError for parameters or data that the net cannot learn from. */
export function checkFactors(params: FactorsOfVariationParams, data: Table | null): Table {
  const table = requireTable(data, "the net needs pictures", { rows: 10, columns: 16_384 });
  checkCoder({ ...taskParams(params), batch: params.batch }, table);
  if (split(table.rows, params.testFraction).test.length === 0)
    throw new ExperimentError(
      "params.testFraction",
      "no-rows-to-test",
      `held-out data: ${params.testFraction} of ${table.rows} rows is none (must be at least ${Math.ceil(20 / table.rows) / 20})`,
      { value: params.testFraction, rows: table.rows, fits: Math.ceil(20 / table.rows) / 20 },
    );
  checkLabels(params, table);
  const cure = ": pixels as bytes, or divided by the largest";
  return requireProbabilities(table, "data", "pixels-not-from-0-to-1", cure);
}

/** Labels need factors that are known, and a number of the code for each. */
function checkLabels({ labelled, latents }: FactorsOfVariationParams, table: Table): void {
  if (labelled === 0) return;
  const { length: known } = factorsOf(table);
  if (known === 0)
    throw new ExperimentError(
      "params.labelled",
      "no-known-factors",
      `pictures with labels: ${labelled} (must be 0: the factors of these data are not known)`,
      { value: labelled, fits: 0 },
    );
  if (known > latents)
    throw new ExperimentError(
      "params.latents",
      "fewer-latents-than-factors",
      `latent dimensions: ${latents} (must be at least ${known}, one for each factor, where pictures have labels)`,
      { value: latents, min: known, fits: known },
    );
}
