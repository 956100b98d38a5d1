import type { Arrays } from "../../shared/arrays.ts";
import { type Fold, openFold } from "../../shared/labs/fold.ts";
import type { Task } from "../../shared/labs/lab.ts";

/** A fold as plain data that IndexedDB keeps. Arrays are copies: a view would take its whole buffer along. */
export interface SavedFold {
  readonly tasks: readonly Task[];
  readonly slots: readonly SavedSlot[];
}
export interface SavedSlot {
  readonly task: string;
  /** Steps that are done and can be resumed from: those of the checkpoint, or all of them. */
  readonly step: number;
  readonly records: Arrays;
  readonly checkpoint?: Arrays;
  readonly snapshot?: Arrays;
  readonly output?: Arrays;
}

/**
 * What of a fold is worth keeping: finished tasks whole, others up to their newest checkpoint. Tasks that were kept up to the same step before
 * (`before`, steps by task) are left out.
 */
export function saveFold(fold: Fold, before: ReadonlyMap<string, number> = new Map()): SavedFold {
  const slots: SavedSlot[] = [];
  for (const { id, steps } of fold.tasks) {
    const output = fold.output(id);
    const checkpoint = fold.checkpoint(id);
    const snapshot = fold.snapshot(id);
    const finished = output !== undefined && fold.done(id) === steps;
    if (!finished && !checkpoint) continue;
    const step = finished ? steps : Math.min(checkpoint?.step ?? 0, fold.done(id));
    if (step === before.get(id) || (!finished && step < (checkpoint?.step ?? 0))) continue;
    slots.push({
      task: id,
      step,
      records: Object.fromEntries(
        fold.recordNames(id).flatMap((name) => {
          const record = fold.records(id, name);
          if (!record) return [];
          const row = record.shape.slice(1).reduce((product, length) => product * length, 1);
          return [[name, { shape: [step, ...record.shape.slice(1)], values: record.values.slice(0, step * row) }]];
        }),
      ),
      ...(checkpoint && !finished ? { checkpoint: copy(checkpoint.arrays) } : {}),
      ...(snapshot ? { snapshot: copy(snapshot) } : {}),
      ...(finished ? { output: copy(output) } : {}),
    });
  }
  return { tasks: fold.tasks, slots };
}

export function restoreFold(saved: SavedFold): Fold {
  const fold = openFold(saved.tasks);
  for (const { task, step, records, checkpoint, snapshot, output } of saved.slots) {
    fold.add({
      task,
      from: 0,
      to: step,
      records,
      ...(checkpoint ? { checkpoint } : {}),
      ...(snapshot ? { snapshot } : {}),
      ...(output ? { output } : {}),
    });
  }
  return fold;
}

/** Steps of all tasks together: done, and to do. */
export function countSteps(fold: Fold): { readonly done: number; readonly total: number } {
  let done = 0;
  let total = 0;
  for (const { id, steps } of fold.tasks) {
    done += fold.done(id);
    total += steps;
  }
  return { done, total };
}

function copy(arrays: Arrays): Arrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, values }]) => [name, { shape, values: values.slice() }]),
  );
}
