/**
 * The reader's own files. Their bytes stay on this machine: in memory while the page is open, and in IndexedDB, so that a draft or an
 * interrupted run finds them after a reload.
 */

import { type HashedFile, hashFile, type UserFile } from "../../shared/data/hashed-file.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { FileRef } from "../../shared/experiment/experiment.ts";
import { load, remove, store, storedKeys } from "./storage.ts";

/** As IndexedDB keeps it: bytes as given, before gunzip. */
interface StoredUserFile extends UserFile {
  /** Milliseconds since 1970 of the last use. */
  readonly at: number;
}

const prefix = "file/";
/** Larger files do not survive a reload: the reader is asked for them again. */
const maxStoredBytes = 64 * 1024 * 1024;
const maxStored = 8;
const open = new Map<string, HashedFile>();

/** Stores a file under its hash. */
export async function storeFile(file: HashedFile, at: number): Promise<void> {
  const { sha256, name, bytes } = file;
  open.set(sha256, file);
  if (bytes.length > maxStoredBytes) return;
  await store(prefix + sha256, { name, bytes, at } satisfies StoredUserFile);
  const all = await Promise.all(
    (await storedKeys(prefix)).map(async (key) => ({ key, at: (await load<StoredUserFile>(key))?.at ?? 0 })),
  );
  all.sort((a, b) => b.at - a.at);
  await remove(...all.slice(maxStored).map(({ key }) => key));
}

/** The file that a reference means. Throws an ExperimentError "file-needed" when this machine does not have it. */
export async function findFile(ref: FileRef): Promise<HashedFile> {
  const found = open.get(ref.sha256) ?? (await findStored(ref.sha256));
  if (found) return found;
  throw new ExperimentError(
    "data.files",
    "file-needed",
    `missing file: ${ref.name} (choose the file with SHA-256 ${ref.sha256})`,
    {
      name: ref.name,
    },
  );
}

/** A file from before the last reload, whose bytes are proved again: once, since then it is open. */
async function findStored(sha256: string): Promise<HashedFile | undefined> {
  const stored = await load<StoredUserFile>(prefix + sha256);
  const file = stored && (await hashFile(stored));
  if (file?.sha256 !== sha256) return undefined;
  open.set(sha256, file);
  return file;
}
