import { describe, expect, test, vi } from "vitest";
import { failureOf, type RunEnd, runSweep, type SweepRunOrder } from "../../../client/run/driver-sweep.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Result } from "../../../shared/experiment/result.ts";
import { openFold } from "../../../shared/labs/fold.ts";
import { walkLab } from "../../sim/walk.ts";

const lab = walkLab();
const generated = (seed: number) => ({ generator: "points", seed, params: {} });
const runOf = (seed: number, data: Experiment["data"] = null): Experiment => ({
  ...{ v: 1, lab: "walk", seed, data, params: { walks: 1, steps: 2, fits: 0 } },
});
const resultOf = ({ experiment }: SweepRunOrder): Result => ({
  ...{ experiment, engine: { wasm: {}, random: "r", revision: 1 }, device: "wasm", arrays: {}, seconds: 1 },
  metrics: { sum: experiment.seed },
  digest: `digest ${experiment.seed}`,
});

/** Runs that end when the test says so. */
function sweepOf(
  runs: readonly Experiment[],
  { todo, size = 2 }: { readonly todo?: number[]; readonly size?: number } = {},
) {
  const abort = new AbortController();
  const ends: (RunEnd | undefined)[] = runs.map(() => undefined);
  const orders: { readonly seed: number; finish(): void; fail(error: unknown): void }[] = [];
  const loadData = vi.fn(async () => null);
  const run = (order: SweepRunOrder) => {
    order.onChange(openFold([]));
    return new Promise<Result>((resolve, reject) => {
      order.signal.addEventListener("abort", () => reject(order.signal.reason));
      orders.push({ seed: order.experiment.seed, finish: () => resolve(resultOf(order)), fail: reject });
    });
  };
  const onEnd = (index: number, end: RunEnd) => {
    ends[index] = end;
  };
  const pool = { size };
  const { signal } = abort;
  const done = runSweep({ lab, runs, ...(todo && { todo }), pool, device: "wasm", signal, loadData, run, onEnd });
  done.catch(() => undefined);
  return { abort, ends, orders, loadData, done };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("the runs of a sweep", () => {
  test("are handed over together and in order, those on the same data with one table", async () => {
    const { orders, loadData, ends, done } = sweepOf([1, 2, 3].map((seed) => runOf(seed, generated(seed % 2))));
    await settled();
    expect(orders.map(({ seed }) => seed)).toEqual([1, 2, 3]);
    expect(loadData).toHaveBeenCalledTimes(2);
    for (const order of orders.toReversed()) order.finish();
    await done;
    expect(ends.map((end) => end?.kind === "finished" && end.result.digest)).toEqual([
      "digest 1",
      "digest 2",
      "digest 3",
    ]);
  });

  test("wait where they are many, so that only some lie in memory", async () => {
    const { orders, done } = sweepOf(Array.from({ length: 50 }, (_, seed) => runOf(seed)));
    await settled();
    expect(orders).toHaveLength(32);
    orders[31].finish();
    await settled();
    expect(orders.map(({ seed }) => seed)).toEqual(Array.from({ length: 33 }, (_, seed) => seed));
    for (let i = 0; i < 50; i++) {
      orders[i].finish();
      await settled();
    }
    await done;
  });

  test("that fail leave the others alone", async () => {
    const { orders, ends, done } = sweepOf([1, 2, 3].map((seed) => runOf(seed)));
    await settled();
    orders[1].fail(new Error("diverged"));
    orders[0].finish();
    orders[2].finish();
    await done;
    expect(ends.map((end) => end?.kind)).toEqual(["finished", "failed", "finished"]);
    expect(failureOf(ends)).toBeUndefined();
  });

  test("that are done already are not done again", async () => {
    const { orders, done } = sweepOf(
      [1, 2, 3].map((seed) => runOf(seed)),
      { todo: [2] },
    );
    await settled();
    expect(orders.map(({ seed }) => seed)).toEqual([3]);
    orders[0].finish();
    await done;
  });

  test("stop together, and none is told after that", async () => {
    const { orders, ends, abort, done } = sweepOf([1, 2].map((seed) => runOf(seed)));
    await settled();
    orders[0].finish();
    await settled();
    abort.abort("stopped");
    await expect(done).rejects.toBe("stopped");
    expect(ends.map((end) => end?.kind)).toEqual(["finished", undefined]);
  });
});

test("a sweep fails where all its runs did, invalid ones first", () => {
  const invalid = new ExperimentError("params.steps", "out-of-range", "invalid params.steps: 0");
  const failed = (error: unknown): RunEnd => ({ kind: "failed", error });
  expect(failureOf([failed(new Error("a")), failed(invalid)])).toBe(invalid);
  expect(failureOf([failed(invalid), undefined])).toBeUndefined();
  expect(failureOf([])).toBeUndefined();
});
