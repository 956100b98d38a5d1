import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import type { Fold } from "../../../../shared/labs/fold.ts";
import type { Device, Lab } from "../../../../shared/labs/lab.ts";
import { fullExperiment } from "../../../../shared/labs/written.ts";
import { runExperiment } from "../../../run/driver.ts";
import { keepFinished } from "../../../run/finished.ts";
import { countSteps } from "../../../run/saved-fold.ts";
import type { Displayed } from "../../../run/session.ts";
import { pool } from "../../pool.ts";
import { tableOf } from "../engine.ts";

interface Again {
  readonly lab: Lab;
  readonly experiment: Experiment;
  readonly device: Device;
  readonly signal: AbortSignal;
  onProgress(done: number): void;
}

/** Computes a finished experiment again, beside what the page shows. */
export async function rerun({ lab, experiment: kept, device, signal, onProgress }: Again): Promise<Displayed> {
  const experiment = fullExperiment(lab, kept);
  const data = await tableOf(experiment.data, lab, signal);
  signal.throwIfAborted();
  const state: { fold?: Fold } = {};
  const result = await runExperiment({
    ...{ lab, experiment, data, device, pool: pool(), signal },
    onProgress(fold) {
      state.fold = fold;
      const { done, total } = countSteps(fold);
      onProgress(total > 0 ? done / total : 0);
    },
  });
  if (!state.fold) throw new Error("run without a report");
  const shown: Displayed = { experiment, data, fold: state.fold, metrics: result.metrics, source: "run", result };
  keepFinished(shown);
  return shown;
}
