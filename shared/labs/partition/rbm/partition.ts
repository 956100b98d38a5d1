import { array } from "../../../arrays.ts";
import type { Enumeration } from "../../../kernels/rbm/machine.ts";
import type { Context } from "../../lab.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { isGaussian, trainedMachine } from "./machines.ts";
import { enumerable } from "./sides.ts";

/** Tasks that the chains of a direction, and the rows of the exact sum, are dealt out to. */
const SLICES = 8;
/** Sweeps of the chains that stand in for exact draws where the machine is too large to enumerate. */
const BURN_IN = 500;

/** Contiguous parts [from, to) of so many rows or chains, one per task. */
export function slicesOf(total: number): readonly (readonly [from: number, to: number])[] {
  const slices = Math.min(SLICES, total);
  const cut = (i: number) => Math.floor((total * i) / slices);
  return Array.from({ length: slices }, (_, i) => [cut(i), cut(i + 1)]);
}

/** log Σ f over the states of some rows of the enumeration, one number per row: a step is a row. */
export const rbmExact = drive(
  ({ from }: { readonly from: number }, context, { steps, saved }: Start<{ sums: Float64Array }>) => {
    const enumeration = trainedMachine(context, 1).enumeration();
    const sums = saved?.sums ?? new Float64Array(steps);
    return {
      advance: eachStep([], (n) => {
        sums[n] = rowLogSum(enumeration, from + n, context);
      }),
      save: () => ({ sums }),
      output: () => ({ sums: array(sums.slice()) }),
    };
  },
);

/** The scalar machine with binary units has all its states in one row; the rows of the plan are then cut out of it. */
function rowLogSum(enumeration: Enumeration, row: number, context: Context): number {
  if (context.device !== "scalar" || isGaussian(context.inputs.train)) return enumeration.rowLogSum(row);
  return row === 0 ? enumeration.rowLogSum(0) : Number.NEGATIVE_INFINITY;
}

/** Steps of a reverse chain before those that count. */
export function stepsBefore(visible: number, hidden: number, gaussian: boolean, temperatures: number): number {
  return enumerable(visible, hidden, gaussian) ? 0 : temperatures + BURN_IN;
}
