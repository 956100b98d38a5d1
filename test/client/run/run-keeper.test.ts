import { signal } from "@preact/signals";
import { describe, expect, test } from "vitest";
import type { Interrupted } from "../../../client/run/interrupted.ts";
import { RunKeeper } from "../../../client/run/run-keeper.ts";
import { restoreFold, type SavedSlot } from "../../../client/run/saved-fold.ts";
import type { Arrays } from "../../../shared/arrays.ts";
import type { Engine } from "../../../shared/experiment/engine.ts";
import { openFold } from "../../../shared/labs/fold.ts";

const ours: Engine = { wasm: {}, random: "1", revision: 1 };
const experiment = { v: 1, lab: "toy", seed: 1, data: null, params: {} } as const;

/** A keeper over a storage whose writings end when the test says so, and a clock that moves when it says so. */
function desk(engine: Engine | null = ours) {
  const fold = openFold(["a", "b"].map((id) => ({ id, kind: "train", key: [0, 0] as const, steps: 10, params: {} })));
  const writings: { readonly run: Interrupted; end(): Promise<void> }[] = [];
  const kept = signal(false);
  const clock = { now: 0 };
  const keeper = new RunKeeper({
    run: { id: "1", lab: "toy", experiment, device: "wasm" },
    now: () => clock.now,
    kept,
    put: (run) =>
      new Promise((resolve) => {
        const end = async () => {
          resolve();
          for (let i = 0; i < 10; i++) await Promise.resolve();
        };
        writings.push({ run, end });
      }),
  });
  if (engine) keeper.computedBy(engine);
  const advance = (task: string, steps: number, withCheckpoint: boolean, isPaused = false) => {
    const from = fold.done(task);
    const values = new Float64Array(steps);
    const checkpoint = { w: { shape: [1], values: Float32Array.of(from + steps) } };
    const chunk = { task, from, to: from + steps, records: { loss: { shape: [steps], values } } };
    fold.add(withCheckpoint ? { ...chunk, checkpoint } : chunk);
    keeper.report(fold, isPaused);
  };
  const steps = (index: number) => writings[index].run.fold.slots.map(({ task, step }) => [task, step]);
  return { keeper, kept, clock, writings, advance, steps };
}

describe("keeping a run", () => {
  test("nothing is written before there is a checkpoint, and the first one at once", () => {
    const { clock, writings, advance, steps } = desk();
    advance("a", 1, false);
    clock.now = 10_000;
    advance("a", 1, false);
    expect(writings).toHaveLength(0);
    advance("a", 1, true);
    expect(steps(0)).toEqual([["a", 3]]);
  });

  test("nothing is written before it is known what computes the run; then at once, with its name", async () => {
    const { keeper, writings, advance, steps } = desk(null);
    advance("a", 3, true, true);
    keeper.leave();
    expect(writings).toHaveLength(0);
    keeper.computedBy(ours);
    await Promise.resolve();
    expect(steps(0)).toEqual([["a", 3]]);
    expect(writings[0].run.engine).toEqual(ours);
  });

  test("a run that goes on is written every three seconds, counted from the end of the last writing", async () => {
    const { clock, writings, advance } = desk();
    advance("a", 1, true);
    clock.now = 5000;
    // A slow writing is not followed at once by another.
    advance("a", 1, true);
    await writings[0].end();
    expect(writings).toHaveLength(1);
    clock.now = 7999;
    advance("a", 1, true);
    expect(writings).toHaveLength(1);
    clock.now = 8001;
    advance("a", 1, true);
    expect(writings).toHaveLength(2);
  });

  test("one writing at a time: what comes meanwhile is written once, with the newest", async () => {
    const { kept, writings, advance, steps } = desk();
    for (const step of [1, 2, 3, 4]) advance(step % 2 ? "a" : "b", 1, true, true);
    expect(writings).toHaveLength(1);
    await writings[0].end();
    expect(kept.value).toBe(false);
    expect(writings).toHaveLength(2);
    expect(steps(1)).toEqual([
      ["a", 2],
      ["b", 2],
    ]);
    await writings[1].end();
    expect(writings).toHaveLength(2);
    expect(kept.value).toBe(true);
  });

  test("only tasks that have come further are written again", async () => {
    const { writings, advance, steps } = desk();
    advance("a", 1, true, true);
    await writings[0].end();
    advance("b", 1, true, true);
    expect([steps(0), steps(1)]).toEqual([[["a", 1]], [["b", 1]]]);
  });

  test("it is kept when it is written, and not before: nor while a task's newest steps lack their checkpoint", async () => {
    const { keeper, kept, writings, advance } = desk();
    advance("a", 2, true);
    advance("a", 1, false);
    keeper.save();
    await writings[0].end();
    await writings[1].end();
    expect(kept.value).toBe(false);
    advance("a", 1, true, true);
    expect(kept.value).toBe(false);
    await writings[2].end();
    expect(kept.value).toBe(true);
    advance("b", 1, false);
    expect(kept.value).toBe(false);
  });

  test("a page that goes away does not wait for the writing under way; a run that ended is written no more", async () => {
    const { keeper, kept, writings, advance, steps } = desk();
    advance("a", 1, true);
    advance("a", 1, true);
    keeper.leave();
    expect(steps(1)).toEqual([["a", 2]]);
    keeper.save();
    keeper.stop();
    await writings[0].end();
    await writings[1].end();
    keeper.leave();
    advance("a", 1, true, true);
    expect(writings).toHaveLength(2);
    expect(kept.value).toBe(false);
  });
});

describe("long records", () => {
  const rows = 400_000;
  /** A keeper whose writings lie in the order in which they were handed over; each ends when `end` is called. */
  function archive() {
    const fold = openFold(
      ["a", "b"].map((id) => ({ id, kind: "train", key: [0, 0] as const, steps: 3 * rows, params: {} })),
    );
    const pieces = new Map<string, Arrays>();
    const slots = new Map<string, SavedSlot>();
    const done: (() => void)[] = [];
    const waiting = () => new Promise<void>((resolve) => done.push(resolve));
    const keeper = new RunKeeper({
      run: { id: "1", lab: "toy", experiment, device: "wasm" },
      now: () => 0,
      kept: signal(false),
      put(run) {
        for (const slot of run.fold.slots) slots.set(slot.task, slot);
        return waiting();
      },
      putPieces(added) {
        for (const [name, piece] of added) {
          expect(pieces.has(name)).toBe(false);
          pieces.set(name, piece);
        }
        return waiting();
      },
    });
    keeper.computedBy(ours);
    const advance = (task: string, to: number) => {
      const from = fold.done(task);
      const loss = { shape: [to - from], values: Float64Array.from({ length: to - from }, (_, i) => from + i) };
      const checkpoint = { w: { shape: [1], values: Float64Array.of(to) } };
      fold.add({ task, from, to, records: { loss }, checkpoint });
      keeper.report(fold, true);
    };
    /** Ends the writing under way. */
    const end = async () => {
      done.shift()?.();
      for (let i = 0; i < 10; i++) await Promise.resolve();
    };
    /** What a page that comes back finds: how far each task has come, all of its rows there. */
    const found = async () => {
      const saved = { tasks: fold.tasks, slots: [...slots.values()] };
      const back = await restoreFold(saved, async (name) => pieces.get(name));
      return saved.slots.map(({ task, step }) => {
        const loss = back.records(task, "loss");
        expect(loss?.shape).toEqual([step]);
        expect(loss?.values.every((value, i) => value === i)).toBe(true);
        expect(back.checkpoint(task)?.arrays.w.values[0]).toBe(step);
        return [task, step];
      });
    };
    const rest = async () => {
      while (done.length > 0) await end();
    };
    return { keeper, advance, end, rest, found, pieces, slots, done };
  }

  test("go in pieces, once, and whenever writing ends each task is whole", async () => {
    const { advance, end, found, pieces, slots, done } = archive();
    advance("a", rows);
    advance("b", rows + 7);
    const seen = new Set<string>();
    for (let writings = 0; done.length > 0; writings++) {
      seen.add(JSON.stringify(await found()));
      await end();
      expect(writings).toBeLessThan(20);
    }
    expect(await found()).toEqual([
      ["a", rows],
      ["b", rows + 7],
    ]);
    expect(seen).toContain(JSON.stringify([["a", rows]]));
    for (const piece of pieces.values()) expect(piece.loss.values.byteLength).toBeLessThanOrEqual(1024 * 1024);
    for (const { records } of slots.values()) expect(records.loss.values.byteLength).toBeLessThan(1024 * 1024);
    const before = pieces.size;
    advance("a", 2 * rows);
    while (done.length > 0) await end();
    expect(await found()).toContainEqual(["a", 2 * rows]);
    // Only what is new was copied, but for less than a piece.
    expect(pieces.size).toBe(before + 3);
  });

  test("a page that goes away in the middle of a write leaves all there is", async () => {
    for (const ended of [0, 1, 2, 3, 5]) {
      const { keeper, advance, end, rest, found } = archive();
      advance("a", rows);
      advance("b", rows);
      for (let i = 0; i < ended; i++) await end();
      advance("a", rows + 5000);
      keeper.leave();
      const all = [
        ["a", rows + 5000],
        ["b", rows],
      ];
      expect((await found()).sort()).toEqual(all);
      // What was under way goes on, and takes nothing back.
      await rest();
      expect((await found()).sort()).toEqual(all);
    }
  });

  test("a short task before a long one waits for none of its pieces: a page that goes away has it", async () => {
    for (const ended of [0, 1, 2, 3, 4, 5]) {
      const { keeper, advance, end, rest, found } = archive();
      // Both wait for the first write, and are then written together.
      advance("b", 1);
      advance("a", 5);
      advance("b", rows);
      for (let i = 0; i < ended; i++) await end();
      keeper.leave();
      const all = [
        ["a", 5],
        ["b", rows],
      ];
      expect((await found()).sort()).toEqual(all);
      await rest();
      expect((await found()).sort()).toEqual(all);
    }
  });

  test("nothing is written any more once the run is over", async () => {
    const { keeper, advance, end, rest, pieces, slots } = archive();
    advance("a", rows);
    await end();
    keeper.stop();
    const before = pieces.size;
    await rest();
    expect([pieces.size, slots.size]).toEqual([before, 0]);
  });
});
