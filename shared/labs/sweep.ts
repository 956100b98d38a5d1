import { generators } from "../data/generators/index.ts";
import { canonicalJson } from "../experiment/canonical.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { Experiment } from "../experiment/experiment.ts";
import type { ParamValue } from "../experiment/fields.ts";
import { withVersion } from "../experiment/version.ts";
import type { Lab } from "./lab.ts";
import { setPath } from "./parse.ts";

/**
 * The runs of an experiment with a sweep, each an experiment that can be run, linked and verified by itself. Parameters are set in the order
 * of their declaration (those that others depend on come first), then the data's, then seeds; the last changes fastest. Itself alone, without a sweep.
 */
export function sweepRuns(lab: Lab, { sweep, ...base }: Experiment): readonly Experiment[] {
  const { data } = base;
  const generator = data && "generator" in data && generators.find(({ id }) => id === data.generator);
  const order = [
    ...Object.keys(lab.params).map((name) => `params.${name}`),
    ...Object.keys(generator ? generator.params : {}).map((name) => `data.params.${name}`),
    "data.seed",
    "seed",
  ];
  const axes = Object.entries(sweep ?? {}).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  let runs: readonly Experiment[] = [withVersion(base)];
  for (const [path, values] of axes) {
    runs = runs.flatMap((run) => values.map((value) => setWhereItApplies(lab, run, path, value)));
  }
  return [...new Map(runs.map((run) => [canonicalJson(run), run])).values()];
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
