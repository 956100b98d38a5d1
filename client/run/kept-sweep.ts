/**
 * What is finished of a sweep under way, in the browser's storage: numbers, digests and small pictures, so that a page that is reloaded runs only the rest.
 * The arrays of the runs are not kept; a run is opened by running it again. One sweep of each lab, the newest.
 */
import { type Engine, sameEngine } from "../../shared/experiment/engine.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { same } from "./draft.ts";
import { engineOf } from "./driver-engine.ts";
import type { RunEngine } from "./engine.ts";
import type { FinishedRun } from "./session-types.ts";
import { load, remove, store } from "./storage.ts";

interface KeptSweep {
  readonly experiment: Experiment;
  readonly code: string;
  readonly engine: Engine;
  readonly runs: readonly (readonly [run: number, finished: FinishedRun])[];
}

export interface SweepOf {
  readonly lab: Lab;
  readonly engine: RunEngine;
  /** With its sweep. */
  readonly experiment: Experiment;
}

const nameOf = (lab: string) => `sweep.${lab}`;

/** What computes the sweep, as far as it is the same for all runs. */
const engineFor = ({ lab, engine, experiment }: SweepOf) => engineOf(engine.pool, lab, experiment, []);

export class SweepKeeper {
  readonly #sweep: SweepOf;
  readonly #runs = new Map<number, FinishedRun>();
  #writing: Promise<void> = Promise.resolve();
  #isAsked = false;

  constructor(sweep: SweepOf) {
    this.#sweep = sweep;
  }

  /** A run has finished. Of what comes during a write, all is in the next. */
  keep(run: number, finished: FinishedRun): void {
    const { shown: _, ...small } = finished;
    this.#runs.set(run, small);
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#writing = this.#writing.then(() => this.#write()).catch(() => undefined);
  }

  /** The sweep is over: resolves when that is written. */
  done(): Promise<void> {
    return this.#writing;
  }

  async #write(): Promise<void> {
    const { experiment, engine } = this.#sweep;
    const own = await engineFor(this.#sweep);
    this.#isAsked = false;
    const kept: KeptSweep = { experiment, code: engine.code, engine: own, runs: [...this.#runs] };
    await store(nameOf(this.#sweep.lab.id), kept);
  }
}

/** The finished runs of this very sweep, by their number; null where none are kept, or other code computed them. */
export async function findSweep(sweep: SweepOf): Promise<ReadonlyMap<number, FinishedRun> | null> {
  const kept = await load<KeptSweep>(nameOf(sweep.lab.id));
  if (!kept || kept.code !== sweep.engine.code || !same(kept.experiment, sweep.experiment)) return null;
  const own = await engineFor(sweep).catch(() => undefined);
  return own && sameEngine(kept.engine, own) ? new Map(kept.runs) : null;
}

export function dropSweep(lab: string): Promise<void> {
  return remove(nameOf(lab));
}
