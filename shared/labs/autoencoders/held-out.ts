import type { NDArray } from "../../arrays.ts";
import { split } from "../../data/split.ts";
import type { Table } from "../../data/table.ts";
import { rowsAsFloats } from "../nets/rows.ts";
import { type SampleParams, samplesOf } from "./samples.ts";

/** The first rows that were held out, at most `most`, as the net sees them: bytes become shares of 255. */
export function heldOutRows(data: Table, params: SampleParams, most: number): NDArray<Float32Array> {
  const samples = samplesOf(data, params);
  const rows = samples.test.subarray(0, most);
  return { shape: [rows.length, samples.columns], values: rowsAsFloats(samples, rows) };
}

/** Classes of the first `most` rows that were held out, null where the data have none. */
export function heldOutClasses(
  data: Table,
  { testFraction }: Pick<SampleParams, "testFraction">,
  most: number,
): Int32Array | null {
  const { labels } = data;
  return labels ? Int32Array.from(split(data.rows, testFraction).test.subarray(0, most), (row) => labels[row]) : null;
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
