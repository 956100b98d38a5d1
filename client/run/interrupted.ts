import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Device } from "../../shared/labs/lab.ts";
import { drop, keep, kept, keptKeys } from "./keep.ts";
import type { SavedFold } from "./saved-fold.ts";

/** A run that a reload, a crash or a closed tab cut short, as far as its checkpoints reach. */
export interface Interrupted {
  readonly id: string;
  readonly lab: string;
  readonly experiment: Experiment;
  readonly device: Device;
  readonly fold: SavedFold;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const prefix = "interrupted/";
const lockName = (id: string) => `latente.run.${id}`;

export function saveInterrupted(run: Interrupted): Promise<void> {
  return keep(prefix + run.id, run);
}

export function dropInterrupted(id: string): Promise<void> {
  return drop(prefix + id);
}

/** The newest interrupted run of a lab that no other tab is still running. */
export async function findInterrupted(lab: string): Promise<Interrupted | null> {
  const found: Interrupted[] = [];
  for (const key of await keptKeys(prefix)) {
    const run = await kept<Interrupted>(key);
    if (run && run.lab === lab && !(await runsElsewhere(run.id))) found.push(run);
  }
  found.sort((a, b) => b.at - a.at);
  for (const old of found.slice(1)) await dropInterrupted(old.id);
  return found[0] ?? null;
}

/** Holds the run's lock until the returned function is called: other tabs see that it is not interrupted. */
export function holdRun(id: string): () => void {
  if (!globalThis.navigator?.locks) return () => {};
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks.request(lockName(id), () => held).catch(() => {});
  return release;
}

/** A page that was just reloaded gives its locks back a moment after the new one has begun: that long is waited. */
const patience = 2000;

async function runsElsewhere(id: string): Promise<boolean> {
  if (!globalThis.navigator?.locks) return false;
  return navigator.locks
    .request(lockName(id), { signal: AbortSignal.timeout(patience) }, async () => false)
    .catch(() => true);
}
