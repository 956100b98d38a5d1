import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Experiment } from "../../../shared/experiment/experiment.ts";

const at = (seed: number, lab = "rbm"): Experiment => ({ v: 1, lab, seed, data: null, params: {} });

/** Locks as all tabs of a browser share them. */
class Locks {
  readonly #held = new Map<string, Promise<unknown>>();
  /** Ends what the tab holds; set by the test while the tab's code asks. */
  owner: { close: Promise<void> } = { close: new Promise(() => {}) };
  async request(name: string, { signal }: { signal: AbortSignal }, work: () => unknown): Promise<unknown> {
    const { close } = this.owner;
    while (this.#held.has(name)) {
      const aborted = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      await Promise.race([this.#held.get(name), aborted]);
    }
    const done = Promise.race([Promise.resolve(work()), close]);
    const freed = done.finally(() => this.#held.delete(name));
    this.#held.set(name, freed);
    return done;
  }
}

const stored = new Map<string, unknown>();
const storage = {
  load: async (key: string) => stored.get(key),
  store: async (key: string, value: unknown) => void (dropsWrites || stored.set(key, value)),
  remove: async (...keys: string[]) => void (dropsWrites || keys.map((key) => stored.delete(key))),
  storedKeys: async (prefix: string) => [...stored.keys()].filter((key) => key.startsWith(prefix)),
};
let locks = new Locks();
/** What is written while a page goes is lost. */
let dropsWrites = false;
/** Nothing comes due unless the test says so. */
let due: (() => void)[] = [];
const clock = {
  now: () => 0,
  after(_: number, call: () => void) {
    due.push(call);
    return () => {};
  },
};

/** A tab's code, freshly loaded, with what its session storage holds. */
async function openTab(session: Map<string, string> = new Map()) {
  let close = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  vi.resetModules();
  vi.stubGlobal("navigator", { locks });
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => session.get(name) ?? null,
    setItem: (name: string, value: string) => session.set(name, value),
    removeItem: (name: string) => session.delete(name),
  });
  vi.doMock("../../../client/run/storage.ts", () => storage);
  const drafts = await import("../../../client/run/kept-drafts.ts");
  const { ownTab } = await import("../../../client/run/tab.ts");
  locks.owner = { close: closed };
  await ownTab();
  return { ...drafts, session, ownTab, close };
}
const seedOf = async (tab: Awaited<ReturnType<typeof openTab>>) => (await tab.findDraft("rbm"))?.experiment.seed;

beforeEach(() => {
  stored.clear();
  due = [];
  dropsWrites = false;
  locks = new Locks();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.doUnmock("../../../client/run/storage.ts");
});

test("each of two tabs gets its own form back after a reload", async () => {
  const [a, b] = [await openTab(), await openTab()];
  await a.storeDraft(at(1), 10);
  await b.storeDraft(at(2), 20);
  a.close();
  b.close();
  const again = [await openTab(a.session), await openTab(b.session)];
  expect(await Promise.all(again.map(seedOf))).toEqual([1, 2]);
  expect((await again[0].findDraft("rbm"))?.isOwn).toBe(true);
  expect(await again[0].findDraft("fa")).toBeNull();
});

test("a duplicate of a tab has its form, and then one of its own", async () => {
  const a = await openTab();
  await a.storeDraft(at(1), 10);
  const copy = await openTab(new Map(a.session));
  expect(await copy.ownTab()).not.toBe(await a.ownTab());
  expect(await seedOf(copy)).toBe(1);
  await copy.storeDraft(at(5), 20);
  expect([await seedOf(a), await seedOf(copy)]).toEqual([1, 5]);
  copy.close();
  expect(await seedOf(await openTab(copy.session))).toBe(5);
});

test("a new tab is offered the newest form that a closed one left, never what an open one is at", async () => {
  const [a, b, c] = [await openTab(), await openTab(), await openTab()];
  await a.storeDraft(at(1), 10);
  await b.storeDraft(at(2), 20);
  await c.storeDraft(at(3), 30);
  expect(await (await openTab()).findDraft("rbm")).toBeNull();
  a.close();
  b.close();
  const next = await openTab();
  const found = await next.findDraft("rbm");
  expect([found?.experiment.seed, found?.isOwn]).toEqual([2, false]);
  if (found) await next.forgetDraft(found);
  expect(await seedOf(next)).toBe(1);
  c.close();
  expect(await seedOf(await openTab())).toBe(3);
});

test("what many closed tabs left does not pile up; the one draft of earlier versions is still found", async () => {
  stored.set("draft/rbm", at(99));
  const tab = await openTab();
  expect(await seedOf(tab)).toBe(99);
  for (let seed = 1; seed <= 6; seed++) {
    const one = await openTab();
    await one.storeDraft(at(seed), seed);
    one.close();
  }
  expect(await seedOf(await openTab())).toBe(6);
  expect([...stored.keys()].filter((key) => key.startsWith("draft/rbm/"))).toHaveLength(3);
});

/** The tab as it is after a reload in which the browser dropped what was being written. */
async function reloaded(tab: Awaited<ReturnType<typeof openTab>>) {
  tab.close();
  const again = await openTab(tab.session);
  dropsWrites = false;
  return again;
}

test.each(["at once", "while the draft is being written"])(
  "a form that is left %s after its change is not lost",
  async (when) => {
    const tab = await openTab();
    await tab.storeDraft(at(1), 10);
    const origin = signal(at(0));
    const keeper = new tab.DraftKeeper(clock);
    keeper.changed(at(2), origin, origin.peek());
    dropsWrites = true;
    if (when !== "at once") for (const call of due) call();
    keeper.leave();
    const again = await reloaded(tab);
    expect(await again.findDraft("rbm")).toMatchObject({
      experiment: at(2),
      origin: at(0),
      isOwn: true,
      isAhead: false,
    });
    // From now on it is stored, and nothing stands before later changes.
    expect(await seedOf(again)).toBe(2);
    await again.storeDraft(at(3), Date.now() + 1);
    expect(await seedOf(await reloaded(again))).toBe(3);
  },
);

test("a form that was set back to what it started with, and left at once, is no draft", async () => {
  const tab = await openTab();
  await tab.storeDraft(at(1), 10);
  const keeper = new tab.DraftKeeper(clock);
  keeper.changed(at(0), signal(at(0)), null);
  dropsWrites = true;
  keeper.leave();
  expect(await (await reloaded(tab)).findDraft("rbm")).toBeNull();
});

test("a form whose address is behind is there as it was left, though its draft is stored", async () => {
  const tab = await openTab();
  const keeper = new tab.DraftKeeper(clock);
  keeper.changed(at(2), signal(at(0)), null);
  for (const call of due) call();
  await vi.waitFor(() => expect(stored.size).toBe(1));
  // Seen no more, and seen again: what was kept then says nothing of a later reload.
  keeper.leave(true);
  keeper.leave(false);
  const next = await reloaded(tab);
  expect((await next.findDraft("rbm"))?.isAhead).toBeFalsy();
  const other = new next.DraftKeeper(clock);
  other.changed(at(4), signal(at(0)), null);
  other.leave(true);
  expect(await (await reloaded(next)).findDraft("rbm")).toMatchObject({ experiment: at(4), isAhead: true });
});
