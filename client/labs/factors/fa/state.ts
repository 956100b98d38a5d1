import type { NDArray } from "../../../../shared/arrays.ts";
import type { Fold } from "../../../../shared/labs/fold.ts";
import type { ViewProps } from "../../view.ts";

export interface FoundModel {
  /** columns × factors, on the scale of correlations. */
  readonly loadings: NDArray;
  /** The same after the chosen rotation; absent while the fit goes on. */
  readonly rotated: NDArray | undefined;
  readonly uniquenesses: NDArray;
}

/** The model of the best start, or while it climbs that of the first. */
export function modelOf({ fold }: Pick<ViewProps, "fold">): FoundModel | undefined {
  const found = fold.output("scores") ?? fold.snapshot("fit.0") ?? fold.output("fit.0");
  if (!found?.loadings || !found.uniquenesses) return undefined;
  return { loadings: found.loadings, rotated: found.rotated, uniquenesses: found.uniquenesses };
}

export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** A record of one start where it is known, over iterations; thinned records are spread over all of them. `until`: the last iteration that counts. */
export function curveOf(fold: Fold, task: string, name: string, blocks: number, until: number): Curve {
  const values = Array.from(fold.records(task, name)?.values ?? []);
  const stretch = values.length > 1 ? (fold.done(task) - 1) / (values.length - 1) : 1;
  const iteration = (i: number) => 1 + i * stretch - blocks;
  const known = values.map((_, i) => i).filter((i) => Number.isFinite(values[i]) && iteration(i) <= until);
  return { x: Float64Array.from(known, iteration), y: Float64Array.from(known, (i) => values[i]) };
}

/** Steps of a task before its first iteration: blocks of rows. */
export function blocksOf(fold: Fold, iterations: number): number {
  return (fold.tasks.find(({ id }) => id === "fit.0")?.steps ?? iterations) - iterations;
}
