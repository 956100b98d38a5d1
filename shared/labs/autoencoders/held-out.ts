import type { NDArray } from "../../arrays.ts";
import { split } from "../../data/split.ts";
import type { Table } from "../../data/table.ts";
import { rowsAsFloats } from "../nets/rows.ts";
import { shownRows } from "./questions.ts";
import { isCentred, type SampleParams, samplesOf, scalingOf } from "./samples.ts";

/** The first rows that were held out, at most `most`, as the net sees them: bytes become shares of 255. */
export function heldOutRows(data: Table, params: SampleParams, most: number): NDArray<Float32Array> {
  const samples = samplesOf(data, params);
  const rows = samples.test.subarray(0, most);
  return { shape: [rows.length, samples.columns], values: rowsAsFloats(samples, rows) };
}

/** One of the first rows that were held out, another one for each index: its number in the table. */
export function heldOutRow(table: Table, { testFraction }: Pick<SampleParams, "testFraction">, index: number): number {
  const shown = split(table, testFraction).test.subarray(0, shownRows);
  return shown[index % shown.length];
}

/** What the net's numbers are in the units of the table: of column c, means[c] + deviations[c] times the number. */
export function unitsOf(data: Table, params: SampleParams) {
  const { columns, values } = data;
  const deviations = new Float64Array(columns).fill(values instanceof Uint8Array ? 255 : 1);
  if (!isCentred(data, params)) return { means: new Float64Array(columns), deviations };
  const { means, scale } = scalingOf(data, split(data, params.testFraction).train);
  return { means, deviations: deviations.fill(scale > 0 ? 1 / scale : 1) };
}

/** Classes of the first `most` rows that were held out, null where the data have none. */
export function heldOutClasses(
  data: Table,
  { testFraction }: Pick<SampleParams, "testFraction">,
  most: number,
): Int32Array | null {
  const { labels } = data;
  return labels ? Int32Array.from(split(data, testFraction).test.subarray(0, most), (row) => labels[row]) : null;
}

/** Evenly spaced rows on the straight line from the first of two rows to the second, both included. stops ≥ 2. */
export function wayBetween({ shape: [, width], values }: NDArray, stops: number): NDArray<Float32Array> {
  const out = new Float32Array(stops * width);
  for (let k = 0; k < stops; k++) {
    const share = k / (stops - 1);
    for (let i = 0; i < width; i++) out[k * width + i] = (1 - share) * values[i] + share * values[width + i];
  }
  return { shape: [stops, width], values: out };
}
