/** What a lab's page runs on: sessions over the page's pool, and the tables of data references. */
import { asksFirst } from "../../../shared/data/generate.ts";
import type { TableContent } from "../../../shared/data/readers/content.ts";
import { contentOf, resolveData, withShapes } from "../../../shared/data/resolve.ts";
import type { Table } from "../../../shared/data/table.ts";
import type { DataRef, Experiment } from "../../../shared/experiment/experiment.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { useOf } from "../../../shared/labs/takes.ts";
import { browserClock } from "../../compute/browser/clock.ts";
import { findGpu } from "../../compute/devices.ts";
import type { LabView } from "../../labs/view.ts";
import type { RunEngine } from "../../run/engine.ts";
import { running } from "../../run/late-run.ts";
import { findFile } from "../../run/own-files.ts";
import { createSession, type Session } from "../../run/session.ts";
import { pool } from "../pool.ts";
import { decode } from "./decode.ts";
import { generate } from "./generate.ts";

export { planOf } from "../../run/plan.ts";

/** Put in by the build: a hash of the code that lays out checkpoints. */
declare const __CODE__: string;

function engine(): RunEngine {
  return {
    pool: pool(),
    code: __CODE__,
    async run({ onChange, ...order }) {
      await running.prepare();
      return running.code().runExperiment({ ...order, pool: pool(), onProgress: onChange });
    },
  };
}

/** Lets the page draw and answer before what comes next. */
export const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** The table of a data reference, as the lab uses tables. Throws an ExperimentError for a file that is not on this machine. */
export async function tableOf(ref: DataRef, lab: Lab, stop?: AbortSignal): Promise<Table | null> {
  // The page is drawn first.
  await nextTask();
  stop?.throwIfAborted();
  const table = await resolveData(ref, findFile, decode, useOf(lab), (generated) => generate(generated, stop));
  if (table) await lab.prepare?.(table);
  return table;
}

/** Every column of the draft's own files as they are read, and what was understood; null where the data are not files. Throws an ExperimentError. */
export function contentOfFiles(ref: DataRef): Promise<TableContent | null> {
  return contentOf(ref, findFile, decode);
}

export function openSession(lab: Lab, view: LabView, experiment: Experiment, origin?: Experiment): Session {
  return createSession({
    lab,
    experiment,
    origin,
    engine: engine(),
    loadData: (ref, stop) => tableOf(ref, lab, stop),
    asksFirst,
    findGpu,
    shapesOf: (ref) => withShapes(ref, findFile, decode),
    clock: browserClock,
    headline: view.headline,
  });
}
