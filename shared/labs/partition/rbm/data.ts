import type { NDArray } from "../../../arrays.ts";
import { requireNumbers } from "../../../data/require.ts";
import { split } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
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
  if (data === null) throw new ExperimentError("data", "missing-data", "data is missing: the machine needs samples");
  requireNumbers(data);
  if (data.rows < 2)
    throw new ExperimentError("data", "too-few-rows", `rows: ${data.rows} (must be at least 2)`, { rows: data.rows });
  if (data.columns > 16_384)
    throw new ExperimentError("data", "too-many-columns", `columns: ${data.columns} (must be at most 16384)`, {
      columns: data.columns,
      max: 16_384,
    });
  if (!(data.values instanceof Uint8Array)) checkRange(data);
  return data;
}

function checkRange({ values, columns, names }: Table): void {
  for (let i = 0; i < values.length; i++) {
    if (values[i] >= 0 && values[i] <= 1) continue;
    const [row, column] = [Math.floor(i / columns) + 1, names?.[i % columns] ?? (i % columns) + 1];
    throw new ExperimentError(
      "data",
      "not-a-probability",
      `value ${values[i]} in row ${row}, column ${column} (must be from 0 to 1: a binary unit is on with that probability)`,
      { value: values[i], row, column },
    );
  }
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

/** The first rows, at most `most`, as the machine sees them with a threshold: 0 or 1, rows × columns. */
export function thresholded({ rows, columns, values }: Table, most: number): NDArray<Uint8Array> {
  const kept = Math.min(rows, most);
  const half = values instanceof Uint8Array ? 128 : 0.5;
  const states = Uint8Array.from({ length: kept * columns }, (_, i) => (values[i] >= half ? 1 : 0));
  return { shape: [kept, columns], values: states };
}
