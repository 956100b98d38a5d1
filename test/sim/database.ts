/** The browser's storage in simulated time: as much of IndexedDB as the page uses, and what browsers do wrong with it. */
import type { SimClock } from "./clock.ts";

export const storageFaults = [
  "none",
  "denied",
  "open throws",
  "open fails",
  "open hangs",
  "write throws",
  "write fails",
  "hangs later",
  "slow",
] as const;
export type StorageFault = (typeof storageFaults)[number];

interface Request {
  result?: unknown;
  error?: unknown;
  onsuccess?: (() => void) | null;
  onerror?: (() => void) | null;
  onupgradeneeded?: (() => void) | null;
}

/** What lies on the disk outlives the page. */
export type Disk = Map<string, unknown>;

export interface DatabaseOptions {
  readonly clock: SimClock;
  readonly disk: Disk;
  readonly fault: StorageFault;
  /** Transactions that still work where it "hangs later". */
  readonly good: number;
  /** What is under way when the page is gone is not written, unless it was committed. */
  isAlive(): boolean;
}

/** The `indexedDB` of a page, of which only `open` is there; throws at once where it is denied. */
export function openDatabases(options: DatabaseOptions): { open(): Request } {
  const { clock, fault } = options;
  let transactions = 0;
  const latency = fault === "slow" ? 400 : 1;
  const database = {
    createObjectStore: () => {},
    transaction: () => {
      const hangs = fault === "hangs later" && transactions++ >= options.good;
      return transaction(options, latency, hangs);
    },
  };
  return {
    open() {
      if (fault === "open throws") throw new Error("InvalidStateError: open");
      const request: Request = {};
      if (fault === "open hangs") return request;
      clock.at(clock.now() + latency, () => {
        if (!options.isAlive()) return;
        request.error = new Error("UnknownError: open");
        request.result = database;
        if (fault === "open fails") request.onerror?.();
        else request.onsuccess?.();
      });
      return request;
    },
  };
}

/** Does what it was asked after the latency, in order; what an answer asks for belongs to it too. */
function transaction({ clock, disk, fault, isAlive }: DatabaseOptions, latency: number, hangs: boolean) {
  const asked: { readonly request: Request; readonly work: () => unknown }[] = [];
  /** The disk, and what this transaction changes of it, once its turn has come. */
  let written = disk;
  let isCommitted = false;
  const self = {
    oncomplete: null,
    onabort: null,
    error: new Error("QuotaExceededError"),
    objectStore: () => store,
    commit() {
      isCommitted = true;
    },
  } as {
    oncomplete: (() => void) | null;
    onabort: (() => void) | null;
    error: Error;
    objectStore(): typeof store;
    commit(): void;
  };
  let writes = false;
  const ask = (work: () => unknown) => {
    const request: Request = {};
    asked.push({ request, work });
    return request;
  };
  const change = (work: () => unknown) => {
    if (fault === "write throws") throw new Error("QuotaExceededError: put");
    writes = true;
    return ask(work);
  };
  const store = {
    get transaction() {
      return self;
    },
    get: (key: string) => ask(() => structuredClone(written.get(key))),
    getAllKeys: () => ask(() => [...written.keys()]),
    put: (value: unknown, key: string) => {
      const copy = structuredClone(value);
      return change(() => written.set(key, copy));
    },
    delete: (key: string) => change(() => written.delete(key)),
  };
  const end = () => {
    // One that the page has committed is carried out without it.
    if (!isAlive() && !isCommitted) return;
    written = new Map(disk);
    for (let next = asked.shift(); next !== undefined; next = asked.shift()) {
      next.request.result = next.work();
      if (isAlive()) next.request.onsuccess?.();
    }
    if (writes && fault === "write fails") {
      if (isAlive()) self.onabort?.();
      return;
    }
    if (writes) {
      disk.clear();
      for (const [key, value] of written) disk.set(key, value);
    }
    if (isAlive()) self.oncomplete?.();
  };
  if (!hangs) clock.at(clock.now() + latency, end);
  return self;
}
