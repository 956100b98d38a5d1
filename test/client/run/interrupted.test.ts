import { expect, test } from "vitest";
import {
  findInterrupted,
  removeFinished,
  removeInterrupted,
  removeOtherPieces,
  restoreInterrupted,
  saveInterrupted,
  savePieces,
} from "../../../client/run/interrupted.ts";
import type { SavedSlot } from "../../../client/run/saved-fold.ts";
import { storedKeys } from "../../../client/run/storage.ts";

const experiment = { v: 1, lab: "toy", seed: 1, data: null, params: {} } as const;
const tasks = ["a", "b"].map((id) => ({ id, kind: "train", key: [0, 0] as const, steps: 10, params: {} }));
const run = (id: string, at: number, ...slots: SavedSlot[]) =>
  ({ id, lab: "toy", experiment, device: "wasm", at, fold: { tasks, slots } }) as const;
const any = async () => true;
const slot = (task: string, step: number): SavedSlot => ({ task, step, records: {} });

test("a run is kept slot by slot: what is new joins what was there", async () => {
  await saveInterrupted(run("1", 10, slot("a", 3), slot("b", 2)));
  await saveInterrupted(run("1", 20, slot("b", 7)));
  const { newest } = await findInterrupted("toy", any);
  expect(newest).toEqual(run("1", 20, slot("a", 3), slot("b", 7)));
});

test("rows that are kept in pieces are read when they are needed; a task whose pieces are gone is left out", async () => {
  const rows = (...values: number[]) => ({ loss: { shape: [values.length], values: Float32Array.from(values) } });
  const of = (id: string, ...slots: SavedSlot[]) => ({ ...run(id, 5, ...slots), lab: "long" });
  const cut = { task: "a", step: 5, from: 4, pieces: ["s/a/0", "s/a/2"], records: rows(5) };
  await savePieces("7", [
    ["r/a/0", rows(9)],
    ["s/a/0", rows(1, 2)],
    ["s/a/2", rows(3, 4)],
  ]);
  await saveInterrupted(of("7", cut, slot("b", 1)));
  const find = async () => (await findInterrupted("long", any)).newest;
  const whole = of("7", cut, slot("b", 1));
  expect(await find()).toEqual(whole);
  const restored = async () => [...((await restoreInterrupted(whole)).records("a", "loss")?.values ?? [])];
  expect(await restored()).toEqual([1, 2, 3, 4, 5]);
  await removeOtherPieces("7", "s");
  expect(await storedKeys("interrupted-rows")).toEqual(["interrupted-rows/7/s/a/0", "interrupted-rows/7/s/a/2"]);
  expect(await find()).toEqual(whole);
  expect(await restored()).toEqual([1, 2, 3, 4, 5]);
  await removeOtherPieces("7", "t");
  expect(await find()).toEqual(of("7", slot("b", 1)));
  await savePieces("7", [["s/a/0", rows(1, 2)]]);
  await removeInterrupted("7");
  expect(await storedKeys("interrupted-rows")).toEqual([]);
});

test("of several runs of one experiment the furthest is offered, and nothing of the others stays", async () => {
  await saveInterrupted(run("2", 30, slot("a", 1)));
  expect((await findInterrupted("toy", any)).newest?.id).toBe("1");
  expect(await storedKeys("interrupted")).toEqual(["interrupted-slot/1/a", "interrupted-slot/1/b", "interrupted/1"]);
});

test("a run of another experiment is offered first when it is newer, and takes no work of the older one", async () => {
  const other = { ...experiment, seed: 2 };
  await saveInterrupted({ ...run("3", 40, slot("a", 1)), experiment: other });
  expect((await findInterrupted("toy", any)).newest?.id).toBe("3");
  await removeInterrupted("3");
  expect((await findInterrupted("toy", any)).newest?.id).toBe("1");
  await saveInterrupted(run("4", 50, slot("a", 2)));
  await saveInterrupted({ ...run("5", 60, slot("a", 1)), experiment: other });
  // The first experiment came to its end.
  await removeFinished("6", { lab: "toy", experiment });
  expect(await storedKeys("interrupted")).toEqual(["interrupted-slot/5/a", "interrupted/5"]);
  for (let seed = 3; seed < 6; seed++) {
    await saveInterrupted({ ...run(`s${seed}`, 60 + seed, slot("a", 1)), experiment: { ...experiment, seed } });
  }
  expect((await findInterrupted("toy", any)).newest?.id).toBe("s5");
  // Room is left for three.
  expect(await storedKeys("interrupted/")).toEqual(["interrupted/s3", "interrupted/s4", "interrupted/s5"]);
});

test("a run that can be gone on with stays before one that came further under another engine; nothing goes while that is unknown", async () => {
  const engine = (revision: number) => ({ wasm: {}, random: "1", revision });
  const of = { lab: "drift", experiment };
  await saveInterrupted({ ...run("old", 10, slot("a", 9)), ...of, engine: engine(1) });
  await saveInterrupted({ ...run("new", 20, slot("a", 2)), ...of, engine: engine(2) });
  const unknown = () => Promise.reject(new Error("offline"));
  await expect(findInterrupted("drift", unknown)).rejects.toThrow("offline");
  const { newest } = await findInterrupted("drift", async (one) => one.engine?.revision === 2);
  expect(newest).toMatchObject({ id: "new", engine: engine(2) });
  expect((await findInterrupted("drift", async () => false)).newest?.id).toBe("new");
});
