import { type Arrays, array } from "../../arrays.ts";
import type { Table } from "../../data/table.ts";
import { centreRows, dualSpectrum } from "../../kernels/ppca/dual.ts";
import { isWide } from "../../kernels/ppca/wide.ts";
import type { SymmetricEigen } from "../../linalg/index.ts";
import { dualOn } from "../dual.ts";
import { momentsFrom, momentsProcess } from "../moments.ts";
import type { Samples } from "../nets/samples.ts";
import { once } from "../process.ts";
import { spectrumOn } from "../spectrum.ts";
import { type SampleParams, samplesOf } from "./samples.ts";

/** Mean and covariance of the training rows. */
export const trainingMoments = momentsProcess((params: SampleParams, { data }) => {
  const { values, columns, train } = samplesOf(data as Table, params);
  return { table: { rows: values.length / columns, columns, values }, chosen: train };
});

/**
 * Principal component analysis with as many dimensions as the code has, in float64: the eigenvectors of the covariance of the training rows, which a wide
 * table has from their Gram matrix and not from the task "moments". Output:
 * mean, components (rows), variances, and the mean squared error of the held-out rows.
 */
export const pcaBeside = once((params: SampleParams & { readonly hidden: readonly number[] }, context) => {
  const samples = samplesOf(context.data as Table, params);
  const { columns, train } = samples;
  const code = params.hidden[params.hidden.length - 1];
  if (isWide({ rows: train.length, columns })) {
    const table = centreRows(samples, train);
    const dimensions = Math.min(code, train.length - 1);
    return components(samples, table.mean, dualSpectrum(table, dimensions, dualOn(context)), dimensions);
  }
  const { mean, covariance } = momentsFrom(context.inputs.moments);
  const dimensions = Math.min(code, columns);
  return components(samples, mean, spectrumOn(context, covariance, columns), dimensions);
});

function centred({ values, columns }: Samples, rows: Uint32Array, mean: Float64Array): Float64Array {
  const out = new Float64Array(rows.length * columns);
  const scale = values instanceof Uint8Array ? 255 : 1;
  for (let r = 0; r < rows.length; r++)
    for (let c = 0; c < columns; c++) out[r * columns + c] = values[rows[r] * columns + c] / scale - mean[c];
  return out;
}

function components(
  samples: Samples,
  mean: Float64Array,
  { values, vectors }: SymmetricEigen,
  dimensions: number,
): Arrays {
  const { columns, test } = samples;
  const kept = vectors.slice(0, dimensions * columns);
  let error = 0;
  for (const row of test) {
    const x = centred(samples, Uint32Array.of(row), mean);
    // Pythagoras: a row's residual is its squared length minus that of its projection.
    for (let c = 0; c < columns; c++) error += x[c] * x[c];
    for (let k = 0; k < dimensions; k++) {
      let along = 0;
      for (let c = 0; c < columns; c++) along += kept[k * columns + c] * x[c];
      error -= along * along;
    }
  }
  return {
    mean: array(Float32Array.from(mean)),
    components: array(Float32Array.from(kept), [dimensions, columns]),
    variances: array(values.slice(0, dimensions)),
    testMse: array(Float64Array.of(error / (test.length * columns))),
  };
}
