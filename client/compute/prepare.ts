/** The pool's own question: that a thread has started and everything is there that a lab's runs fetch. Nothing is computed. */
import type { LabEntry } from "../../shared/labs/index.ts";
import type { Lab, WasmName } from "../../shared/labs/lab.ts";
import { loaded } from "./errors.ts";
import type { Pool } from "./job.ts";

/** Kind of the task that only loads. It is the pool's own: no lab has a process of that name. */
export const prepareKind = "latente:prepare";

export interface Preparation {
  readonly lab: string;
  /** Modules besides the lab's own. */
  readonly wasm: readonly WasmName[];
  readonly signal?: AbortSignal;
}

/** Resolves when a run of the lab would fetch nothing more; rejects with a PoolError where something could not be fetched. */
export async function prepareOn(pool: Pick<Pool, "ask">, { lab, wasm, signal }: Preparation): Promise<void> {
  await pool.ask({
    lab,
    device: "wasm",
    data: null,
    task: { id: prepareKind, kind: prepareKind, key: [0, 0], steps: 1, params: {}, wasm },
    given: {},
    ...(signal && { signal }),
  });
}

/** Thread side: what sums up runs, the lab's code, and the part of it that answers questions. */
export async function loadLab(entry: LabEntry): Promise<void> {
  await Promise.all([readyLab(entry), summaries(), entry.answer && loaded(entry.answer())]);
}

/** Thread side: a lab with the code of its processes. */
export async function readyLab(entry: LabEntry): Promise<Lab> {
  const lab = await loaded(entry.load());
  if (lab.ready) await loaded(lab.ready());
  return lab;
}

/** Thread side: what sums up runs. */
export const summaries = () => loaded(import("./answer-summary.ts"));
