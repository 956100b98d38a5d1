import { labs } from "../../shared/labs/index.ts";
import url from "./indexes.json?url";
import type { Indexes, LabIndex } from "./recorded.ts";

/** What can be said about each lab before its code is loaded, in the order of the registry: once `loadIndexes` has brought it. */
export let labIndexes: readonly LabIndex[] = [];

/** It is data, and grows with the labs: a file of its own beside the code. Rejects where it does not come. */
export async function loadIndexes(): Promise<void> {
  if (labIndexes.length > 0) return;
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the list of labs could not be loaded: HTTP ${answer.status}`);
  takeIndexes((await answer.json()) as Indexes);
}

export function takeIndexes(found: Indexes): void {
  labIndexes = labs.flatMap(({ id }) => found[id] ?? []);
}
