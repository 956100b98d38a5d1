import { type Arrays, array } from "../../../arrays.ts";
import { BLOCK_ROWS, blockCount } from "../../../kernels/moments/index.ts";
import { fold, permutation } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context, Process, Task } from "../../lab.ts";
import { rowEm } from "./em.ts";
import { checkPpca, type PpcaParams } from "./fields.ts";
import { foldRows, modelArrays, otherRows } from "./model.ts";

const STREAM = { start: 0 } as const;
/** The model of a table with missing cells. A step is a block of rows of an EM iteration. Records logLikelihood and sigma2 where an iteration ends. */
export function openFitMissing(task: Task, context: Context, checkpoint?: Arrays): Process {
  const params = task.params as unknown as PpcaParams;
  const table = checkPpca(params, context.data);
  const rows = Uint32Array.from({ length: table.rows }, (_, i) => i);
  const em = rowEm(
    context,
    { table, rows, latent: params.latent, key: fold(task.key, STREAM.start) },
    opened(checkpoint),
  );
  let step = checkpoint?.step.values[0] ?? 0;
  let last = checkpoint?.last.values[0] ?? 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      const logLikelihood = new Float64Array(steps).fill(Number.POSITIVE_INFINITY);
      const sigma2 = new Float64Array(steps).fill(Number.POSITIVE_INFINITY);
      for (let s = 0; s < steps; s++, step++) {
        const found = em.advance(step);
        if (found === undefined) continue;
        last = found;
        logLikelihood[s] = found;
        sigma2[s] = em.model().sigma2;
      }
      return { logLikelihood: array(logLikelihood), sigma2: array(sigma2) };
    },
    snapshot: () => modelArrays(em.model()),
    checkpoint: () => ({ ...em.checkpoint(), step: array(Float64Array.of(step)), last: array(Float64Array.of(last)) }),
    output: () => ({ ...modelArrays(em.model()), logLikelihood: array(Float64Array.of(last)) }),
  };
}

/** A checkpoint that was taken after the first step. */
export function opened(checkpoint: Arrays | undefined): Arrays | undefined {
  return checkpoint && checkpoint.step.values[0] > 0 ? checkpoint : undefined;
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
    : { train: otherRows(order, part, folds), test: foldRows(order, part, folds) };
}

/** Steps: EM on the rows outside the fold, then blocks of the rows in it. */
export function heldMissingSteps(rows: number, { fold: part, folds, iterations }: HeldParams): number {
  const test = part < 0 ? rows : Math.floor(((part + 1) * rows) / folds) - Math.floor((part * rows) / folds);
  const train = part < 0 ? rows : rows - test;
  return iterations * blockCount(train) + blockCount(test);
}

/** Output: logLikelihood, the sum over the rows of the fold. All tasks of a run share the shuffle, `params.shuffle`. */
export function openHeldMissing(task: Task, context: Context, checkpoint?: Arrays): Process {
  const params = task.params as unknown as HeldParams & { readonly shuffle: Key };
  const table = checkPpca(params, context.data);
  const { train, test } = heldRows(params.shuffle, table.rows, params);
  const options = { table, rows: train, latent: params.latent, key: fold(task.key, STREAM.start) };
  const em = rowEm(context, options, opened(checkpoint));
  const fitting = params.iterations * em.blocks;
  let step = checkpoint?.step.values[0] ?? 0;
  let sum = checkpoint?.held.values[0] ?? 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      for (const end = step + steps; step < end; step++) {
        if (step < fitting) em.advance(step);
        else {
          const from = (step - fitting) * BLOCK_ROWS;
          sum += em.look(test.subarray(from, from + BLOCK_ROWS)).logLikelihood;
        }
      }
      return {};
    },
    snapshot: () => ({}),
    checkpoint: () => ({ ...em.checkpoint(), step: array(Float64Array.of(step)), held: array(Float64Array.of(sum)) }),
    output: () => ({ logLikelihood: array(Float64Array.of(sum)) }),
  };
}
