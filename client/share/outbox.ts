/**
 * Publications that wait for a network. They lie in the browser's storage until they are published or cancelled, and go when the network comes back, or when a
 * page of this site is opened with one. Each has its key from the start: however often it is sent, it is one link.
 */
import { signal } from "@preact/signals";
import { remember } from "../i18n/preference.ts";
import { load, modify, remove, storeAll } from "../run/storage.ts";
import type { Published } from "./api.ts";

export interface Waiting {
  /** Its idempotency key. */
  readonly key: string;
  readonly title: string;
  readonly lab: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly bytes: number;
  /** Why the edge did not take it; absent while it only waits. */
  readonly refused?: { readonly code: string; readonly values: Readonly<Record<string, string | number>> };
}

/** How publications leave, and what is done with those that arrived. */
export interface Carrier {
  publish(body: Uint8Array<ArrayBuffer>, key: string): Promise<Published>;
  /** Keeps the token of a new link. */
  keep(waiting: Waiting, link: Published): Promise<void>;
  /** A link whose publication was cancelled while it was under way. */
  withdraw(link: Published): Promise<void>;
  told(waiting: Waiting, link: Published): void;
}

const listKey = "outbox";
const bodyKey = (key: string) => `outbox/${key}`;

/** Oldest first; null until they were read. */
export const waiting = signal<readonly Waiting[] | null>(null);

const read = async () => (await load<readonly Waiting[]>(listKey)) ?? [];

export async function loadOutbox(): Promise<readonly Waiting[]> {
  const found = await read();
  waiting.value = found;
  // Read as the page comes up, without the code that sends.
  remember("outbox", found.length > 0 ? "1" : "");
  return found;
}

/** Keeps a publication for later. The body comes first: what the list names is there. */
export async function addWaiting(one: Omit<Waiting, "bytes">, body: Uint8Array<ArrayBuffer>): Promise<void> {
  await storeAll([[bodyKey(one.key), body]], true);
  const entry = { ...one, bytes: body.length };
  await modify<readonly Waiting[]>(listKey, (old = []) => [...old.filter(({ key }) => key !== one.key), entry]);
  await loadOutbox();
}

/** It will not be published; if it is under way, it is withdrawn as soon as it has arrived. */
export async function cancelWaiting(key: string): Promise<void> {
  await modify<readonly Waiting[]>(listKey, (old = []) => old.filter((one) => one.key !== key));
  await remove(bodyKey(key));
  await loadOutbox();
}

let atWork: Promise<void> | null = null;

/**
 * Sends what waits, the oldest first, and stops where there is no network. What the edge refuses stays with its reason, and is sent again only if `again`. One tab
 * sends at a time, where the browser can tell; if two do, they find the same link.
 */
export function sendWaiting(carrier: Carrier, { again = false } = {}): Promise<void> {
  atWork ??= alone(() => sendAll(carrier, again)).finally(() => {
    atWork = null;
  });
  return atWork;
}

async function alone(work: () => Promise<void>): Promise<void> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return work();
  await locks.request("latente-outbox", { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

async function sendAll(carrier: Carrier, again: boolean): Promise<void> {
  for (const one of await loadOutbox()) {
    if (one.refused && !again) continue;
    const body = await load<Uint8Array<ArrayBuffer>>(bodyKey(one.key));
    // Cancelled since, or cleared by the browser.
    if (body === undefined) {
      await cancelWaiting(one.key);
      continue;
    }
    try {
      const link = await carrier.publish(body, one.key);
      if ((await read()).some(({ key }) => key === one.key)) {
        await carrier.keep(one, link);
        await cancelWaiting(one.key);
        carrier.told(one, link);
      } else await carrier.withdraw(link);
    } catch (error) {
      const { code = "offline", values = {} } = error as Partial<NonNullable<Waiting["refused"]>>;
      if (code === "offline") return;
      await modify<readonly Waiting[]>(listKey, (old = []) =>
        old.map((other) => (other.key === one.key ? { ...other, refused: { code, values } } : other)),
      );
      await loadOutbox();
    }
  }
}
