import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import { sameData } from "./draft.ts";
import type { Earlier } from "./driver.ts";
import type { DataState, Displayed } from "./session-types.ts";

interface Asked {
  readonly lab: Lab;
  readonly experiment: Experiment;
  readonly device: Device;
  readonly data: DataState;
}

/** What to resume from, where what is shown is an earlier part of what is asked for. */
export function earlierPart(shown: Displayed | null, { lab, experiment, device, data }: Asked): Earlier | undefined {
  if (shown?.source !== "run" || shown.result?.device !== device) return undefined;
  if (!sameData(shown.experiment.data, experiment.data) || shown.experiment.seed !== experiment.seed) return undefined;
  const table = data.kind === "ready" ? data.table : null;
  const later = planned(lab, experiment, table);
  if (!later || !continues(shown.fold.tasks, later)) return undefined;
  return { fold: shown.fold, engine: shown.result.engine };
}

/** Undefined where the lab refuses the parameters: the run then fails, and says why. */
function planned(lab: Lab, { params }: Experiment, table: Table | null): Fold["tasks"] | undefined {
  try {
    return lab.plan(params, table, [0, 0]);
  } catch {
    return undefined;
  }
}

/** Some task of the later plan is an earlier one with more steps: what was computed counts. Keys follow from the seed, which is the same. */
function continues(earlier: Fold["tasks"], later: Fold["tasks"]): boolean {
  const strip = ({ steps: _, key: __, ...rest }: Fold["tasks"][number]) => JSON.stringify(rest);
  const before = new Map(earlier.map((task) => [task.id, task]));
  return later.some((task) => {
    const old = before.get(task.id);
    return old !== undefined && old.steps < task.steps && strip(old) === strip(task);
  });
}
