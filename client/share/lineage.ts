/** Which link an experiment was opened or forked from, so that what is published of it says so. Survives a reload. */
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { same } from "../run/draft.ts";
import { load, remove, store } from "../run/storage.ts";

export interface Lineage {
  readonly parent: string;
  readonly title: string;
  /** What the form started with: the lineage is of this start alone. */
  readonly origin: Experiment;
}

const keyOf = (lab: string) => `lineage/${lab}`;

export function setLineage(lineage: Lineage): Promise<void> {
  return store(keyOf(lineage.origin.lab), lineage);
}

/** The link that a form which started with `origin` descends from. */
export async function findLineage(origin: Experiment): Promise<Lineage | null> {
  const lineage = await load<Lineage>(keyOf(origin.lab));
  return lineage && same(lineage.origin, origin) ? lineage : null;
}

export function dropLineage(lab: string): Promise<void> {
  return remove(keyOf(lab));
}
