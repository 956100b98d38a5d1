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
import type { Context, Process, Task } from "../../lab.ts";
import { momentsOn, spectrumOn } from "../matrices.ts";
import { checkPpca, mostDimensions, type PpcaParams } from "./fields.ts";
import { foldRows } from "./model.ts";

export function foldSteps(rows: number, fold: number, folds: number): number {
  return blockCount(Math.floor(((fold + 1) * rows) / folds) - Math.floor((fold * rows) / folds));
}

/** Mean and covariance of one fold of the rows, by the shuffle `params.shuffle` that all folds share. A step is a block of rows. */
export function openFold(task: Task, context: Context, checkpoint?: Arrays): Process {
  const { fold, folds, shuffle, latent } = task.params as unknown as {
    readonly fold: number;
    readonly folds: number;
    readonly shuffle: Key;
    readonly latent: number;
  };
  const table = checkPpca({ latent }, context.data);
  const rows = foldRows(permutation(shuffle, table.rows), fold, folds);
  let step = checkpoint?.step.values[0] ?? 0;
  const moments = openMoments(table.columns, momentsOn(context), step > 0 ? checkpoint : undefined);
  return {
    get step() {
      return step;
    },
    advance(steps) {
      for (const end = step + steps; step < end; step++)
        moments.add(gather(table, rows.subarray(step * BLOCK_ROWS, (step + 1) * BLOCK_ROWS)));
      return {};
    },
    snapshot: () => ({}),
    checkpoint: () => ({ ...moments.checkpoint(), step: array(Float64Array.of(step)) }),
    output: () => {
      const { mean, covariance, rows: count } = moments.moments();
      const n = table.columns;
      return { rows: array(Float64Array.of(count)), mean: array(mean), covariance: array(covariance, [n, n]) };
    },
  };
}

function gather({ values, columns }: Table, rows: Uint32Array): Uint8Array | Float32Array | Float64Array {
  const out = values.slice(0, rows.length * columns);
  for (let n = 0; n < rows.length; n++)
    out.set(values.subarray(rows[n] * columns, (rows[n] + 1) * columns), n * columns);
  return out;
}

/** One fold predicted from the others, with every dimension 0 … at once. Output: logLikelihood [dimensions], the sum over the rows of the fold. */
export function openHeld(task: Task, context: Context): Process {
  const params = task.params as unknown as PpcaParams & { readonly fold: number };
  const { columns } = checkPpca(params, context.data);
  let found: Arrays = {};
  let step = 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      step += steps;
      const parts = Array.from({ length: params.folds }, (_, f) => momentsFrom(context.inputs[`fold.${f}`]));
      const test = parts[params.fold];
      const train = combineMoments(parts.filter((part) => part !== test));
      const spectrum = spectrumOn(context, train.covariance, columns);
      const about = covarianceAbout(test, train.mean);
      const sums = closedLogLikelihoods(spectrum, mostDimensions(params, columns), about);
      found = { logLikelihood: array(sums.map((mean) => mean * test.rows)) };
      return {};
    },
    snapshot: () => ({}),
    checkpoint: () => ({}),
    output: () => found,
  };
}

function momentsFrom({ rows, mean, covariance }: Arrays): Moments {
  return {
    rows: rows.values[0],
    mean: mean.values as Float64Array,
    covariance: covariance.values as Float64Array,
  };
}
