import { knownParams } from "../../shared/labs/recording.ts";
import { isShared } from "./given.ts";
import type { Pool } from "./job.ts";
import type { Run } from "./summarise.ts";

/**
 * Has threads ready themselves for the measurement of a run while its last tasks are under way (`rehearsal` of a lab), now that `task` is done. Whatever goes wrong
 * there is of no matter: it will be slow the first time.
 */
export async function rehearseOn(
  pool: Pool,
  { lab, experiment, data, device, fold, signal }: Omit<Run, "early">,
  task: string,
): Promise<void> {
  if (!isShared || lab.rehearsal === undefined) return;
  try {
    await lab.prepareMeasure?.();
    const question = lab.rehearsal(fold, experiment, data, task);
    if (question === undefined) return;
    const own = { ...question.task, params: knownParams(question.task.params), id: "rehearsal", key: [0, 0] as const };
    const { given } = question;
    await pool.ask({ lab: lab.id, device, data, task: own, given, ...(signal && { signal }) });
  } catch {
    // As it says.
  }
}
