/** An opened file survives a reload: its bytes stay in this browser, and the history entry says which. */
import { load, remove, store, storedKeys } from "../../run/storage.ts";

interface StoredFile {
  readonly name: string;
  readonly modified: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Milliseconds since 1970 when it was opened. */
  readonly at: number;
}

const prefix = "opened/";
const maxStored = 4;
/** A larger file must be opened again after a reload. */
const maxStoredBytes = 64 * 1024 * 1024;

/** Stores a file and returns its key; null where it is too large. */
export async function storeOpened(file: File, at: number): Promise<string | null> {
  if (file.size > maxStoredBytes) return null;
  const id = crypto.randomUUID();
  const bytes = new Uint8Array(await file.arrayBuffer());
  await store(prefix + id, { name: file.name, modified: file.lastModified, bytes, at } satisfies StoredFile);
  const all = await Promise.all(
    (await storedKeys(prefix)).map(async (key) => ({ key, at: (await load<StoredFile>(key))?.at ?? 0 })),
  );
  all.sort((a, b) => b.at - a.at);
  await remove(...all.slice(maxStored).map(({ key }) => key));
  return id;
}

/** The stored file; null where it no longer exists. */
export async function openedAgain(id: string): Promise<File | null> {
  const found = await load<StoredFile>(prefix + id);
  return found ? new File([found.bytes], found.name, { lastModified: found.modified }) : null;
}
