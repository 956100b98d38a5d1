import { requireProbabilities, requireTable } from "../../../data/require.ts";
import { split } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { log } from "../../../math/index.ts";
import type { RbmParams } from "./fields.ts";

/** Rows of a table as pixels 0…255, and which of them are held out. */
export interface Samples {
  readonly visible: number;
  /** rows × visible. */
  readonly pixels: Uint8Array;
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** Throws an ExperimentError for data that binary units cannot take. */
export function checkRbmData(data: Table | null): Table {
  const table = requireTable(data, "the machine needs samples", { rows: 2, columns: 16_384 });
  const cure = ": a binary unit is on with that probability; standardise brings each column to that range";
  return requireProbabilities(table, "data", "not-a-probability", cure);
}

export function samplesOf(data: Table, { testFraction }: Pick<RbmParams, "testFraction">): Samples {
  const pixels =
    data.values instanceof Uint8Array ? data.values : Uint8Array.from(data.values, (value) => Math.round(255 * value));
  const { train, test } = split(data.rows, testFraction);
  return { visible: data.columns, pixels, train, test };
}

/** Visible biases of the machine without weights that fits the training data: log-odds of each mean, kept from 0 and 1 by one more sample of each. */
export function baseRates({ pixels, train, visible }: Samples): Float32Array {
  const sums = new Float64Array(visible);
  for (const row of train) for (let i = 0; i < visible; i++) sums[i] += pixels[row * visible + i];
  return Float32Array.from(sums, (sum) => {
    const mean = (sum / 255 + 1) / (train.length + 2);
    return log(mean / (1 - mean));
  });
}
