/**
 * What survives a reload, in IndexedDB: drafts, history, checkpoints, the reader's own files. Where the browser denies storage, or does not
 * answer, everything works for as long as the page is open, and `keepsNothing` says so once.
 */
import { signal } from "@preact/signals";
import { createStore, delMany, get, keys, promisifyRequest, type UseStore, update } from "idb-keyval";
import { answered } from "../compute/patience.ts";
import type { Clock } from "../compute/thread-set.ts";

export const keepsNothing = signal(false);

/** Milliseconds: browsers with a damaged profile open a database for ever. */
const silence = 10_000;
const complaint = () => new Error(`no answer from the browser's storage for ${silence / 1000} s`);

type Later = Clock["after"];

const timers: Later = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};

let memory = new Map<string, unknown>();
let database: UseStore | null = null;
let later = timers;

/** Begins as a page that has just been loaded does. */
export function startStorage(own: Later = timers): void {
  memory = new Map();
  database = null;
  later = own;
  keepsNothing.value = false;
}

async function attempt<T>(work: (store: UseStore) => Promise<T>, otherwise: () => T): Promise<T> {
  if (keepsNothing.value) return otherwise();
  try {
    const opened = database ?? createStore("latente", "kept");
    database = opened;
    return await answered(() => work(opened), { after: later, silence, complaint });
  } catch {
    keepsNothing.value = true;
    return otherwise();
  }
}

export function load<T>(key: string): Promise<T | undefined> {
  return attempt(
    (at) => get<T>(key, at),
    () => memory.get(key) as T | undefined,
  );
}

export function store(key: string, value: unknown): Promise<void> {
  return storeAll([[key, value]]);
}

type Entries = readonly (readonly [key: string, value: unknown])[];

/** In one transaction. What `isLarge` lies in the page's memory only until it lies in the browser's storage. */
export async function storeAll(entries: Entries, isLarge = false): Promise<void> {
  for (const [key, value] of entries) memory.set(key, value);
  await attempt(
    (at) => at("readwrite", (objects) => putAll(objects, entries)),
    () => {},
  );
  if (!isLarge || keepsNothing.value) return;
  for (const [key, value] of entries) if (memory.get(key) === value) memory.delete(key);
}

/** Committed at once: what is still open when a page goes away is undone, and no answer to its last requests ever reaches it. */
function putAll(objects: IDBObjectStore, entries: Entries): Promise<void> {
  for (const [key, value] of entries) objects.put(value, key);
  objects.transaction.commit?.();
  return promisifyRequest(objects.transaction);
}

/** Reads, changes and writes in one transaction, so that two tabs do not lose each other's changes. */
export function modify<T>(key: string, changed: (old: T | undefined) => T): Promise<void> {
  return attempt(
    (at) => update<T>(key, changed, at),
    () => {
      memory.set(key, changed(memory.get(key) as T | undefined));
    },
  );
}

export function remove(...all: string[]): Promise<void> {
  for (const key of all) memory.delete(key);
  return attempt(
    (at) => delMany(all, at),
    () => {},
  );
}

export function storedKeys(prefix: string): Promise<readonly string[]> {
  const mine = (all: Iterable<IDBValidKey>) =>
    [...all].filter((key): key is string => typeof key === "string" && key.startsWith(prefix));
  return attempt(
    async (at) => mine(await keys(at)),
    () => mine(memory.keys()),
  );
}
