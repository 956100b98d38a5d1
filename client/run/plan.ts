import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Lab, Task } from "../../shared/labs/lab.ts";
import { keyOfSeed } from "../../shared/random/philox.ts";

/** The tasks of an experiment. All their randomness descends from its seed. */
export function planOf(lab: Lab, experiment: Experiment, data: Table | null): readonly Task[] {
  return lab.plan(experiment.params, data, keyOfSeed(experiment.seed));
}
