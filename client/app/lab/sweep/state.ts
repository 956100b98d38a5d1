/** What the grid of a sweep says of its runs. Pure functions. */
import type { Lab } from "../../../../shared/labs/lab.ts";
import { isSeed } from "../../../../shared/labs/seed-paths.ts";
import {
  type Best,
  bestOf,
  type Group,
  groupsOf,
  type Judge,
  judgesOf,
  type Spread,
  spreadOf,
} from "../../../../shared/labs/sweep-best.ts";
import type { SweepState, SweptRun } from "../../../run/session-types.ts";

export const metricsOf = (run: SweptRun) => (run.kind === "finished" ? run.metrics : undefined);

/** Over several runs their mean and deviation; of one run that is itself of several trainings, what it says of theirs. */
export function spreadWithin(
  runs: readonly (Readonly<Record<string, number>> | undefined)[],
  metric: string,
): Spread | undefined {
  const spread = spreadOf(runs, metric);
  const own = runs.length === 1 ? runs[0]?.[`sd.${metric}`] : undefined;
  return spread && own !== undefined ? { ...spread, deviation: own } : spread;
}

/** Axes that are no seeds, with their places on the page: the first are blocks, the last two rows and columns. */
export interface Ranked {
  readonly judges: readonly Judge[];
  readonly judge: Judge | undefined;
  readonly groups: readonly Group[];
  readonly best: Best | undefined;
}

/** The runs ranked by the metric of that name, by the first that ranks where it is not there. */
export function rank(lab: Pick<Lab, "metrics">, { grid, runs }: SweepState, chosen: string | null): Ranked {
  const metrics = runs.map(metricsOf);
  const judges = judgesOf(lab, metrics);
  const judge = judges.find(({ metric }) => metric === chosen) ?? judges[0];
  // Over seeds alone, each run stands for itself.
  const isSingle = grid.axes.every(({ path }) => isSeed(path));
  const groups = isSingle ? grid.runs.map((_, run) => ({ at: [], runs: [run] })) : groupsOf(grid);
  return { judges, judge, groups, best: judge && bestOf(groups, metrics, judge) };
}

/** Paths of the axes that groups differ in. */
export const groupPaths = ({ grid }: SweepState) => grid.axes.map(({ path }) => path).filter((path) => !isSeed(path));
