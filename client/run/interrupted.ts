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

/** The newest interrupted run of a lab that no other tab is still running; and the ids of those that one is. */
export async function findInterrupted(
  lab: string,
): Promise<{ readonly newest: Interrupted | null; readonly elsewhere: readonly string[] }> {
  const found: Interrupted[] = [];
  const elsewhere: string[] = [];
  for (const key of await keptKeys(prefix)) {
    const run = await kept<Interrupted>(key);
    if (run?.lab !== lab) continue;
    if (await runsElsewhere(run.id)) elsewhere.push(run.id);
    else found.push(run);
  }
  found.sort((a, b) => b.at - a.at);
  for (const old of found.slice(1)) await dropInterrupted(old.id);
  return { newest: found[0] ?? null, elsewhere };
}

/**
 * The run, once the tab that runs it is gone: a page that is reloaded gives its locks back a moment after the new one has begun. Null when
 * the run came to its end there, or `signal` ended the wait.
 */
export async function awaitInterrupted(id: string, signal: AbortSignal): Promise<Interrupted | null> {
  try {
    return await navigator.locks.request(
      lockName(id),
      { signal },
      async () => (await kept<Interrupted>(prefix + id)) ?? null,
    );
  } catch {
    return null;
  }
}

/** Whether another tab runs it now. */
export async function runsElsewhere(id: string): Promise<boolean> {
  if (!globalThis.navigator?.locks) return false;
  return navigator.locks.request(lockName(id), { ifAvailable: true }, async (lock) => lock === null);
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
