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
  /** Rows from `from` on, or all. */
  readonly records: Arrays;
  readonly from?: number;
  /** Where the rows before `from` are kept: names of pieces, in order. */
  readonly pieces?: readonly string[];
  readonly checkpoint?: Arrays;
  readonly snapshot?: Arrays;
  readonly output?: Arrays;
}

/** What is worth keeping of a task at one moment: it holds what never changes, and nothing is copied. */
export interface Savable extends Pick<SavedSlot, "task" | "step" | "checkpoint" | "snapshot" | "output"> {}

/**
 * Of a fold, finished tasks whole, others up to their newest checkpoint. Tasks that were kept up to the same step before (`before`, steps by task)
 * are left out.
 */
export function savableOf(fold: Fold, before: ReadonlyMap<string, number> = new Map()): readonly Savable[] {
  return fold.tasks.flatMap(({ id, steps }): Savable[] => {
    const output = fold.output(id);
    const checkpoint = fold.checkpoint(id);
    const snapshot = fold.snapshot(id);
    const finished = output !== undefined && fold.done(id) === steps;
    if (!finished && !checkpoint) return [];
    const step = finished ? steps : Math.min(checkpoint?.step ?? 0, fold.done(id));
    if (step === before.get(id) || (!finished && step < (checkpoint?.step ?? 0))) return [];
    return [
      {
        task: id,
        step,
        ...(checkpoint && !finished ? { checkpoint: checkpoint.arrays } : {}),
        ...(snapshot ? { snapshot } : {}),
        ...(finished ? { output } : {}),
      },
    ];
  });
}

/** Rows [from, to) of the records of a task; copies. */
export function rowsOf(fold: Fold, task: string, from: number, to: number): Arrays {
  return Object.fromEntries(
    fold.recordNames(task).flatMap((name) => {
      const record = fold.records(task, name);
      if (!record) return [];
      const own = record.shape.slice(1);
      const row = own.reduce((product, length) => product * length, 1);
      return [[name, { shape: [to - from, ...own], values: record.values.slice(from * row, to * row) }]];
    }),
  );
}

/** With its rows from `from` on; those before lie in `pieces`. */
export function slotOf(
  fold: Fold,
  { checkpoint, snapshot, output, ...savable }: Savable,
  from = 0,
  pieces: readonly string[] = [],
): SavedSlot {
  return {
    ...savable,
    records: rowsOf(fold, savable.task, from, savable.step),
    ...(from > 0 ? { from, pieces } : {}),
    ...(checkpoint ? { checkpoint: copy(checkpoint) } : {}),
    ...(snapshot ? { snapshot: copy(snapshot) } : {}),
    ...(output ? { output: copy(output) } : {}),
  };
}

/** What of a fold is worth keeping, whole. */
export function saveFold(fold: Fold, before?: ReadonlyMap<string, number>): SavedFold {
  return { tasks: fold.tasks, slots: savableOf(fold, before).map((savable) => slotOf(fold, savable)) };
}

/** Part of all steps that is kept. */
export function shareOf({ tasks, slots }: SavedFold): number {
  const total = tasks.reduce((sum, { steps }) => sum + steps, 0);
  return total > 0 ? slots.reduce((sum, { step }) => sum + step, 0) / total : 0;
}

/**
 * The fold as it was kept. Rows that lie in pieces are read one piece at a time, between which the page answers; a task whose pieces are gone is computed from its
 * beginning.
 */
export async function restoreFold(
  saved: SavedFold,
  readPiece: (name: string) => Promise<Arrays | undefined> = async () => undefined,
): Promise<Fold> {
  const fold = openFold(saved.tasks);
  for (const { task, step, records, from = 0, pieces = [], checkpoint, snapshot, output } of saved.slots) {
    let rows = 0;
    for (const name of pieces) {
      const piece = await readPiece(name);
      if (!piece) break;
      const to = rows + rowsIn(piece);
      fold.add({ task, from: rows, to, records: piece });
      rows = to;
    }
    if (rows !== from) continue;
    fold.add({
      task,
      from,
      to: step,
      records,
      ...(checkpoint ? { checkpoint } : {}),
      ...(snapshot ? { snapshot } : {}),
      ...(output ? { output } : {}),
    });
  }
  return fold;
}

const rowsIn = (records: Arrays): number => Object.values(records)[0]?.shape[0] ?? 0;

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
