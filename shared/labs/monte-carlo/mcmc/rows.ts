import type { Fold } from "../../fold.ts";

/** Rows of a record that belong to warm-up; the records of a published result may be thinned. */
export function warmupRows(fold: Fold, task: string, warmup: number): number {
  const done = fold.done(task);
  const kept = rows(fold, task);
  return kept < done ? Math.ceil((warmup * kept) / done) : warmup;
}

/** Rows that are kept of a chain: fewer than its steps when a published result was thinned. */
export function rows(fold: Fold, task: string): number {
  return fold.records(task, "draw")?.shape[0] ?? 0;
}
