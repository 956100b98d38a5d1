import { describe, expect, test } from "vitest";
import { PaceMeter } from "../../../client/run/pace.ts";
import { openFold } from "../../../shared/labs/fold.ts";

/** A run of 1000 quick training steps (10 ms) and then 20 slow ones of annealed importance sampling (2 s). */
function desk(expected: number | null = null) {
  const task = (id: string, steps: number) => ({ id, kind: id, key: [0, 0] as const, steps, params: {} });
  const fold = openFold([task("train", 1000), task("ais", 20)]);
  const meter = new PaceMeter(expected);
  let seconds = 0.7;
  meter.report(fold, seconds, true);
  const advance = (id: string, steps: number, each: number, isTimed = true) => {
    seconds += steps * each;
    const from = fold.done(id);
    fold.add({ task: id, from, to: from + steps, records: { x: { shape: [steps], values: new Float64Array(steps) } } });
    meter.report(fold, seconds, isTimed);
  };
  return { advance, pace: () => meter.of(fold, seconds) };
}

describe("the pace of a run", () => {
  test("says nothing before a second of work", () => {
    const { advance, pace } = desk();
    advance("train", 10, 0.5);
    expect(pace()).toBeNull();
    advance("train", 90, 0.01);
    expect(pace()).toBeNull();
    advance("train", 20, 0.01);
    expect(pace()?.rate).toBeCloseTo(100);
  });

  test("does not take the steps of one kind for those of another", () => {
    const { advance, pace } = desk();
    for (let i = 0; i < 50; i++) advance("train", 10, 0.01);
    // Of the sampling nothing is known: at least the rest of the training.
    expect(pace()).toMatchObject({ isLeast: true });
    expect(pace()?.left).toBeCloseTo(5);
    for (let i = 0; i < 50; i++) advance("train", 10, 0.01);
    for (let i = 0; i < 5; i++) advance("ais", 1, 2);
    expect(pace()).toMatchObject({ isLeast: false });
    expect(pace()?.left).toBeCloseTo(30);
  });

  test("counts what has not begun by what earlier runs took", () => {
    const { advance, pace } = desk(50);
    for (let i = 0; i < 50; i++) advance("train", 10, 0.01);
    expect(pace()?.isLeast).toBe(false);
    expect(pace()?.left).toBeCloseTo(45, 0);
  });

  test("steps that are done while the run is paused take no time", () => {
    const { advance, pace } = desk();
    for (let i = 0; i < 20; i++) advance("train", 10, 0.01);
    advance("train", 300, 0, false);
    for (let i = 0; i < 5; i++) advance("train", 10, 0.01);
    expect(pace()?.left).toBeCloseTo(4.5);
  });
});
