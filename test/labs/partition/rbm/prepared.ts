import { resolveData } from "../../../../shared/data/resolve.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import { parseExperiment } from "../../../../shared/labs/parse-experiment.ts";
import { rbm } from "../../../../shared/labs/partition/rbm/lab.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { runTasks } from "../../../run.ts";

/** An experiment of the lab on data of a generator, and its table. */
export async function prepared(
  data: { generator: string; params: Experiment["params"] },
  params: Experiment["params"],
) {
  const { experiment } = await parseExperiment({ v: 1, lab: "rbm", seed: 1, data: { seed: 1, ...data }, params }, [
    { id: "rbm", family: "partition", load: async () => rbm },
  ]);
  const table = await resolveData(experiment.data, () => Promise.reject(new Error("no files here")));
  return { experiment, data: table as Table };
}

/** All tasks of a seed. */
export const runAll = (
  { params }: Experiment,
  data: Table,
  seed: number,
  way: Omit<Parameters<typeof runTasks>[2], "data"> = {},
) => runTasks(rbm, rbm.plan(params, data, keyOfSeed(seed)), { data, ...way });
