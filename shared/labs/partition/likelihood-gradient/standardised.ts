import { momentsOf } from "../../../kernels/boltzmann/gaussian.ts";

/** Rows × d with mean 0 and variance 1 in every column, none of which is constant. */
export function standardisedColumns(rows: Float64Array, d: number): Float64Array {
  const { mean, second } = momentsOf(rows, d);
  const deviations = mean.map((value, i) => Math.sqrt(second[i * d + i] - value * value));
  return rows.map((value, at) => (value - mean[at % d]) / deviations[at % d]);
}
