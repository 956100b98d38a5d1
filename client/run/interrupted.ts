import type { Arrays } from "../../shared/arrays.ts";
import type { Engine } from "../../shared/experiment/engine.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Device } from "../../shared/labs/lab.ts";
import { same } from "./draft.ts";
import { restoreFold, type SavedFold, type SavedSlot } from "./saved-fold.ts";
import { load, remove, storeAll, storedKeys } from "./storage.ts";

/** A run that a reload, a crash or a closed tab cut short, as far as its checkpoints reach. */
export interface Interrupted {
  readonly id: string;
  readonly lab: string;
  readonly experiment: Experiment;
  readonly device: Device;
  /** What computed it: only that same engine resumes from its checkpoints. Absent in runs that earlier versions kept. */
  readonly engine?: Engine;
  /** Code that laid out the checkpoints; an engine does not know of members of states. Absent in runs that earlier versions kept. */
  readonly code?: string;
  readonly fold: SavedFold;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * A run is kept in parts, so that a large one grows by what is new: its head, one slot per task, and pieces of the rows of long records. A slot is written after the
 * pieces that it names: whenever writing ends, each slot is whole.
 */
export type Head = Omit<Interrupted, "fold"> & Pick<SavedFold, "tasks">;

const prefix = "interrupted/";
const slotPrefix = (id: string) => `interrupted-slot/${id}/`;
const piecePrefix = (id: string) => `interrupted-rows/${id}/`;
const lockName = (id: string) => `latente.run.${id}`;

/** Keeps the slots of `run.fold` beside those that were kept before. */
export function saveInterrupted({ fold: { tasks, slots }, ...run }: Interrupted): Promise<void> {
  const own = slots.map((slot) => [slotPrefix(run.id) + slot.task, slot] as const);
  return storeAll([...own, [prefix + run.id, { ...run, tasks } satisfies Head]], true);
}

/** Keeps rows of long records, each piece under a name of its own. */
export function savePieces(id: string, pieces: readonly (readonly [name: string, rows: Arrays])[]): Promise<void> {
  return storeAll(
    pieces.map(([name, rows]) => [piecePrefix(id) + name, rows] as const),
    true,
  );
}

/** Drops the pieces whose names begin otherwise. */
export async function removeOtherPieces(id: string, prefix: string): Promise<void> {
  const all = await storedKeys(piecePrefix(id));
  const others = all.filter((key) => !key.startsWith(piecePrefix(id) + prefix));
  if (others.length > 0) await remove(...others);
}

export async function removeInterrupted(id: string): Promise<void> {
  await remove(prefix + id, ...(await storedKeys(slotPrefix(id))), ...(await storedKeys(piecePrefix(id))));
}

/** Without the rows that lie in pieces: `restoreInterrupted` reads them. Tasks whose pieces are gone are left out. */
async function readInterrupted(id: string): Promise<Interrupted | null> {
  const head = await load<Head>(prefix + id);
  if (!head) return null;
  const { tasks, ...run } = head;
  const slots = await slotsOf(id);
  const pieces = new Set(await storedKeys(piecePrefix(id)));
  const isWhole = (slot: SavedSlot) => (slot.pieces ?? []).every((name) => pieces.has(piecePrefix(id) + name));
  return { ...run, fold: { tasks, slots: slots.filter(isWhole) } };
}

/** What was computed of it. */
export function restoreInterrupted({ id, fold }: Interrupted): Promise<Fold> {
  return restoreFold(fold, (name) => load<Arrays>(piecePrefix(id) + name));
}

async function slotsOf(id: string): Promise<readonly SavedSlot[]> {
  const slots = await Promise.all((await storedKeys(slotPrefix(id))).map((key) => load<SavedSlot>(key)));
  return slots.filter((slot) => slot !== undefined);
}

/** Runs of at most this many different experiments of a lab are kept: each may be large. */
const maxKept = 3;

/**
 * The newest interrupted run of a lab that no other tab is still running, and the ids of those that some tab is running. Of runs of one experiment only
 * the one that has come furthest stays; above all, one that `goesOn`: that the current engine can resume. Drops nothing when that
 * cannot be said (`goesOn` rejects).
 */
export async function findInterrupted(
  lab: string,
  goesOn: (run: Head) => Promise<boolean>,
): Promise<{ readonly newest: Interrupted | null; readonly elsewhere: readonly string[] }> {
  const { free, elsewhere } = await headsOf(lab);
  free.sort((a, b) => b.at - a.at);
  const experiments: Head[][] = [];
  for (const run of free) {
    const twins = experiments.find(([one]) => same(one.experiment, run.experiment));
    if (twins) twins.push(run);
    else experiments.push([run]);
  }
  const able = new Map(await Promise.all(free.map(async (run) => [run, await goesOn(run)] as const)));
  let newest: Interrupted | null = null;
  for (const [rank, runs] of experiments.entries()) {
    const fit = runs.filter((run) => able.get(run));
    const best = rank < maxKept ? await furthest(fit.length > 0 ? fit : runs) : null;
    for (const { id } of runs) if (id !== best?.id) await removeInterrupted(id);
    if (best && rank === 0) newest = await readInterrupted(best.id);
  }
  return { newest, elsewhere };
}

/** An experiment has been run to its end: what remains of this and of its earlier runs is no longer needed. */
export async function removeFinished(id: string, { lab, experiment }: Pick<Head, "lab" | "experiment">): Promise<void> {
  const { free } = await headsOf(lab);
  const done = free.filter((run) => same(run.experiment, experiment)).map((run) => run.id);
  await Promise.all([...new Set([id, ...done])].map((one) => removeInterrupted(one)));
}

/** Stored runs of a lab: those that no tab is running, and the ids of those that one is. */
async function headsOf(lab: string): Promise<{ readonly free: Head[]; readonly elsewhere: readonly string[] }> {
  const keys = await storedKeys(prefix);
  const heads = (await Promise.all(keys.map((key) => load<Head>(key)))).filter((run) => run?.lab === lab) as Head[];
  const taken = await Promise.all(heads.map(({ id }) => runsElsewhere(id)));
  return {
    free: heads.filter((_, index) => !taken[index]),
    elsewhere: heads.filter((_, index) => taken[index]).map(({ id }) => id),
  };
}

/** Of runs of one experiment, newest first, the one with most steps; of equals the newest. */
async function furthest(runs: readonly Head[]): Promise<Head> {
  let best = runs[0];
  if (runs.length === 1) return best;
  let most = -1;
  for (const run of runs) {
    const steps = (await slotsOf(run.id)).reduce((sum, slot) => sum + slot.step, 0);
    if (steps <= most) continue;
    best = run;
    most = steps;
  }
  return best;
}

/**
 * The run, once the tab that runs it is gone: a reloaded page releases its locks a moment after the new one has begun. Null when
 * the run finished there, or `signal` ended the wait.
 */
export async function awaitInterrupted(id: string, signal: AbortSignal): Promise<Interrupted | null> {
  try {
    return await navigator.locks.request(lockName(id), { signal }, () => readInterrupted(id));
  } catch {
    return null;
  }
}

/** Whether some tab runs it now, this one included. False where the browser denies locks, as some do together with storage. */
export async function runsElsewhere(id: string): Promise<boolean> {
  if (!globalThis.navigator?.locks) return false;
  try {
    return await navigator.locks.request(lockName(id), { ifAvailable: true }, async (lock) => lock === null);
  } catch {
    return false;
  }
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
