/** What views read of a run. */
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import type { Fold } from "../../../../shared/labs/fold.ts";
import type { BurnInParams } from "../../../../shared/labs/monte-carlo/burn-in/fields.ts";
import type { ViewProps } from "../../view.ts";

export type Props = ViewProps<BurnInParams>;

export const summaryOf = (fold: Fold) => fold.output("summary") as Arrays | undefined;

/** Of the exact task: equilibrium, start, and what is averaged; once it is done. */
export const exactOf = (fold: Fold) => fold.output("exact") as Arrays | undefined;

/** Row `row` of a record of one row a step. */
export function rowOf({ shape: [, width], values }: NDArray, row: number): Float64Array {
  return Float64Array.from({ length: width }, (_, i) => Number(values[row * width + i]));
}

/** Ids of the tasks that simulate chains. */
export const blocksOf = (fold: Fold): readonly string[] =>
  fold.tasks.filter(({ kind }) => kind === "chains").map(({ id }) => id);

/** Metropolis on a line has places; other states have numbers. */
export const isPlaced = ({ chain }: BurnInParams): boolean => chain === "bell" || chain === "wells";
