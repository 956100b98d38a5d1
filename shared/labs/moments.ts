/**
 * The task "moments": mean and covariance of the rows that a lab's models work on. It makes one pass over them; all tasks that need the moments wait
 * for it. No seed changes it.
 */
import { type Arrays, array } from "../arrays.ts";
import {
  BLOCK_ROWS,
  blockOf,
  type Moments,
  type MomentsDevice,
  openMoments,
  type Rows,
  type Values,
} from "../kernels/moments/index.ts";
import type { Context, Opener } from "./lab.ts";
import { drive, type Start } from "./process.ts";
import { eachStep } from "./records.ts";

/** Where moments are summed: the module `moments`, or the scalar reference. */
export function momentsOn(context: Context): MomentsDevice {
  return context.device !== "scalar" ? context.wasm("moments") : "scalar";
}

/** The rows that count: those of a table, or some of them by their indices. */
export interface Counted {
  readonly table: Rows;
  readonly chosen?: Uint32Array;
}

/** The process, of the rows that `rowsOf` names. A step is a block of rows. Output: rows [1], mean [columns], covariance [columns, columns]; float64. */
export function momentsProcess<P>(rowsOf: (params: P, context: Context) => Counted): Opener {
  return drive((params: P, context, { saved }: Start<{ sums: Arrays }>) => {
    const counted = rowsOf(params, context);
    const { columns } = counted.table;
    const moments = openMoments(columns, momentsOn(context), saved?.sums);
    return {
      advance: eachStep([], (step) => moments.add(blockAt(counted, step))),
      save: () => ({ sums: moments.checkpoint() }),
      output: () => {
        const { rows, mean, covariance } = moments.moments();
        return {
          rows: array(Float64Array.of(rows)),
          mean: array(mean),
          covariance: array(covariance, [columns, columns]),
        };
      },
    };
  });
}

function blockAt({ table, chosen }: Counted, step: number): Values {
  if (!chosen) return blockOf(table, step);
  const { values, columns } = table;
  const own = chosen.subarray(step * BLOCK_ROWS, (step + 1) * BLOCK_ROWS);
  const out = values.slice(0, own.length * columns);
  for (let n = 0; n < own.length; n++) out.set(values.subarray(own[n] * columns, (own[n] + 1) * columns), n * columns);
  return out;
}

/** What such a task has found. */
export function momentsFrom({ rows, mean, covariance }: Arrays): Moments {
  return {
    rows: rows.values[0],
    mean: mean.values as Float64Array,
    covariance: covariance.values as Float64Array,
  };
}
