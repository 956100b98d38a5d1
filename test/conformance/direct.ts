import { planOf } from "../../client/run/plan.ts";
import type { Fold, OpenFold } from "../../shared/labs/fold.ts";
import type { Device } from "../../shared/labs/lab.ts";
import { summarise } from "../../shared/labs/summarise.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import { type Cut, inOnePiece, runTasks } from "../run.ts";
import { tensorflow } from "../tensorflow.ts";
import type { Short } from "./short.ts";

/** What it says reaches no digest. */
const clock = () => performance.now();

/** Runs an experiment without any pool; of several devices a process takes the next whenever it is opened again. */
export function runDirect(
  { lab, experiment, data }: Short,
  device: Device | readonly Device[],
  cut: Cut = inOnePiece,
): OpenFold {
  return runTasks(lab, planOf(lab, experiment, data), { data, device, cut, tensorflow, clock });
}

export async function digestOfFold({ lab, experiment, data }: Short, fold: Fold): Promise<string> {
  const { digest } = await summarise(lab, experiment, data, fold, writtenExperiment(lab, experiment));
  if (digest === null) throw new Error(`${lab.id} did not finish`);
  return digest;
}
