/** The labs that were visited last, and at which address the reader left each: the experiment that was in its form. Kept on this device. */
import { load, modify, remove } from "./storage.ts";
import { markVisited, unmarkVisited } from "./visited.ts";

export interface Visit {
  readonly lab: string;
  /** Path, query and hash of its page. */
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const key = "visits";
const longest = 6;

/** Newest first, each lab once. */
export function withVisit(old: readonly Visit[], visit: Visit): readonly Visit[] {
  return [visit, ...old.filter(({ lab }) => lab !== visit.lab)].slice(0, longest);
}

export const loadVisits = async (): Promise<readonly Visit[]> => (await load<readonly Visit[]>(key)) ?? [];

export function noteVisit(visit: Visit): Promise<void> {
  markVisited();
  return modify<readonly Visit[]>(key, (old = []) => withVisit(old, visit));
}

export function forgetVisits(): Promise<void> {
  unmarkVisited();
  return remove(key);
}
