import { useCallback } from "preact/hooks";
import type { Table } from "../../../shared/data/table.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { FileRef } from "../../../shared/experiment/experiment.ts";
import { findFile } from "../../run/own-files.ts";
import type { Session } from "../../run/session.ts";
import { useSession } from "./context.ts";

/** The table that the reader's own files hold together. */
export async function readOwnFiles(refs: readonly FileRef[]): Promise<Table> {
  await Promise.all(refs.map(findFile));
  throw new ExperimentError("data.files", "unfit-format", "own files cannot be read yet");
}

export async function takeFiles(_session: Session, _files: readonly File[]): Promise<void> {
  throw new ExperimentError("data.files", "unfit-format", "own files cannot be read yet");
}

export function useTakeFiles(): (files: readonly File[]) => Promise<void> {
  const session = useSession();
  return useCallback((files) => takeFiles(session, files), [session]);
}
