import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import {
  BLOCK_ROWS,
  blockCount,
  combineMoments,
  covarianceAbout,
  type Moments,
  openMoments,
} from "../../../kernels/moments/index.ts";
import { closedLogLikelihoods } from "../../../kernels/ppca/ppca.ts";
import { permutation } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { drive, once, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { momentsOn, spectrumOn } from "../matrices.ts";
import { checkPpca, mostDimensions, type PpcaParams } from "./fields.ts";
import { foldRows } from "./model.ts";

export function foldSteps(rows: number, fold: number, folds: number): number {
  return blockCount(Math.floor(((fold + 1) * rows) / folds) - Math.floor((fold * rows) / folds));
}

/** A part of the rows, by the shuffle `shuffle` that all folds share. */
interface FoldParams {
  readonly fold: number;
  readonly folds: number;
  readonly shuffle: Key;
  readonly latent: number;
}

/** Mean and covariance of one fold of the rows. A step is a block of rows. */
export const ppcaFold = drive((params: FoldParams, context, { saved }: Start<{ moments: Arrays }>) => {
  const { fold, folds, shuffle, latent } = params;
  const table = checkPpca({ latent }, context.data);
  const rows = foldRows(permutation(shuffle, table.rows), fold, folds);
  const moments = openMoments(table.columns, momentsOn(context), saved?.moments);
  return {
    advance: eachStep([], (step) => {
      moments.add(gather(table, rows.subarray(step * BLOCK_ROWS, (step + 1) * BLOCK_ROWS)));
    }),
    save: () => ({ moments: moments.checkpoint() }),
    output: () => {
      const { mean, covariance, rows: count } = moments.moments();
      const n = table.columns;
      return { rows: array(Float64Array.of(count)), mean: array(mean), covariance: array(covariance, [n, n]) };
    },
  };
});

function gather({ values, columns }: Table, rows: Uint32Array): Uint8Array | Float32Array | Float64Array {
  const out = values.slice(0, rows.length * columns);
  for (let n = 0; n < rows.length; n++)
    out.set(values.subarray(rows[n] * columns, (rows[n] + 1) * columns), n * columns);
  return out;
}

/** One fold predicted from the others, with every dimension 0 … at once. Output: logLikelihood [dimensions], the sum over the rows of the fold. */
export const ppcaHeld = once((params: PpcaParams & { readonly fold: number }, context) => {
  const { columns } = checkPpca(params, context.data);
  const parts = Array.from({ length: params.folds }, (_, f) => momentsFrom(context.inputs[`fold.${f}`]));
  const test = parts[params.fold];
  const train = combineMoments(parts.filter((part) => part !== test));
  const spectrum = spectrumOn(context, train.covariance, columns);
  const about = covarianceAbout(test, train.mean);
  const sums = closedLogLikelihoods(spectrum, mostDimensions(params, columns), about);
  return { logLikelihood: array(sums.map((mean) => mean * test.rows)) };
});

function momentsFrom({ rows, mean, covariance }: Arrays): Moments {
  return {
    rows: rows.values[0],
    mean: mean.values as Float64Array,
    covariance: covariance.values as Float64Array,
  };
}
