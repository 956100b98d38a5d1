import { signal } from "@preact/signals";
import type { FolderPlan, HowPacked } from "../../../shared/data/folder.ts";
import type { Session } from "../../run/session.ts";

/** A file of a folder, whose bytes are read when it is its turn. */
export interface PlannedFile {
  readonly path: string;
  readonly file: File;
}

/** A folder that was given, and waits for its owner to say how it is read. */
export interface OfferedFolder {
  readonly session: Session;
  readonly plan: FolderPlan<PlannedFile>;
  /** As the folder of the experiment was read, so that the same one gives the same data. */
  readonly how: HowPacked;
}
export const offeredFolder = signal<OfferedFolder | null>(null);
