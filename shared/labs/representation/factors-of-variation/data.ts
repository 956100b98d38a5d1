import { requireProbabilities, requireTable } from "../../../data/require.ts";
import { split } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { checkCoder } from "../../nets/coders/check.ts";
import { checkHeldOut, type Samples } from "../../nets/samples.ts";
import { factorsOf, type Labels, labelsOf } from "./factors.ts";
import { type FactorsOfVariationParams, type FactorTaskParams, taskParams } from "./fields.ts";

/** Rows whose codes are compared with their factors, at most. */
export const JUDGED = 5000;

export function samplesOf(table: Table, { testFraction }: Pick<FactorTaskParams, "testFraction">) {
  const { columns, values } = table;
  const own = values instanceof Uint8Array ? values : Float32Array.from(values);
  return { columns, values: own, ...split(table, testFraction) } satisfies Samples;
}

/** What the heads learn; null where no picture has labels. */
export function trainedLabels(table: Table, params: FactorTaskParams): Labels | null {
  return params.labelled > 0 ? labelsOf(table, split(table, params.testFraction).train, params.labelled) : null;
}

/** All held-out rows and as many others as are judged, each kind evenly spaced. */
export function judgedRows({ train, test }: Pick<Samples, "train" | "test">): {
  readonly learnt: Uint32Array;
  readonly held: Uint32Array;
} {
  const held = evenly(test, JUDGED / 2);
  return { learnt: evenly(train, JUDGED - held.length), held };
}

function evenly(rows: Uint32Array, most: number): Uint32Array {
  if (rows.length <= most) return rows;
  return Uint32Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)]);
}

/** Throws an ExperimentError for parameters or data that the net cannot learn from. */
export function checkFactors(params: FactorsOfVariationParams, data: Table | null): Table {
  const table = requireTable(data, "the net needs pictures", { rows: 10, columns: 16_384 });
  checkCoder({ ...taskParams(params), batch: params.batch }, table);
  checkHeldOut(table.rows, params.testFraction);
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
