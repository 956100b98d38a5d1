import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../shared/arrays.ts";
import { foldFromArrays, openFold, resultArrays, resumeFold } from "../../../shared/labs/fold.ts";
import type { Chunk, Task } from "../../../shared/labs/lab.ts";

const tasks: readonly Task[] = [
  { id: "train", kind: "train", key: [1, 2], steps: 13, params: {} },
  { id: "chain.0", kind: "chain", key: [3, 4], steps: 7, params: {} },
];

/** Rows [from, to) of the records that a task would make: values name their task, step and place. */
function rows(task: string, from: number, to: number): Arrays {
  const offset = task === "train" ? 1000 : 5000;
  const draws = new Float64Array((to - from) * 3);
  for (let i = 0; i < draws.length; i++) draws[i] = offset + from * 3 + i;
  const energy = Int32Array.from({ length: to - from }, (_, i) => offset - from - i);
  return { draws: { shape: [to - from, 3], values: draws }, energy: { shape: [to - from], values: energy } };
}

function chunk(task: Task, from: number, to: number): Chunk {
  const state = { state: { shape: [], values: Float64Array.of(to) } };
  const last = to === task.steps;
  return {
    task: task.id,
    from,
    to,
    records: rows(task.id, from, to),
    snapshot: state,
    checkpoint: state,
    ...(last ? { output: { weights: { shape: [2], values: Float32Array.of(to, 0.5) } } } : {}),
  };
}

function whole(): Arrays {
  const fold = openFold(tasks);
  for (const task of tasks) fold.add(chunk(task, 0, task.steps));
  return resultArrays(fold);
}

/** Every task cut at random places, with repeats, in any order. */
const deliveries = fc
  .tuple(...tasks.map((task) => fc.uniqueArray(fc.integer({ min: 1, max: task.steps - 1 }), { maxLength: 5 })))
  .map((cuts) =>
    tasks.flatMap((task, t) => {
      const ends = [0, ...cuts[t].sort((a, b) => a - b), task.steps];
      return ends.slice(1).map((to, i) => chunk(task, ends[i], to));
    }),
  )
  .chain((chunks) =>
    fc
      .tuple(fc.shuffledSubarray(chunks, { minLength: chunks.length }), fc.subarray(chunks))
      .map(([all, again]) => [...all, ...again]),
  );

describe("fold", () => {
  test("any cut, order and repeat gives the same arrays", () => {
    const expected = whole();
    fc.assert(
      fc.property(deliveries, (chunks) => {
        const fold = openFold(tasks);
        for (const one of chunks) fold.add(one);
        expect(fold.finished).toBe(true);
        expect(resultArrays(fold)).toEqual(expected);
        expect(fold.checkpoint("train")?.step).toBe(13);
        expect(fold.snapshot("chain.0")?.state.values[0]).toBe(7);
      }),
    );
  });

  test("overlapping pieces of a replay are harmless", () => {
    const fold = openFold(tasks);
    for (const [from, to] of [
      [0, 5],
      [3, 9],
      [8, 13],
      [0, 13],
    ])
      fold.add(chunk(tasks[0], from, to));
    fold.add(chunk(tasks[1], 0, 7));
    expect(resultArrays(fold)).toEqual(whole());
  });

  test("done stops at the first gap", () => {
    const fold = openFold(tasks);
    expect(fold.records("train", "draws")).toBeUndefined();
    fold.add(chunk(tasks[0], 6, 13));
    expect(fold.done("train")).toBe(0);
    expect(fold.records("train", "draws")?.shape).toEqual([0, 3]);
    fold.add(chunk(tasks[0], 0, 2));
    expect(fold.done("train")).toBe(2);
    expect(fold.records("train", "draws")?.values).toEqual(Float64Array.of(1000, 1001, 1002, 1003, 1004, 1005));
    fold.add(chunk(tasks[0], 2, 6));
    expect(fold.done("train")).toBe(13);
    expect(fold.finished).toBe(false);
  });

  test("an older chunk never replaces a newer snapshot or checkpoint", () => {
    const fold = openFold(tasks);
    fold.add(chunk(tasks[0], 4, 9));
    fold.add(chunk(tasks[0], 0, 4));
    expect(fold.checkpoint("train")?.step).toBe(9);
    expect(fold.snapshot("train")?.state.values[0]).toBe(9);
  });

  test("version grows with every change and rests when a finished task repeats", () => {
    const fold = openFold(tasks);
    fold.add(chunk(tasks[0], 0, 13));
    const { version } = fold;
    fold.add(chunk(tasks[0], 0, 13));
    expect(fold.version).toBe(version);
    fold.add(chunk(tasks[1], 0, 1));
    expect(fold.version).toBe(version + 1);
  });

  test.each<[string, Chunk]>([
    ["unknown task", { ...chunk(tasks[0], 0, 2), task: "other" }],
    ["steps beyond the task", { ...chunk(tasks[0], 0, 2), from: 12, to: 14 }],
    ["steps the wrong way round", { ...chunk(tasks[0], 0, 2), from: 4, to: 2 }],
    ["other number of rows", { ...chunk(tasks[0], 0, 2), to: 3 }],
    [
      "other type",
      {
        ...chunk(tasks[0], 2, 3),
        records: { ...rows("train", 2, 3), energy: { shape: [1], values: new Uint8Array(1) } },
      },
    ],
    [
      "other row",
      {
        ...chunk(tasks[0], 2, 3),
        records: { ...rows("train", 2, 3), draws: { shape: [1, 4], values: new Float64Array(4) } },
      },
    ],
    ["missing record", { ...chunk(tasks[0], 2, 3), records: { draws: rows("train", 2, 3).draws } }],
  ])("refuses a chunk with %s and stays as it was", (_, bad) => {
    const fold = openFold(tasks);
    fold.add(chunk(tasks[0], 0, 2));
    const before = structuredClone(resultArrays(fold));
    expect(() => fold.add(bad)).toThrow(RangeError);
    expect(resultArrays(fold)).toEqual(before);
    expect(fold.done("train")).toBe(2);
  });
});

describe("foldFromArrays", () => {
  test("takes only arrays under the name of a task, whatever other names there are", () => {
    const stray = { shape: [1], values: Float64Array.of(1) };
    const names = [
      "output",
      "output/trainX",
      "output/train",
      "/train/a",
      "records/training/a",
      "output//a",
      "__proto__",
    ];
    const strays = Object.fromEntries(names.map((name) => [name, stray]));
    expect(resultArrays(foldFromArrays(tasks, { ...strays, ...whole() }))).toEqual(whole());
    const fold = foldFromArrays(tasks, { "output/train/a/b": stray, "output/train/__proto__": stray });
    expect(Object.keys(fold.output("train") ?? {})).toEqual(["a/b", "__proto__"]);
  });

  test("is the inverse of resultArrays", () => {
    const fold = foldFromArrays(tasks, whole());
    expect(fold.finished).toBe(true);
    expect(fold.done("train")).toBe(13);
    expect(fold.recordNames("train")).toEqual(["draws", "energy"]);
    expect(resultArrays(fold)).toEqual(whole());
  });

  test("takes thinned records: all steps done, fewer rows", () => {
    const arrays = {
      ...whole(),
      "records/train/draws": { shape: [3, 3], values: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9) },
    };
    const fold = foldFromArrays(tasks, arrays);
    expect(fold.finished).toBe(true);
    expect(fold.done("train")).toBe(13);
    expect(fold.records("train", "draws")?.shape).toEqual([3, 3]);
    fold.add(chunk(tasks[0], 0, 13));
    expect(resultArrays(fold)).toEqual(arrays);
  });

  test("partial arrays go on with further chunks", () => {
    const first = openFold(tasks);
    first.add(chunk(tasks[0], 0, 6));
    first.add(chunk(tasks[1], 0, 7));
    const fold = foldFromArrays(tasks, resultArrays(first), "partial");
    expect([fold.done("train"), fold.done("chain.0"), fold.finished]).toEqual([6, 7, false]);
    fold.add(chunk(tasks[0], 6, 13));
    expect(fold.finished).toBe(true);
    expect(resultArrays(fold)).toEqual(whole());
  });
});

describe("an intermediate task", () => {
  const plan: readonly Task[] = [
    { id: "moments", kind: "moments", key: [0, 0], steps: 2, params: {}, intermediate: true },
    ...tasks,
  ];
  const mean = { mean: { shape: [1], values: Float64Array.of(7) } };
  const fold = openFold(plan);
  for (const task of tasks) fold.add(chunk(task, 0, task.steps));

  test("must be done like any other, and serves others, but is no part of the result", () => {
    expect(fold.finished).toBe(false);
    fold.add({ task: "moments", from: 0, to: 2, records: {}, output: mean });
    expect([fold.finished, fold.output("moments")]).toEqual([true, mean]);
    expect(resultArrays(fold)).toEqual(whole());
  });

  test("is done in the fold of a finished result, which lacks its output, and to be done in that of a partial one", () => {
    const published = foldFromArrays(plan, whole());
    expect([published.finished, published.output("moments")]).toEqual([true, {}]);
    const partial = foldFromArrays(plan, whole(), "partial");
    expect([partial.finished, partial.done("train"), partial.done("moments")]).toEqual([false, 13, 0]);
  });
});

describe("resumeFold", () => {
  test("goes on with more steps from the newest checkpoint", () => {
    const short = openFold([{ ...tasks[0], steps: 5 }]);
    short.add(chunk({ ...tasks[0], steps: 5 }, 0, 5));
    expect(short.finished).toBe(true);
    const fold = resumeFold(tasks, short);
    expect([fold.done("train"), fold.finished, fold.output("train")]).toEqual([5, false, undefined]);
    expect(fold.checkpoint("train")?.step).toBe(5);
    fold.add(chunk(tasks[0], 5, 13));
    fold.add(chunk(tasks[1], 0, 7));
    expect(resultArrays(fold)).toEqual(whole());
  });

  test("goes on with as many steps in the same memory; what the earlier one shows stays", () => {
    const half = openFold(tasks);
    half.add(chunk(tasks[0], 0, 5));
    half.add(chunk(tasks[0], 9, 12));
    half.add(chunk(tasks[1], 0, 7));
    const before = structuredClone(resultArrays(half));
    const fold = resumeFold(tasks, half);
    const memory = (of: typeof fold) => of.records("train", "draws")?.values.buffer;
    expect(memory(fold)).toBe(memory(half));
    expect([fold.done("train"), fold.finished, fold.output("chain.0")]).toEqual([5, false, half.output("chain.0")]);
    fold.add(chunk(tasks[0], 5, 13));
    expect(resultArrays(fold)).toEqual(whole());
    expect([half.done("train"), half.finished]).toEqual([5, false]);
    expect(resultArrays(half)).toEqual(before);
  });

  test("of tasks that are not kept nothing is taken over", () => {
    const half = openFold(tasks);
    half.add(chunk(tasks[0], 0, 5));
    half.add(chunk(tasks[1], 0, 7));
    const fold = resumeFold(tasks, half, [tasks[0]]);
    expect([fold.done("train"), fold.done("chain.0"), fold.output("chain.0")]).toEqual([5, 0, undefined]);
  });
});
