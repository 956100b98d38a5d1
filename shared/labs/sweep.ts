import { generatorOf } from "../data/generators/known.ts";
import { canonicalJson } from "../experiment/canonical.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { Experiment } from "../experiment/experiment.ts";
import type { ParamValue } from "../experiment/fields.ts";
import { withVersion } from "../experiment/version.ts";
import type { Lab } from "./lab.ts";
import { setPath } from "./parse.ts";

/** One path of a sweep and its values, in the order in which they run. */
export interface Axis {
  readonly path: string;
  readonly values: readonly ParamValue[];
}

/** One point of the grid: the place of its value on each axis, and which of the runs it is. Points at which the same runs twice share it. */
export interface GridPoint {
  readonly at: readonly number[];
  readonly run: number;
}

export interface Grid {
  readonly axes: readonly Axis[];
  readonly runs: readonly Experiment[];
  /** One for each combination of values; the last axis changes fastest. */
  readonly points: readonly GridPoint[];
}

/** The experiment as one run, with what it says itself at the paths of its sweep. */
export function withoutSweep({ sweep: _, ...experiment }: Experiment): Experiment {
  return withVersion(experiment);
}

/** The runs of an experiment, see `gridOf`. Itself alone, without a sweep. */
export function sweepRuns(lab: Lab, experiment: Experiment): readonly Experiment[] {
  return gridOf(lab, experiment).runs;
}

/**
 * The grid of an experiment with a sweep. Each run is an experiment that can be run, linked and verified by itself. Parameters are set in the order
 * of their declaration (those that others depend on come first), then the data's, then seeds. Without a sweep, one point without axes.
 */
export function gridOf(lab: Lab, experiment: Experiment): Grid {
  if (!experiment.sweep) return { axes: [], runs: [withoutSweep(experiment)], points: [{ at: [], run: 0 }] };
  const axes = axesOf(lab, experiment);
  let points: readonly { readonly at: readonly number[]; readonly run: Experiment }[] = [
    { at: [], run: withoutSweep(experiment) },
  ];
  for (const { path, values } of axes) {
    points = points.flatMap(({ at, run }) =>
      values.map((value, i) => ({ at: [...at, i], run: setWhereItApplies(lab, run, path, value) })),
    );
  }
  const runs = new Map<string, { readonly place: number; readonly run: Experiment }>();
  const placed = points.map(({ at, run }) => {
    const name = canonicalJson(run);
    const known = runs.get(name) ?? { place: runs.size, run };
    runs.set(name, known);
    return { at, run: known.place };
  });
  return { axes, runs: [...runs.values()].map(({ run }) => run), points: placed };
}

function axesOf(lab: Lab, { data, sweep = {} }: Experiment): readonly Axis[] {
  const generator = data && "generator" in data && generatorOf(data.generator);
  const order = [
    ...Object.keys(lab.params).map((name) => `params.${name}`),
    ...Object.keys(generator ? generator.params : {}).map((name) => `data.params.${name}`),
    "data.seed",
    "seed",
  ];
  return Object.entries(sweep)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([path, values]) => ({ path, values }));
}

/** The values themselves were checked with the sweep. */
function setWhereItApplies(lab: Lab, run: Experiment, path: string, value: ParamValue): Experiment {
  try {
    return setPath(lab, run, path, value);
  } catch (error) {
    if (error instanceof ExperimentError && (error.code === "inapplicable" || error.code === "unknown-path"))
      return run;
    throw error;
  }
}
