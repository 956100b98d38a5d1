import { generatorOf } from "../data/generators/known.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { fillIn, withoutLaterDefaults } from "../experiment/schema.ts";
import { withVersion } from "../experiment/version.ts";
import type { Lab } from "./lab.ts";

/**
 * The experiment as it is hashed, put into links and published: its canonical JSON is of the oldest version that can say it, and what was added
 * since (fields with `omitDefault`) is left out at its default. A run, a form and `lab.plan` have all parameters; so does the reader of this
 * again. The same object where nothing is left out.
 */
export function writtenExperiment({ params }: Pick<Lab, "params">, experiment: Experiment): Experiment {
  const own = withoutLaterDefaults(params, experiment.params);
  const data = writtenData(experiment.data);
  const isAsItWas = own === experiment.params && data === experiment.data;
  return withVersion(isAsItWas ? experiment : { ...experiment, params: own, data });
}

/** The reverse, for what this page stored before a parameter was added: all parameters, the new ones at their defaults. */
export function fullExperiment({ params }: Pick<Lab, "params">, experiment: Experiment): Experiment {
  const { data } = experiment;
  const fields = data !== null && "generator" in data && generatorOf(data.generator)?.params;
  return {
    ...experiment,
    params: fillIn(params, experiment.params),
    data: fields ? { ...data, params: fillIn(fields, data.params) } : data,
  };
}

function writtenData(data: Experiment["data"]): Experiment["data"] {
  if (data === null || !("generator" in data)) return data;
  const fields = generatorOf(data.generator)?.params ?? {};
  const params = withoutLaterDefaults(fields, data.params);
  return params === data.params ? data : { ...data, params };
}
