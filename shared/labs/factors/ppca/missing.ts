import { array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { BLOCK_ROWS, blockCount } from "../../../kernels/moments/index.ts";
import { andThen } from "../../../later.ts";
import { foldIn, permutation } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { roundsOf } from "./e-step.ts";
import { joinRowEm, rowEm, type SavedEm } from "./em.ts";
import { checkPpca, type PpcaParams } from "./fields.ts";
import { cvFoldRows, modelArrays, otherRows } from "./model.ts";

const STREAM = { start: 0 } as const;

/** Steps of a fit of a table with missing cells. */
export function fitMissingSteps(
  { rows, columns }: Pick<Table, "rows" | "columns">,
  latent: number,
  iterations: number,
) {
  return iterations * roundsOf({ rows, columns, latent }).rounds;
}

/**
 * The model of a table with missing cells. A step is a round of an EM iteration; several threads may share it. Records logLikelihood and sigma2 where an
 * iteration ends.
 */
export const ppcaFitMissing = drive(
  (params: PpcaParams, context, { key, saved }: Start<{ em: SavedEm; last: number }>) => {
    const em = rowEm(context, { ...fitted(params, context.data), key: foldIn(key, STREAM.start) }, saved?.em);
    let last = saved?.last ?? 0;
    return {
      advance: eachStep(["logLikelihood", "sigma2"], (step, row) =>
        andThen(em.advance(step), (found) => {
          if (found === undefined) return;
          last = found;
          row.logLikelihood = found;
          row.sigma2 = em.model().sigma2;
        }),
      ),
      live: () => modelArrays(em.model()),
      save: () => ({ em: em.save(), last }),
      output: () => ({ ...modelArrays(em.model()), logLikelihood: array(Float64Array.of(last)) }),
      close: () => em.close(),
    };
  },
  {
    member: ({ params }, context, buffers, seat) =>
      joinRowEm(context, fitted(params as unknown as PpcaParams, context.data), buffers, seat),
  },
);

/** All rows. */
function fitted(params: PpcaParams, data: Table | null) {
  const table = checkPpca(params, data);
  return { table, rows: Uint32Array.from({ length: table.rows }, (_, i) => i), latent: params.latent };
}

/** Parameters of a task that predicts one part of the rows, all of them for fold −1, with one number of dimensions. */
export interface HeldParams {
  readonly latent: number;
  readonly fold: number;
  readonly folds: number;
  readonly iterations: number;
}

export function heldRows(key: Key, rows: number, { fold: part, folds }: Pick<HeldParams, "fold" | "folds">) {
  const order = permutation(key, rows);
  return part < 0
    ? { train: otherRows(order, -1, folds), test: otherRows(order, -1, folds) }
    : { train: otherRows(order, part, folds), test: cvFoldRows(order, part, folds) };
}

/** Steps: EM on the rows outside the fold, then blocks of the rows in it. */
export function heldMissingSteps(
  { rows, columns }: Pick<Table, "rows" | "columns">,
  { latent, fold: part, folds, iterations }: HeldParams,
): number {
  const test = part < 0 ? rows : Math.floor(((part + 1) * rows) / folds) - Math.floor((part * rows) / folds);
  const train = part < 0 ? rows : rows - test;
  return iterations * roundsOf({ rows: train, columns, latent }).rounds + blockCount(test);
}

/** Output: logLikelihood, the sum over the rows of the fold. All tasks of a run share the shuffle. */
export const ppcaHeldMissing = drive(
  (params: HeldTaskParams, context, { key, saved }: Start<{ em: SavedEm; logLikelihood: number }>) => {
    const { test, ...training } = heldFrom(params, context.data);
    const em = rowEm(context, { ...training, key: foldIn(key, STREAM.start) }, saved?.em);
    const fitting = params.iterations * em.rounds;
    let logLikelihood = saved?.logLikelihood ?? 0;
    return {
      advance: eachStep([], (step) => {
        if (step < fitting) return andThen(em.advance(step), () => {});
        const from = (step - fitting) * BLOCK_ROWS;
        logLikelihood += em.look(test.subarray(from, from + BLOCK_ROWS)).logLikelihood;
      }),
      save: () => ({ em: em.save(), logLikelihood }),
      output: () => ({ logLikelihood: array(Float64Array.of(logLikelihood)) }),
      close: () => em.close(),
    };
  },
  {
    member: ({ params }, context, buffers, seat) =>
      joinRowEm(context, heldFrom(params as unknown as HeldTaskParams, context.data), buffers, seat),
  },
);

type HeldTaskParams = HeldParams & { readonly shuffle: Key };

function heldFrom(params: HeldTaskParams, data: Table | null) {
  const table = checkPpca(params, data);
  const { train, test } = heldRows(params.shuffle, table.rows, params);
  return { table, rows: train, test, latent: params.latent };
}
