/**
 * What survives a reload, in IndexedDB: drafts, history, checkpoints, the reader's own files. Where the browser denies storage, everything works for as
 * long as the page is open, and `keepsNothing` says so once.
 */
import { signal } from "@preact/signals";
import { createStore, delMany, get, keys, setMany, type UseStore, update } from "idb-keyval";

export const keepsNothing = signal(false);

const memory = new Map<string, unknown>();
let store: UseStore | null = null;

async function attempt<T>(work: (store: UseStore) => Promise<T>, otherwise: () => T): Promise<T> {
  if (keepsNothing.value) return otherwise();
  try {
    store ??= createStore("latente", "kept");
    return await work(store);
  } catch {
    keepsNothing.value = true;
    return otherwise();
  }
}

export function kept<T>(key: string): Promise<T | undefined> {
  return attempt(
    (at) => get<T>(key, at),
    () => memory.get(key) as T | undefined,
  );
}

export function keep(key: string, value: unknown): Promise<void> {
  return keepAll([[key, value]]);
}

/** In one transaction. */
export function keepAll(entries: [key: string, value: unknown][]): Promise<void> {
  for (const [key, value] of entries) memory.set(key, value);
  return attempt(
    (at) => setMany(entries, at),
    () => {},
  );
}

/** Reads, changes and writes in one transaction, so that two tabs do not lose each other's changes. */
export function change<T>(key: string, changed: (old: T | undefined) => T): Promise<void> {
  return attempt(
    (at) => update<T>(key, changed, at),
    () => {
      memory.set(key, changed(memory.get(key) as T | undefined));
    },
  );
}

export function drop(...all: string[]): Promise<void> {
  for (const key of all) memory.delete(key);
  return attempt(
    (at) => delMany(all, at),
    () => {},
  );
}

export function keptKeys(prefix: string): Promise<readonly string[]> {
  const mine = (all: Iterable<IDBValidKey>) =>
    [...all].filter((key): key is string => typeof key === "string" && key.startsWith(prefix));
  return attempt(
    async (at) => mine(await keys(at)),
    () => mine(memory.keys()),
  );
}
