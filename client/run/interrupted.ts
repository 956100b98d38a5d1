import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Device } from "../../shared/labs/lab.ts";
import { drop, keepAll, kept, keptKeys } from "./keep.ts";
import type { SavedFold, SavedSlot } from "./saved-fold.ts";

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

/** A run is kept in parts, so that a large one grows by what is new: its head, and beside it one slot a task. */
type Head = Omit<Interrupted, "fold"> & Pick<SavedFold, "tasks">;

const prefix = "interrupted/";
const slotPrefix = (id: string) => `interrupted-slot/${id}/`;
const lockName = (id: string) => `latente.run.${id}`;

/** Keeps the slots of `run.fold` beside those that were kept before. */
export function saveInterrupted({ fold: { tasks, slots }, ...run }: Interrupted): Promise<void> {
  return keepAll([
    ...slots.map((slot): [string, unknown] => [slotPrefix(run.id) + slot.task, slot]),
    [prefix + run.id, { ...run, tasks } satisfies Head],
  ]);
}

export async function dropInterrupted(id: string): Promise<void> {
  await drop(prefix + id, ...(await keptKeys(slotPrefix(id))));
}

async function readInterrupted(id: string): Promise<Interrupted | null> {
  const head = await kept<Head>(prefix + id);
  if (!head) return null;
  const { tasks, ...run } = head;
  const slots = await Promise.all((await keptKeys(slotPrefix(id))).map((key) => kept<SavedSlot>(key)));
  return { ...run, fold: { tasks, slots: slots.filter((slot) => slot !== undefined) } };
}

/** The newest interrupted run of a lab that no other tab is still running; and the ids of those that one is. */
export async function findInterrupted(
  lab: string,
): Promise<{ readonly newest: Interrupted | null; readonly elsewhere: readonly string[] }> {
  const found: Head[] = [];
  const elsewhere: string[] = [];
  for (const key of await keptKeys(prefix)) {
    const run = await kept<Head>(key);
    if (run?.lab !== lab) continue;
    if (await runsElsewhere(run.id)) elsewhere.push(run.id);
    else found.push(run);
  }
  found.sort((a, b) => b.at - a.at);
  for (const old of found.slice(1)) await dropInterrupted(old.id);
  return { newest: found[0] ? await readInterrupted(found[0].id) : null, elsewhere };
}

/**
 * The run, once the tab that runs it is gone: a page that is reloaded gives its locks back a moment after the new one has begun. Null when
 * the run came to its end there, or `signal` ended the wait.
 */
export async function awaitInterrupted(id: string, signal: AbortSignal): Promise<Interrupted | null> {
  try {
    return await navigator.locks.request(lockName(id), { signal }, () => readInterrupted(id));
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
