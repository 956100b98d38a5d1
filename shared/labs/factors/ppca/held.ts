import { array } from "../../../arrays.ts";
import { combineMoments, covarianceAbout, type Moments } from "../../../kernels/moments/index.ts";
import { centreRows, dualLogLikelihoods, dualSpectrum } from "../../../kernels/ppca/dual.ts";
import { closedLogLikelihoods } from "../../../kernels/ppca/ppca.ts";
import { permutation } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { dualOn } from "../../dual.ts";
import type { Context, Task } from "../../lab.ts";
import { momentsFrom, momentsProcess } from "../../moments.ts";
import { momentsTask } from "../../moments-task.ts";
import { once } from "../../process.ts";
import { spectrumOn } from "../../spectrum.ts";
import { checkFactorTable } from "../table.ts";
import { checkPpca, maxDimensions, type PpcaParams } from "./fields.ts";
import { cvFoldRows, otherRows } from "./model.ts";

/** A part of the rows, by the shuffle `shuffle` that all folds share. */
interface FoldParams {
  readonly fold: number;
  readonly folds: number;
  readonly shuffle: Key;
}

/** "moments.<f>", a task per fold: together they make one pass over all rows. */
export function cvFoldTasks(rows: number, folds: number, shuffle: Key): readonly Task[] {
  return Array.from({ length: folds }, (_, fold) => {
    const own = Math.floor(((fold + 1) * rows) / folds) - Math.floor((fold * rows) / folds);
    return momentsTask(own, { fold, folds, shuffle }, `moments.${fold}`);
  });
}

export const ppcaMoments = momentsProcess(({ fold, folds, shuffle }: FoldParams, { data }) => {
  const table = checkFactorTable(data, "complete");
  return { table, chosen: cvFoldRows(permutation(shuffle, table.rows), fold, folds) };
});

function cvFoldMoments(inputs: Context["inputs"], folds: number): readonly Moments[] {
  return Array.from({ length: folds }, (_, f) => momentsFrom(inputs[`moments.${f}`]));
}

/** Moments of all rows, from those of the folds, and their eigenvalues and eigenvectors (rows). Output: mean, covariance, eigenvalues, components. */
export const ppcaSpectrum = once(({ folds }: Pick<FoldParams, "folds">, context) => {
  const { mean, covariance } = combineMoments(cvFoldMoments(context.inputs, folds));
  const n = mean.length;
  const { values, vectors } = spectrumOn(context, covariance, n);
  return {
    mean: array(mean),
    covariance: array(covariance, [n, n]),
    eigenvalues: array(values),
    components: array(vectors, [n, n]),
  };
});

/**
 * One fold predicted from the others, with every dimension 0 … at once, as far as the other rows allow. Output: logLikelihood [dimensions], the sum over the
 * rows of the fold; nothing where they are too few for any dimension.
 */
export const ppcaHeld = once((params: PpcaParams & { readonly fold: number }, context) => {
  const { columns } = checkPpca(params, context.data);
  const parts = cvFoldMoments(context.inputs, params.folds);
  const test = parts[params.fold];
  const train = combineMoments(parts.filter((part) => part !== test));
  const most = maxDimensions(params, { rows: train.rows, columns });
  if (most < 1) return {};
  const spectrum = spectrumOn(context, train.covariance, columns);
  const about = covarianceAbout(test, train.mean);
  const sums = closedLogLikelihoods(spectrum, most, about, dualOn(context).multiply);
  return { logLikelihood: array(sums.map((mean) => mean * test.rows)) };
});

/** The spectrum of a wide table, from its rows. Output: mean, eigenvalues (columns), components (as many as are asked for, × columns). */
export const ppcaDualSpectrum = once((params: PpcaParams, context) => {
  const table = checkPpca(params, context.data);
  const most = maxDimensions(params, table);
  const all = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const centred = centreRows(table, all);
  const { values, vectors } = dualSpectrum(centred, most, dualOn(context));
  return {
    mean: array(centred.mean),
    eigenvalues: array(values),
    components: array(vectors, [most, table.columns]),
  };
});

/** One fold of a wide table predicted from the others: as `ppcaHeld`, from the rows. */
export const ppcaDualHeld = once((params: PpcaParams & FoldParams, context) => {
  const table = checkPpca(params, context.data);
  const order = permutation(params.shuffle, table.rows);
  const train = otherRows(order, params.fold, params.folds);
  const test = cvFoldRows(order, params.fold, params.folds);
  const most = maxDimensions(params, { rows: train.length, columns: table.columns });
  if (most < 1) return {};
  const centred = centreRows(table, train);
  const spectrum = dualSpectrum(centred, most, dualOn(context));
  const sums = dualLogLikelihoods(spectrum, centred.mean, most, table, test);
  return { logLikelihood: array(sums.map((mean) => mean * test.length)) };
});
