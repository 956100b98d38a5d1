/** The baseline: probabilistic PCA of the training rows, with as many dimensions as the code has, and what it makes of a row. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { centreRows, dualSpectrum } from "../../../kernels/ppca/dual.ts";
import { closedSigma2, LEAST_SHARE, LOG_TWO_PI, meanVariance, type Spectrum } from "../../../kernels/ppca/ppca.ts";
import { isWide } from "../../../kernels/ppca/wide.ts";
import { log } from "../../../math/index.ts";
import { dualOn } from "../../dual.ts";
import { momentsFrom, momentsProcess } from "../../moments.ts";
import { once } from "../../process.ts";
import { spectrumOn } from "../../spectrum.ts";
import { type SampleParams, samplesOf } from "./data.ts";

/** Mean and covariance of the training rows. */
export const anomalyMoments = momentsProcess((params: SampleParams, { data }) => {
  const { values, columns, train } = samplesOf(data as Table, params);
  return { table: { rows: values.length / columns, columns, values }, chosen: train };
});

/** Output: mean, components (rows of length 1), variances along them, and sigma2, that of the noise. */
export const anomalyPpca = once((params: SampleParams & { readonly hidden: readonly number[] }, context) => {
  const samples = samplesOf(context.data as Table, params);
  const { columns, train } = samples;
  const code = params.hidden[params.hidden.length - 1];
  const dimensions = Math.max(1, Math.min(code, columns - 1, train.length - 1));
  if (isWide({ rows: train.length, columns })) {
    const table = centreRows(samples, train);
    return modelOf(table.mean, dualSpectrum(table, dimensions, dualOn(context)), dimensions);
  }
  const { mean, covariance } = momentsFrom(context.inputs.moments);
  return modelOf(mean, spectrumOn(context, covariance, columns), dimensions);
});

/** Of one column there is nothing to discard: its variance is that of the noise, and the direction counts no more. */
function modelOf(mean: Float64Array, spectrum: Spectrum, dimensions: number): Arrays {
  const columns = mean.length;
  const isLine = columns <= dimensions;
  const sigma2 = isLine ? spectrum.values[0] : closedSigma2(spectrum, dimensions);
  const least = LEAST_SHARE * meanVariance(spectrum);
  return {
    mean: array(mean),
    components: array(spectrum.vectors.slice(0, dimensions * columns), [dimensions, columns]),
    variances: array(spectrum.values.slice(0, dimensions).map((variance) => Math.max(variance, least))),
    sigma2: array(Float64Array.of(sigma2)),
  };
}

/** −log p of each row, in nats: ½ [D log 2π + Σ log λₖ + (D − q) log σ² + Σ aₖ²/λₖ + (|x − m|² − Σ aₖ²)/σ²], aₖ along component k (Tipping & Bishop 1999, eq. 6). */
export function unlikelihoods({ mean, components, variances, sigma2 }: Arrays, rows: Float32Array): Float64Array {
  const [dimensions, columns] = components.shape;
  const [noise] = sigma2.values;
  let base = columns * LOG_TWO_PI + (columns - dimensions) * log(noise);
  for (const variance of variances.values) base += log(variance);
  const away = new Float64Array(columns);
  return Float64Array.from({ length: rows.length / columns }, (_, n) => {
    let rest = 0;
    for (let c = 0; c < columns; c++) {
      away[c] = rows[n * columns + c] - mean.values[c];
      rest += away[c] * away[c];
    }
    let scaled = 0;
    for (let k = 0; k < dimensions; k++) {
      let along = 0;
      for (let c = 0; c < columns; c++) along += components.values[k * columns + c] * away[c];
      scaled += (along * along) / variances.values[k];
      rest -= along * along;
    }
    return 0.5 * (base + scaled + Math.max(rest, 0) / noise);
  });
}
