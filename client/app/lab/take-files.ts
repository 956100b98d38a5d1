import { signal } from "@preact/signals";
import { useCallback } from "preact/hooks";
import type { ExperimentError } from "../../../shared/experiment/errors.ts";
import { type Reading, setReading } from "../../../shared/experiment/reading.ts";
import type { Session } from "../../run/session.ts";
import { isBelowFolder } from "../dropped.ts";
import { useSession } from "./context.ts";
import { isCurable } from "./own-data/cures.ts";

/** Files that can be read if their owner says how; nothing has changed yet. */
export interface Asked {
  readonly session: Session;
  readonly files: readonly File[];
  readonly reading: Reading | undefined;
  /** One that a choice takes away: of code "two-readings", whose values name the choice and what each way would mean, or another of these. */
  readonly error: ExperimentError;
}
export const asked = signal<Asked | null>(null);

/** Reads the files that were asked about, with the choice made. Throws an ExperimentError as `attachToSession` does. */
export async function answerAsked(choice: string, value: string): Promise<void> {
  const open = asked.peek();
  if (open === null) return;
  const { session, files, reading } = open;
  await attachToSession(session, files, setReading(reading, choice, value));
}

/**
 * Makes the chosen files the data of the draft, read as `reading` says; the bytes stay on this machine. Files that the draft asks for already are
 * only kept, whatever they are called now, so that the experiment stays the same. Throws an ExperimentError, and changes nothing, for files that
 * cannot be read; where they can be read in two ways, `asked` holds them for an answer. Files in folders are offered first (`offeredFolder`), except for a saved
 * model, which is taken from its folder.
 */
export async function attachToSession(session: Session, given: readonly File[], reading?: Reading): Promise<void> {
  asked.value = null;
  const isFolder = given.some(isBelowFolder);
  const model = isFolder ? await (await import("./model-folder.ts")).modelFilesOf(given) : null;
  if (isFolder && !model) return (await import("./folder.ts")).offerFolder(session, given);
  const files = model ?? given;
  beingRead.value++;
  try {
    // What reads files is loaded with the first.
    const { take } = await import("./take.ts");
    await take(session, files, reading);
  } catch (error) {
    if (isCurable(error)) asked.value = { session, files, reading, error };
    throw error;
  } finally {
    beingRead.value--;
  }
}

/** How many times files are being read now. */
export const beingRead = signal(0);

export function useAttachFiles(): (files: readonly File[], reading?: Reading) => Promise<void> {
  const session = useSession();
  return useCallback((files, reading) => attachToSession(session, files, reading), [session]);
}
