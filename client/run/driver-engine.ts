import { readersVersion } from "../../shared/data/version.ts";
import type { Engine } from "../../shared/experiment/engine.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { filesOf } from "../../shared/experiment/files.ts";
import type { Lab, Task } from "../../shared/labs/lab.ts";
import { randomVersion } from "../../shared/random/version.ts";
import type { Pool } from "../compute/job.ts";
import { withTasks } from "../compute/modules.ts";

/** What computes these tasks of an experiment on this machine. Rejects when a module cannot be loaded. */
export async function engineOf(
  pool: Pick<Pool, "hashes">,
  lab: Lab,
  { data }: Experiment,
  tasks: readonly Task[],
): Promise<Engine> {
  return {
    wasm: await pool.hashes(withTasks(lab.wasm, tasks)),
    random: randomVersion,
    revision: lab.revision,
    ...(filesOf(data).length > 0 ? { data: readersVersion } : {}),
    ...(lab.densities === undefined ? {} : { densities: lab.densities }),
  };
}
