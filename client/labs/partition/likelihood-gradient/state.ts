import type { Arrays } from "../../../../shared/arrays.ts";
import type { LikelihoodParams } from "../../../../shared/labs/partition/likelihood-gradient/fields.ts";
import { METHODS, type Method } from "../../../../shared/labs/partition/likelihood-gradient/names.ts";
import { learnOf } from "../../../../shared/labs/partition/likelihood-gradient/results.ts";
import { seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";

export type LikelihoodProps = ViewProps<LikelihoodParams>;

/** Score matching has the colour of ratio matching, which it stands for where data are numbers. */
export const methodColor = (method: Method): string =>
  seriesColor(METHODS.indexOf(method === "score" ? "ratio" : method));

/** Two parameters whose plane says something: the first couplings, of a Gaussian a precision and a coupling. */
export function firstAxes({ model, hidden = 0 }: LikelihoodParams, columns: number): readonly [number, number] {
  if (model === "gaussian") return [columns, 2 * columns];
  const coupling = columns + (model === "rbm" ? hidden : 0);
  // Two units have a single coupling.
  return model === "boltzmann" && columns === 2 ? [0, coupling] : [coupling, coupling + 1];
}

/** Columns of the data that were learned from. */
export function columnsOf({ experiment: { params }, data }: Pick<LikelihoodProps, "experiment" | "data">): number {
  return data?.columns ?? params.units;
}

/** Where a method stands now, and its phases: while it learns, and at the end. */
export function seenOf({ fold }: Pick<LikelihoodProps, "fold">, method: Method): Arrays | undefined {
  const seen = fold.output(learnOf(method)) ?? fold.snapshot(learnOf(method));
  return seen?.positive ? seen : undefined;
}
