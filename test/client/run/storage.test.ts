/** What lies in the browser's storage, and what in the page's memory beside it. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepsNothing, load, startStorage, storeAll, storedKeys } from "../../../client/run/storage.ts";
import { SimClock } from "../../sim/clock.ts";
import { type Disk, openDatabases, type StorageFault } from "../../sim/database.ts";

const page = { isAlive: true };
let clock: SimClock;
let disk: Disk;

function open(fault: StorageFault = "none", good = 0): void {
  page.isAlive = true;
  vi.stubGlobal("indexedDB", openDatabases({ clock, disk, fault, good, isAlive: () => page.isAlive }));
  startStorage((ms, call) => clock.after(ms, call));
}

/** What comes of it in simulated time. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  work.then(end, end);
  await clock.run(() => isOver, Infinity);
  return work;
}

beforeEach(() => {
  clock = new SimClock();
  disk = new Map();
  open();
});
afterEach(() => {
  vi.unstubAllGlobals();
  startStorage();
});

test("what a page hands over as it goes away is kept", async () => {
  await inTime(load("opened"));
  void storeAll([["a", 1]]);
  void storeAll([["b", 2]], true);
  // The handler of the event ends, and with it the page.
  for (let i = 0; i < 10; i++) await Promise.resolve();
  page.isAlive = false;
  await clock.run(() => false, Infinity);
  expect([...disk]).toEqual([
    ["a", 1],
    ["b", 2],
  ]);
});

test("what is large does not stay in the page's memory beside the storage; where that fails it does", async () => {
  open("hangs later", 2);
  await inTime(storeAll([["small", 1]]));
  await inTime(storeAll([["large", 2]], true));
  expect([...disk.keys()]).toEqual(["small", "large"]);
  await inTime(storeAll([["later", 3]], true));
  expect(keepsNothing.value).toBe(true);
  expect(await storedKeys("")).toEqual(["small", "later"]);
  expect([await load("small"), await load("large"), await load("later")]).toEqual([1, undefined, 3]);
});
