import { describe, expect, test } from "vitest";
import { recordedFile } from "../../../client/build/recorded-file.ts";
import { recordedBytes } from "../../../client/labs/recorded.ts";
import { type Arrays, array } from "../../../shared/arrays.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { foldFromArrays } from "../../../shared/labs/fold.ts";
import type { Task } from "../../../shared/labs/lab.ts";
import { type Recording, readAnswers, readRecorded, recordedArrays } from "../../../shared/labs/recording.ts";

const experiment: Experiment = { v: 1, lab: "some", seed: 1, data: null, params: {} };
const tasks: readonly Task[] = [{ id: "train", kind: "train", key: [0, 0], steps: 5000, params: {} }];
const noise = (length: number, shape?: readonly number[]) =>
  array(
    Float64Array.from({ length }, (_, i) => Math.sin(i * i)),
    shape,
  );

function written(arrays: Arrays, recording: Recording = {}, answers: Readonly<Record<string, Arrays>> = {}) {
  const file = recordedFile("some:preset", recording, foldFromArrays(tasks, arrays, "recorded"), answers, experiment);
  return { ...file, ...readRecorded(tasks, file.bytes), apart: file.answers && readAnswers(file.answers) };
}

test("answers are kept with the rest, or apart, as finely", () => {
  const [arrays, answers] = [{ "records/train/loss": noise(100) }, { table: { rows: noise(300) } }];
  const keep = { "answer/*/rows": { bits: 8 } } as const;
  const together = written(arrays, { keep }, answers);
  expect(Object.keys(together.answers)).toEqual(["table"]);
  expect(together.apart).toBeUndefined();
  const { fold, answers: none, apart, bytes } = written(arrays, { keep, apart: true }, answers);
  expect(fold.records("train", "loss")).toEqual(noise(100));
  expect(none).toEqual({});
  expect(apart).toEqual(together.answers);
  expect(bytes.length).toBeLessThan(together.bytes.length - 300);
  expect(written(arrays, { keep, apart: true }).apart).toBeUndefined();
  const much = { table: { rows: noise(recordedBytes.each) } };
  expect(() => written(arrays, { apart: true }, much)).toThrow("answers of some:preset");
});

test("what no rule names is kept, but for snapshots", () => {
  const { fold, rows, answers } = written({
    "records/train/loss": noise(100),
    "output/train/weights": noise(100, [10, 10]),
    "snapshot/train/live": noise(10),
  });
  expect(rows).toBeUndefined();
  expect(answers).toEqual({});
  expect(fold.finished).toBe(true);
  expect(fold.records("train", "loss")).toEqual(noise(100));
  expect(fold.output("train")).toEqual({ weights: noise(100, [10, 10]) });
  expect(fold.snapshot("train")).toBeUndefined();
});

test("rules keep less, keep snapshots, and apply in their order", () => {
  const keep = {
    "output/train/large": "none",
    "output/*/weights": { rows: 4, columns: 3 },
    "output/train/*": { bits: 8 },
    "snapshot/train/live": {},
  } as const;
  const { fold } = written(
    {
      "output/train/large": noise(40_000),
      "output/train/weights": noise(60, [6, 10]),
      "output/train/other": noise(300),
      "snapshot/train/live": noise(10),
      "snapshot/train/rest": noise(10),
    },
    { keep },
  );
  const { weights, other, ...none } = fold.output("train") ?? {};
  expect(none).toEqual({});
  expect(weights.shape).toEqual([4, 3]);
  expect([...weights.values.slice(3, 6)]).toEqual([...noise(60).values.slice(10, 13)]);
  expect(other.values).not.toEqual(noise(300).values);
  for (const [i, value] of other.values.entries()) expect(value).toBeCloseTo(noise(300).values[i], 1);
  expect(fold.snapshot("train")).toEqual({ live: noise(10) });
});

test("a rule keeps rows of a long record evenly spaced, the first and the last among them, and a short one whole", () => {
  const keep = { "records/train/*": { evenly: 4 } };
  const { fold } = written({ "records/train/long": noise(20, [10, 2]), "records/train/short": noise(3) }, { keep });
  const rows = [0, 3, 6, 9].flatMap((row) => [...noise(20).values.slice(2 * row, 2 * row + 2)]);
  expect(fold.records("train", "long")).toEqual({ shape: [4, 2], values: Float64Array.from(rows) });
  expect(fold.records("train", "short")).toEqual(noise(3));
});

test("a pattern's asterisk stands for a part between slashes, and its other signs for themselves", () => {
  const names = { "output/fit.0/a": noise(1), "output/fit.0/b/a": noise(1), "output/fitX0/a": noise(1) };
  const { arrays } = recordedArrays({ keep: { "output/fit.*/a": "none" } }, names);
  expect(Object.keys(arrays)).toEqual(["output/fit.0/b/a", "output/fitX0/a"]);
});

test("answers are kept by the name under which they are asked", () => {
  const answer = { rows: noise(6, [2, 3]), more: noise(2) };
  const { answers } = written({}, {}, { table: answer, "table.2": { rows: noise(1) } });
  expect(answers).toEqual({ table: answer, "table.2": { rows: noise(1) } });
});

describe("what is too large", () => {
  const long = { "records/train/a": noise(30_000, [5000, 6]), "records/train/b": noise(5000) };

  test("is thinned in its records, evenly, and all alike", () => {
    const { fold, rows, bytes } = written({ ...long, "output/train/x": noise(900) });
    expect(bytes.length).toBeLessThanOrEqual(recordedBytes.thinned);
    expect(bytes.length).toBeGreaterThan(0.98 * recordedBytes.thinned);
    expect(fold.done("train")).toBe(5000);
    expect(fold.records("train", "a")?.shape).toEqual([rows, 6]);
    expect(fold.records("train", "b")?.shape).toEqual([rows]);
    expect(fold.records("train", "b")?.values[0]).toBeCloseTo(noise(1).values[0], 6);
    expect(fold.records("train", "b")?.values.at(-1)).toBeCloseTo(Number(long["records/train/b"].values.at(-1)), 6);
    expect(fold.output("train")?.x.shape).toEqual([900]);
  });

  test("is whole up to the size of a file, larger than a thinned one", () => {
    const { bytes, rows } = written({ "records/train/a": noise(23_000, [4600, 5]) });
    expect(rows).toBeUndefined();
    expect(bytes.length).toBeGreaterThan(recordedBytes.thinned);
    expect(bytes.length).toBeLessThanOrEqual(recordedBytes.each);
  });

  test("keeps whole the records that are computed now and then", () => {
    const seldom = array(Float64Array.from({ length: 5000 }, (_, i) => (i % 20 === 0 ? i : Number.POSITIVE_INFINITY)));
    const { fold, rows } = written({ ...long, "records/train/seldom": seldom });
    expect(rows).toBeLessThan(5000);
    expect(fold.records("train", "seldom")).toEqual(seldom);
  });

  test("is refused with its name and size where records are not to blame", () => {
    const refused = /^some:preset takes 12\d{4} bytes \(must be at most 100000/;
    expect(() => written({ "output/train/x": noise(30_000) })).toThrow(refused);
    expect(() => written({ ...long, "output/train/x": noise(30_000) })).toThrow(/some:preset takes/);
    expect(written({ "output/train/x": noise(24_000) }).bytes.length).toBeLessThanOrEqual(recordedBytes.each);
  });
});
