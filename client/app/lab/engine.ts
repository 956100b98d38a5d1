/** The one pool of the page, and the sessions that run on it. Made when a lab is opened; threads start with the first work. */
import { effect } from "@preact/signals";
import { resolveData } from "../../../shared/data/decode.ts";
import type { Table } from "../../../shared/data/table.ts";
import type { DataRef, Experiment } from "../../../shared/experiment/experiment.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { browserClock, createBrowserPool } from "../../compute/browser/pool.ts";
import type { LabView } from "../../labs/view.ts";
import { runExperiment } from "../../run/driver.ts";
import type { Engine } from "../../run/engine.ts";
import { findFile } from "../../run/own-files.ts";
import { createSession, type Session } from "../../run/session.ts";
import { threads } from "./threads.ts";

export { planOf } from "../../run/driver.ts";

let made: Engine | null = null;

export function engine(): Engine {
  if (made) return made;
  const pool = createBrowserPool({ threads: threads.peek() });
  effect(() => pool.resize(threads.value));
  made = {
    pool,
    run: ({ onChange, ...order }) => runExperiment({ ...order, pool, onProgress: onChange }),
  };
  return made;
}

/** The table of a data reference. Throws an ExperimentError for a file that is not on this machine. */
export async function tableOf(ref: DataRef): Promise<Table | null> {
  // The page is drawn before a large table is made.
  await new Promise((resolve) => setTimeout(resolve, 0));
  return resolveData(ref, async (file) => (await findFile(file)).bytes);
}

export function openSession(lab: Lab, view: LabView, experiment: Experiment): Session {
  return createSession({
    lab,
    experiment,
    engine: engine(),
    loadData: tableOf,
    clock: browserClock,
    headline: view.headline,
  });
}
