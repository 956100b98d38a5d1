import { array } from "../../../arrays.ts";
import { combineMoments, covarianceAbout, type Moments } from "../../../kernels/moments/index.ts";
import { closedLogLikelihoods } from "../../../kernels/ppca/ppca.ts";
import { permutation } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context, Task } from "../../lab.ts";
import { momentsFrom, momentsProcess, momentsTask } from "../../moments.ts";
import { once } from "../../process.ts";
import { spectrumOn } from "../../spectrum.ts";
import { checkFactorTable } from "../table.ts";
import { checkPpca, maxDimensions, type PpcaParams } from "./fields.ts";
import { cvFoldRows } from "./model.ts";

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

/** One fold predicted from the others, with every dimension 0 … at once. Output: logLikelihood [dimensions], the sum over the rows of the fold. */
export const ppcaHeld = once((params: PpcaParams & { readonly fold: number }, context) => {
  const { columns } = checkPpca(params, context.data);
  const parts = cvFoldMoments(context.inputs, params.folds);
  const test = parts[params.fold];
  const train = combineMoments(parts.filter((part) => part !== test));
  const spectrum = spectrumOn(context, train.covariance, columns);
  const about = covarianceAbout(test, train.mean);
  const sums = closedLogLikelihoods(spectrum, maxDimensions(params, columns), about);
  return { logLikelihood: array(sums.map((mean) => mean * test.rows)) };
});
