import { expect, test } from "vitest";
import { countSteps, restoreFold, saveFold } from "../../../client/run/saved-fold.ts";
import { openFold } from "../../../shared/labs/fold.ts";
import type { Task } from "../../../shared/labs/lab.ts";

const task = (id: string, steps: number): Task => ({ id, kind: "k", key: [1, 2], steps, params: {} });
const values = (from: number, to: number) => ({
  shape: [to - from],
  values: Float64Array.from({ length: to - from }, (_, i) => from + i),
});
const one = (value: number) => ({ w: { shape: [1], values: Float32Array.of(value) } });

test("a saved fold reaches as far as its checkpoint, and finished tasks are whole", async () => {
  const fold = openFold([task("a", 10), task("b", 4), task("c", 4)]);
  fold.add({ task: "a", from: 0, to: 5, records: { loss: values(0, 5) }, checkpoint: one(5), snapshot: one(50) });
  fold.add({ task: "a", from: 5, to: 8, records: { loss: values(5, 8) } });
  fold.add({ task: "b", from: 0, to: 4, records: { loss: values(0, 4) }, output: one(9) });
  fold.add({ task: "c", from: 0, to: 2, records: { loss: values(0, 2) } });
  const back = await restoreFold(structuredClone(saveFold(fold)));
  expect(back.done("a")).toBe(5);
  expect([...(back.records("a", "loss")?.values ?? [])]).toEqual([0, 1, 2, 3, 4]);
  expect(back.checkpoint("a")).toEqual({ step: 5, arrays: one(5) });
  expect(back.snapshot("a")).toEqual(one(50));
  expect(back.done("b")).toBe(4);
  expect(back.output("b")).toEqual(one(9));
  // No checkpoint: nothing to go on from.
  expect(back.done("c")).toBe(0);
  expect(countSteps(back)).toEqual({ done: 9, total: 18 });
});

test("a saved fold holds no more than its own numbers", () => {
  const fold = openFold([task("a", 1000)]);
  fold.add({ task: "a", from: 0, to: 2, records: { loss: values(0, 2) }, checkpoint: one(2) });
  const [slot] = saveFold(fold).slots;
  expect(slot.records.loss.values.buffer.byteLength).toBe(16);
});

test("tasks that were kept up to the same step are left out", () => {
  const fold = openFold([task("a", 10), task("b", 4)]);
  fold.add({ task: "a", from: 0, to: 5, records: { loss: values(0, 5) }, checkpoint: one(5) });
  fold.add({ task: "b", from: 0, to: 4, records: { loss: values(0, 4) }, output: one(9) });
  const names = (before: [string, number][]) => saveFold(fold, new Map(before)).slots.map((slot) => slot.task);
  expect(names([])).toEqual(["a", "b"]);
  expect(names([["a", 4]])).toEqual(["a", "b"]);
  expect(names([["b", 4]])).toEqual(["a"]);
  expect(
    names([
      ["a", 5],
      ["b", 4],
    ]),
  ).toEqual([]);
});

test("rows in pieces are read one piece at a time; a task whose pieces are gone begins anew", async () => {
  const slot = (name: string) => ({
    ...{ task: name, step: 5, from: 4, pieces: [`${name}/0`, `${name}/2`] },
    ...{ records: { loss: values(4, 5) }, checkpoint: one(5) },
  });
  const saved = { tasks: [task("a", 10), task("b", 10)], slots: [slot("a"), slot("b")] };
  const pieces = new Map([
    ["a/0", { loss: values(0, 2) }],
    ["a/2", { loss: values(2, 4) }],
    ["b/0", { loss: values(0, 2) }],
  ]);
  let reading = 0;
  const back = await restoreFold(saved, async (name) => {
    expect(++reading).toBe(1);
    await Promise.resolve();
    reading--;
    return pieces.get(name);
  });
  expect([...(back.records("a", "loss")?.values ?? [])]).toEqual([0, 1, 2, 3, 4]);
  expect(back.checkpoint("a")).toEqual({ step: 5, arrays: one(5) });
  expect(back.checkpoint("b")).toBeUndefined();
});
