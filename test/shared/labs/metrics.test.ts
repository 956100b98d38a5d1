import { expect, test } from "vitest";
import { array } from "../../../shared/arrays.ts";
import { openFold } from "../../../shared/labs/fold.ts";
import type { Task } from "../../../shared/labs/lab.ts";
import { gathered, known, mean, told } from "../../../shared/labs/metrics.ts";

const task = (id: string, kind: string): Task => ({ id, kind, key: [0, 0], steps: 2, params: {} });

test("a record tells what its steps told, without the gaps", () => {
  const fold = openFold([task("a", "walk")]);
  expect(told(fold, "a", "x")).toEqual([]);
  const x = array(Float64Array.of(Number.POSITIVE_INFINITY, 3));
  fold.add({ task: "a", from: 0, to: 2, records: { x } });
  expect(told(fold, "a", "x")).toEqual([3]);
});

test("outputs of a kind are gathered once all of its tasks are done", () => {
  const fold = openFold([task("a.0", "a"), task("b", "b"), task("a.1", "a")]);
  const done = (id: string, ...sums: number[]) =>
    fold.add({ task: id, from: 0, to: 2, records: {}, output: { sums: array(Float64Array.from(sums)) } });
  done("a.1", 3);
  done("b", 9);
  expect(gathered(fold, "a", "sums")).toBeUndefined();
  done("a.0", 1, 2);
  expect(gathered(fold, "a", "sums")).toEqual(Float64Array.of(1, 2, 3));
  expect(gathered(fold, "none", "sums")).toBeUndefined();
});

test("what is not known yet is no metric", () => {
  expect(known({ a: mean([1, 2]), b: mean([]), c: Number.POSITIVE_INFINITY, d: 0 })).toEqual({ a: 1.5, d: 0 });
});
