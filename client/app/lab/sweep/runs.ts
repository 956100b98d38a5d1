/** The runs of a sweep as experiments. Pure functions. */
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { type Grid, gridOf, withoutSweep } from "../../../../shared/labs/sweep.ts";
import { same } from "../../../run/draft.ts";

const grids = new WeakMap<Experiment, Grid>();

/** The grid of an experiment of the lab, made once: the form asks for it at each drawing, and a thousand runs take a tenth of a second. */
export function gridFor(lab: Lab, experiment: Experiment): Grid {
  const grid = grids.get(experiment) ?? gridOf(lab, experiment);
  grids.set(experiment, grid);
  return grid;
}

/** Whether a single experiment is one of the runs of another with a sweep. */
export function isRunOf(lab: Lab, whole: Experiment, run: Experiment | null): boolean {
  if (!whole.sweep || run === null) return false;
  if (same(withoutSweep(whole), run)) return true;
  return gridFor(lab, whole).runs.some((one) => same(one, run));
}
