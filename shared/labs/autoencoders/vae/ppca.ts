import { array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { closedLogLikelihoods } from "../../../kernels/ppca/ppca.ts";
import { log } from "../../../math/index.ts";
import { dualOn } from "../../dual.ts";
import { momentsFrom } from "../../moments.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { once } from "../../process.ts";
import { spectrumOn } from "../../spectrum.ts";
import { samplesOf } from "../samples.ts";
import type { VaeTaskParams } from "./fields.ts";
import { spreadOf } from "./spread.ts";

/**
 * Probabilistic PCA with as many dimensions as the code, in closed form from the moments of the training rows (Tipping & Bishop 1999). Output: `logLikelihood`
 * of the held-out rows, in nats per row.
 */
export const ppcaBeside = once((params: VaeTaskParams, context) => {
  const table = context.data as Table;
  const samples = samplesOf(table, params);
  const { columns, test } = samples;
  const { mean, covariance } = momentsFrom(context.inputs.moments);
  const about = new Float64Array(columns * columns);
  const rows = rowsAsFloats(samples, test);
  for (let n = 0; n < test.length; n++)
    for (let i = 0; i < columns; i++) {
      const own = (rows[n * columns + i] - mean[i]) / test.length;
      for (let j = 0; j < columns; j++) about[i * columns + j] += own * (rows[n * columns + j] - mean[j]);
    }
  const spectrum = spectrumOn(context, covariance, columns);
  const all = closedLogLikelihoods(spectrum, params.latent, about, dualOn(context).multiply);
  return { logLikelihood: array(Float64Array.of(all[params.latent] - columns * log(spreadOf(params, table)))) };
});
