/** What nets that reconstruct learn from. */
import { split } from "../../data/split.ts";
import { ExperimentError } from "../../experiment/errors.ts";

/** Rows × columns, bytes (255 means 1) or float32, and which rows are held out. */
export interface Samples {
  readonly columns: number;
  readonly values: Uint8Array | Float32Array;
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** Throws an ExperimentError unless rows are left to test; of a small table, a larger fraction may leave one. */
export function checkHeldOut(rows: number, testFraction: number): void {
  if (split({ rows }, testFraction).test.length > 0) return;
  const fits = Math.ceil(20 / rows) / 20;
  throw new ExperimentError(
    "params.testFraction",
    "no-rows-to-test",
    `held-out data: ${testFraction} of ${rows} rows is none (must be at least ${fits})`,
    { value: testFraction, rows, fits },
  );
}
