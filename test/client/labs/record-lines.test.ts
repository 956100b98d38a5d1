import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordLine, settledSpan, stepsOf } from "../../../client/labs/parts/record-lines.tsx";
import { array } from "../../../shared/arrays.ts";
import { foldFromArrays, openFold } from "../../../shared/labs/fold.ts";
import type { Task } from "../../../shared/labs/lab.ts";
import { evenRows } from "../../../shared/publication/even-rows.ts";

const task = (steps: number): Task => ({ id: "train", kind: "train", key: [0, 0], steps, params: {} });
/** A record of `steps` steps that holds the number of each step, thinned to `rows` rows. */
const thinned = (steps: number, rows: number) =>
  foldFromArrays([task(steps)], {
    "records/train/step": evenRows(array(Float64Array.from({ length: steps }, (_, i) => i + 1)), rows),
  });

describe("steps of the rows of a record", () => {
  test("count from 1 in a whole record, finished or growing", () => {
    expect([...stepsOf(thinned(5, 5), "train", "step")]).toEqual([1, 2, 3, 4, 5]);
    const growing = openFold([task(100)]);
    expect([...stepsOf(growing, "train", "step")]).toEqual([]);
    for (const from of [0, 1, 2]) {
      const records = { step: array(Float64Array.of(from + 1)) };
      growing.add({ task: "train", from, to: from + 1, records });
      expect([...stepsOf(growing, "train", "step")]).toEqual([1, 2, 3].slice(0, from + 1));
    }
  });

  test("are those of the whole record at the same rows, however it was thinned", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }), (steps, most) => {
        const rows = Math.min(steps, most);
        const fold = thinned(steps, rows);
        const found = stepsOf(fold, "train", "step");
        expect([...found]).toEqual([...(fold.records("train", "step")?.values ?? [])]);
        expect(found[rows - 1]).toBe(steps);
        if (rows > 1) expect(found[0]).toBe(1);
      }),
    );
  });
});

describe("the line of a record", () => {
  const fold = foldFromArrays([task(4)], {
    "records/train/loss": array(Float64Array.of(Infinity, 8, Infinity, 4)),
    "records/train/iteration": array(Float64Array.of(0, 1, 1, 2)),
  });
  const line = (...rest: Parameters<typeof recordLine> extends [unknown, ...infer R] ? R : never) => {
    const { x, y } = recordLine(fold, ...rest);
    return [[...x], [...y]];
  };

  test("leaves out what was not computed", () => {
    expect(line({ id: "train" }, "loss")).toEqual([
      [2, 4],
      [8, 4],
    ]);
  });
  test("stands where a lab says that its steps stand, up to the last that counts", () => {
    expect(line({ id: "train" }, "loss", { at: (step) => step / 2 })).toEqual([
      [1, 2],
      [8, 4],
    ]);
    expect(line({ id: "train", until: 1 }, "loss", { at: (step) => step / 2 })).toEqual([[1], [8]]);
  });
  test("stands where another record says, once for each of its values", () => {
    expect(line({ id: "train" }, "iteration", { at: "iteration" })).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
  test("keeps zero and negative values, which the figure counts where its axis is logarithmic", () => {
    const values = foldFromArrays([task(3)], { "records/train/change": array(Float64Array.of(1, 0, -1)) });
    expect([...recordLine(values, { id: "train" }, "change").y]).toEqual([1, 0, -1]);
  });
  test("begins at zero where it is drawn from its start", () => {
    expect(line({ id: "train" }, "loss", { fromStart: true })).toEqual([
      [2, 4],
      [0, -4],
    ]);
    expect(line({ id: "train" }, "none", { fromStart: true })).toEqual([[], []]);
  });
  test("is empty for what is not recorded", () => {
    expect(line({ id: "train" }, "none")).toEqual([[], []]);
    expect(line({ id: "other" }, "loss")).toEqual([[], []]);
  });
});

test("a settled span of lines that differ by rounding alone is wide enough not to show it", () => {
  const [low, high] = settledSpan([{ y: [3, 3 + 4e-16, 3] }]) ?? [];
  expect(low).toBeLessThan(3 - 1e-9);
  expect(high).toBeGreaterThan(3 + 1e-9);
});

test("a settled span leaves out the first tenth of each line, and gaps", () => {
  const line = (y: readonly number[]) => ({ y });
  const early = [-900, -500, ...Array.from({ length: 18 }, (_, i) => -160 + i)];
  expect(settledSpan([line(early)])).toEqual([-160, -143]);
  expect(settledSpan([line(early), line([-139, -139]), line([Number.NaN, -120])])).toEqual([-160, -120]);
  expect(settledSpan([line([]), line([3])])).toBeUndefined();
});
