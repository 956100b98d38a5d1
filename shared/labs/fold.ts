import type { Arrays, NDArray } from "../arrays.ts";
import { addChunk, doneSteps, emptySlots, finishedSlots, isFinished, leading, type Slots } from "./slots.ts";
import type { Chunk, Task } from "./task.ts";

/**
 * The result of a run so far: the fold of all its chunks. Records land in slots by (task, step), so the
 * fold is independent of chunk boundaries, of arrival order and of repeats.
 */
export interface Fold {
  readonly tasks: readonly Task[];
  /**
   * Steps done of a task: the number of leading record rows that are filled without a gap. In a fold made from thinned arrays it is the
   * number of steps that were computed, and `records` has fewer rows, evenly spaced.
   */
  done(task: string): number;
  /** Filled rows of a record: shape [done, …]; undefined before the first chunk. A view into the fold: do not write. */
  records(task: string, name: string): NDArray | undefined;
  recordNames(task: string): readonly string[];
  /** Newest snapshot of a task. */
  snapshot(task: string): Arrays | undefined;
  output(task: string): Arrays | undefined;
  /** Newest checkpoint, with the step it belongs to. */
  checkpoint(task: string): { readonly step: number; readonly arrays: Arrays } | undefined;
  readonly finished: boolean;
}

/** A fold that takes chunks. `version` grows with every change (views compare it). */
export interface OpenFold extends Fold {
  readonly version: number;
  /** Throws a RangeError, and changes nothing, for a chunk that does not fit its task (unknown task, steps outside it, other shape). */
  add(chunk: Chunk): void;
}

/** An empty fold of a plan. */
export function openFold(tasks: readonly Task[]): OpenFold {
  return foldOf(
    tasks,
    tasks.map((task) => emptySlots(task)),
  );
}

/**
 * Records and outputs under "records/<task>/<name>" and "output/<task>/<name>": tasks in the order of the plan but for those whose output serves
 * other tasks alone, names sorted. Records reach up to the first gap. Values are views into the fold.
 */
export function resultArrays(fold: Fold): Arrays {
  const entries: [string, NDArray][] = [];
  for (const { id, intermediate } of fold.tasks) {
    if (intermediate) continue;
    for (const name of [...fold.recordNames(id)].sort()) {
      const record = fold.records(id, name);
      if (record !== undefined) entries.push([`records/${id}/${name}`, record]);
    }
    const output = fold.output(id) ?? {};
    for (const name of Object.keys(output).sort()) entries.push([`output/${id}/${name}`, output[name]]);
  }
  return Object.fromEntries(entries);
}

/**
 * The fold whose `resultArrays` are `arrays`. As "finished" (what a published result is) every task counts as done, even when its records
 * were thinned to fewer rows than steps, and an intermediate one has an empty output; as "recorded" (see `recording.ts`) it also has last
 * snapshots, under "snapshot/<task>/<name>". As "partial" the rows of a record are its leading steps, and the fold takes further chunks. Names
 * that belong to no task are left out.
 */
export function foldFromArrays(
  tasks: readonly Task[],
  arrays: Arrays,
  as: "finished" | "recorded" | "partial" = "finished",
): OpenFold {
  const own = byTask(arrays);
  const slots = tasks.map((task) => {
    const records = own.get(`records/${task.id}`) ?? {};
    const output = own.get(`output/${task.id}`) ?? {};
    const filled = emptySlots(task);
    if (as === "finished") return finishedSlots(task, records, output);
    if (as === "recorded") {
      const snapshot = own.get(`snapshot/${task.id}`) ?? {};
      const drawn = Object.keys(snapshot).length > 0 ? { step: task.steps, arrays: snapshot } : undefined;
      return { ...finishedSlots(task, records, output), snapshot: drawn };
    }
    const rows = Object.values(records).map((record) => record.shape[0] ?? 0);
    const known = rows.length > 0 ? Math.min(...rows) : Object.keys(output).length > 0 ? task.steps : 0;
    if (known === 0) return filled;
    addChunk(filled, {
      task: task.id,
      from: 0,
      to: known,
      records: Object.fromEntries(Object.entries(records).map(([name, record]) => [name, leading(record, known)])),
      ...(known === task.steps ? { output } : {}),
    });
    return filled;
  });
  return foldOf(tasks, slots);
}

/** Slots of folds by task: what extends a fold takes over the memory of its records. */
const slotsOf = new WeakMap<Fold, ReadonlyMap<string, Slots>>();

/**
 * Extends an earlier fold whose tasks differ from `tasks` at most in their steps: takes over records, snapshot, checkpoint, and the
 * output where the number of steps is the same. Tasks that the earlier plan lacks, or that are not among those `kept`, start empty. Where the number of steps is the
 * same nothing is copied: rows that are added lie in the earlier fold's memory, beyond what it shows.
 */
export function resumeFold(tasks: readonly Task[], earlier: Fold, kept: readonly Task[] = earlier.tasks): OpenFold {
  const before = new Map(kept.map((task) => [task.id, task]));
  const slots = tasks.map((task) => {
    const slot = emptySlots(task);
    const old = before.get(task.id);
    const to = Math.min(earlier.done(task.id), task.steps);
    if (old === undefined || to === 0) return slot;
    const isSame = old.steps === task.steps;
    const own = isSame ? slotsOf.get(earlier)?.get(task.id) : undefined;
    if (own) {
      slot.records = own.records;
      slot.filled = [[0, to]];
    } else addChunk(slot, { task: task.id, from: 0, to, records: leadingRecords(earlier, task.id, to) });
    if (isSame) slot.output = earlier.output(task.id);
    const snapshot = earlier.snapshot(task.id);
    if (snapshot !== undefined) slot.snapshot = { step: to, arrays: snapshot };
    const checkpoint = earlier.checkpoint(task.id);
    if (checkpoint !== undefined && checkpoint.step <= task.steps) slot.checkpoint = checkpoint;
    return slot;
  });
  return foldOf(tasks, slots);
}

function leadingRecords(fold: Fold, task: string, rows: number): Arrays {
  const records = fold.recordNames(task).map((name) => [name, leading(fold.records(task, name) as NDArray, rows)]);
  return Object.fromEntries(records);
}

function foldOf(tasks: readonly Task[], slots: readonly Slots[]): OpenFold {
  const byId = new Map(slots.map((slot) => [slot.task.id, slot]));
  if (byId.size !== tasks.length) throw new RangeError("tasks of a plan must have different ids");
  let version = 0;
  const fold: OpenFold = {
    tasks,
    get version() {
      return version;
    },
    done: (task) => doneSteps(byId.get(task)),
    records(task, name) {
      const slot = byId.get(task);
      const record = slot?.records?.get(name);
      if (slot === undefined || record === undefined) return undefined;
      const rows = Math.min(
        doneSteps(slot),
        record.rowLength === 0 ? Infinity : record.values.length / record.rowLength,
      );
      return { shape: [rows, ...record.rowShape], values: record.values.subarray(0, rows * record.rowLength) };
    },
    recordNames: (task) => [...(byId.get(task)?.records?.keys() ?? [])],
    snapshot: (task) => byId.get(task)?.snapshot?.arrays,
    output: (task) => byId.get(task)?.output,
    checkpoint: (task) => byId.get(task)?.checkpoint,
    get finished() {
      return slots.every(isFinished);
    },
    add(chunk) {
      const slot = byId.get(chunk.task);
      if (slot === undefined) throw new RangeError(`chunk of an unknown task: ${chunk.task}`);
      if (addChunk(slot, chunk)) version++;
    },
  };
  slotsOf.set(fold, byId);
  return fold;
}

/** Arrays by "<what>/<task>", in one pass: a run of many nets has tens of thousands. */
function byTask(arrays: Arrays): ReadonlyMap<string, Arrays> {
  const groups = new Map<string, [name: string, array: NDArray][]>();
  for (const [name, array] of Object.entries(arrays)) {
    const [, owner, own] = /^([^/]+\/[^/]+)\/(.*)$/s.exec(name) ?? [];
    if (owner === undefined) continue;
    const group = groups.get(owner) ?? [];
    group.push([own, array]);
    groups.set(owner, group);
  }
  return new Map([...groups].map(([owner, entries]) => [owner, Object.fromEntries(entries)]));
}

/** The arrays whose names start with the prefix, without it. */
export function under(prefix: string, arrays: Arrays): Arrays {
  const names = Object.keys(arrays).filter((name) => name.startsWith(prefix));
  return Object.fromEntries(names.map((name) => [name.slice(prefix.length), arrays[name]]));
}
