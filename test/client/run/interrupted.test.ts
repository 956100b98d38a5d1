import { expect, test } from "vitest";
import { dropInterrupted, findInterrupted, saveInterrupted } from "../../../client/run/interrupted.ts";
import { keptKeys } from "../../../client/run/keep.ts";
import type { SavedSlot } from "../../../client/run/saved-fold.ts";

const experiment = { v: 1, lab: "toy", seed: 1, data: null, params: {} } as const;
const tasks = ["a", "b"].map((id) => ({ id, kind: "train", key: [0, 0] as const, steps: 10, params: {} }));
const run = (id: string, at: number, ...slots: SavedSlot[]) =>
  ({ id, lab: "toy", experiment, device: "wasm", at, fold: { tasks, slots } }) as const;
const slot = (task: string, step: number): SavedSlot => ({ task, step, records: {} });

test("a run is kept slot by slot: what is new joins what was there", async () => {
  await saveInterrupted(run("1", 10, slot("a", 3), slot("b", 2)));
  await saveInterrupted(run("1", 20, slot("b", 7)));
  const { newest } = await findInterrupted("toy");
  expect(newest).toEqual(run("1", 20, slot("a", 3), slot("b", 7)));
});

test("of several runs the newest is offered, and nothing of the others stays", async () => {
  await saveInterrupted(run("2", 30, slot("a", 1)));
  expect((await findInterrupted("toy")).newest?.id).toBe("2");
  expect(await keptKeys("interrupted")).toEqual(["interrupted-slot/2/a", "interrupted/2"]);
  await dropInterrupted("2");
  expect(await keptKeys("interrupted")).toEqual([]);
});
