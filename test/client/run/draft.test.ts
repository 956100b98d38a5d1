import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Draft,
  edit,
  endGesture,
  isDirty,
  isShareable,
  isStale,
  moveTo,
  redo,
  same,
  startDraft,
  undo,
} from "../../../client/run/draft.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Result } from "../../../shared/experiment/result.ts";

const at = (seed: number): Experiment => ({ v: 1, lab: "rbm", seed, data: null, params: { hidden: 16, rate: 0.1 } });
const result = (experiment: Experiment): Result => ({
  experiment,
  engine: { wasm: {}, random: "1" },
  device: "wasm",
  metrics: {},
  digest: "0",
  arrays: {},
  seconds: 1,
});

describe("draft", () => {
  test("undo and redo walk the edits", () => {
    const draft = edit(edit(startDraft(at(1)), at(2)), at(3));
    expect(undo(draft).experiment.seed).toBe(2);
    expect(undo(undo(draft)).experiment.seed).toBe(1);
    expect(undo(undo(undo(draft))).experiment.seed).toBe(1);
    expect(redo(undo(draft)).experiment.seed).toBe(3);
    expect(redo(draft)).toBe(draft);
  });

  test("goes to any experiment that it held, as undo and redo would; to another one beside the present", () => {
    const drafts = [startDraft(at(1))];
    for (const seed of [2, 3, 4, 5]) drafts.push(edit(drafts[drafts.length - 1], at(seed)));
    const last = drafts[4];
    for (const [i, { experiment }] of drafts.entries()) {
      const back = moveTo(last, experiment, -1);
      expect(back.experiment).toBe(experiment);
      expect([back.past.length, back.future.length]).toEqual([i, 4 - i]);
      expect(moveTo(back, last.experiment, 1)).toEqual({ ...last, gesture: null });
    }
    const earlier = moveTo(drafts[0], at(0), -1);
    expect([earlier.experiment.seed, earlier.past, earlier.future.map(({ seed }) => seed)]).toEqual([0, [], [1]]);
    const later = moveTo(last, at(6), 1);
    expect([later.experiment.seed, later.past.map(({ seed }) => seed), later.future]).toEqual([6, [1, 2, 3, 4, 5], []]);
  });

  test("an edit after undo forgets what was undone", () => {
    const draft = edit(undo(edit(startDraft(at(1)), at(2))), at(4));
    expect(draft.future).toEqual([]);
    expect(undo(draft).experiment.seed).toBe(1);
  });

  test("the edits of one gesture are undone together, those of two apart", () => {
    let draft: Draft = startDraft(at(1));
    for (const seed of [2, 3, 4]) draft = edit(draft, at(seed), "seed");
    expect(undo(draft).experiment.seed).toBe(1);
    draft = edit(endGesture(draft), at(5), "seed");
    expect(undo(draft).experiment.seed).toBe(4);
  });

  test("an edit that changes nothing is none, whatever the order of keys", () => {
    const draft = startDraft(at(1));
    expect(edit(draft, { ...at(1), params: { rate: 0.1, hidden: 16 } })).toBe(draft);
  });

  test("undo after any edits leads back to the start, and redo to the end", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 }), (seeds) => {
        const end = seeds.reduce((draft, seed) => edit(draft, at(seed)), startDraft(at(99)));
        let draft = end;
        while (draft.past.length > 0) draft = undo(draft);
        expect(draft.experiment.seed).toBe(99);
        while (draft.future.length > 0) draft = redo(draft);
        expect(draft.experiment).toEqual(end.experiment);
      }),
    );
  });
});

describe("dirty, stale, shareable", () => {
  test("are functions of draft, origin and what is shown", () => {
    const draft = edit(startDraft(at(1)), at(2));
    expect(isDirty(draft, at(1))).toBe(true);
    expect(isDirty(draft, at(2))).toBe(false);
    expect(isStale(draft, null)).toBe(false);
    expect(isStale(draft, at(1))).toBe(true);
    expect(isShareable(draft, { kind: "finished", result: result(at(2)) })).toBe(true);
    expect(isShareable(draft, { kind: "finished", result: result(at(1)) })).toBe(false);
    expect(isShareable(draft, { kind: "running", done: 1, total: 2, fraction: 0.5, seconds: 1, pace: null })).toBe(
      false,
    );
  });

  test("lists are compared in their order", () => {
    const widths = (hidden: readonly number[]): Experiment => ({ ...at(1), params: { hidden } });
    expect(same(widths([1, 2]), widths([2, 1]))).toBe(false);
  });
});
