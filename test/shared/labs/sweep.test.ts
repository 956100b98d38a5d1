import { describe, expect, test } from "vitest";
import type { Metric } from "../../../shared/labs/lab.ts";
import { presetExperiment, setPath, settleSweep } from "../../../shared/labs/parse.ts";
import { mlp } from "../../../shared/labs/representation/mlp/lab.ts";
import { gridOf, sweepRuns, withoutSweep } from "../../../shared/labs/sweep.ts";
import { bestOf, groupsOf, judgesOf, spreadOf } from "../../../shared/labs/sweep-best.ts";

const start = presetExperiment(mlp, "xor");
const words = { es: "e", en: "e" };
const set = (...edits: readonly (readonly [string, unknown])[]) =>
  edits.reduce((now, [path, value]) => setPath(mlp, now, `sweep.${path}`, value), start);

describe("a sweep, set by its paths", () => {
  test("takes lists of values, as JSON or as they are typed, and is gone with the last of them", () => {
    const written = set(["params.learningRate", "[0.01, 0.1]"], ["params.hidden", "4; 8 8"], ["seed", "1, 2, 3"]);
    expect(written.sweep).toEqual({
      "params.hidden": [[4], [8, 8]],
      "params.learningRate": [0.01, 0.1],
      seed: [1, 2, 3],
    });
    expect(written.v).toBe(2);
    expect(set(["params.hidden", "[4, [8, 8], []]"]).sweep).toEqual({ "params.hidden": [[4], [8, 8], []] });
    expect(set(["params.activation", "tanh, relu"]).sweep).toEqual({ "params.activation": ["tanh", "relu"] });
    expect(set(["params.squares", [true, false]]).sweep).toEqual({ "params.squares": [true, false] });
    expect(set(["seed", [1, 2]], ["seed", ""])).toEqual(start);
  });

  test.each([
    ["params.learningRate", "0.1, many", "wrong-type"],
    ["params.learningRate", "0.1, 0.1", "repeated"],
    ["params.learningRate", "0.1, 100", "out-of-range"],
    ["params.rate", "1, 2", "unknown-path"],
    ["seed", "1, x", "out-of-range"],
  ])("refuses %s: %s", (path, text, code) => {
    expect(() => set([path, text])).toThrow(
      expect.objectContaining({ code: expect.stringMatching(`${code}|not-a-number`) }),
    );
  });

  test("loses what other data have no place for", () => {
    const swept = set(["data.params.noise", [0.1, 0.2]], ["data.seed", [1, 2]], ["params.epochs", [1, 2]]);
    expect(Object.keys(setPath(mlp, swept, "data.generator", "payments").sweep ?? {})).toEqual([
      "data.seed",
      "params.epochs",
    ]);
    expect(Object.keys(settleSweep(mlp, { ...swept, data: null }).sweep ?? {})).toEqual(["params.epochs"]);
  });
});

describe("the grid of a sweep", () => {
  test("has its axes in the order of the form, seeds last, and a point for every combination", () => {
    const { axes, runs, points } = gridOf(
      mlp,
      set(["seed", [1, 2]], ["params.learningRate", [0.1, 0.2]], ["params.hidden", [[4], [8]]]),
    );
    expect(axes.map(({ path }) => path)).toEqual(["params.hidden", "params.learningRate", "seed"]);
    expect(runs).toHaveLength(8);
    expect(points[5]).toEqual({ at: [1, 0, 1], run: 5 });
    expect(runs[5]).toEqual({ ...start, seed: 2, params: { ...start.params, hidden: [8], learningRate: 0.1 } });
  });

  test("has one run where points run the same", () => {
    const swept = set(["params.optimizer", ["sgd", "adam"]], ["params.momentum", [0, 0.9]]);
    const { runs, points } = gridOf(mlp, swept);
    expect(runs).toHaveLength(3);
    expect(points.map(({ run }) => run)).toEqual([0, 1, 2, 2]);
  });

  test("is one point without a sweep", () => {
    expect(gridOf(mlp, start)).toEqual({ axes: [], runs: [start], points: [{ at: [], run: 0 }] });
    expect(sweepRuns(mlp, withoutSweep(set(["seed", [1, 2]])))).toEqual([start]);
  });
});

describe("the best run", () => {
  const metric = (name: string, better?: Metric["better"]): Metric => ({
    ...{ name, unit: "", meaning: words, kind: "exact" },
    ...(better && { better }),
  });
  const lab = { metrics: [metric("steps"), metric("loss", "lower"), metric("share.<class>", "higher")] };
  const higher = { metric: "a", better: "higher" } as const;
  const single = [0, 1, 2, 3].map((run) => ({ at: [run], runs: [run] }));

  test("is chosen by a metric of which one end is the good one", () => {
    expect(judgesOf(lab, [{ steps: 1 }, undefined, { "share.b": 1, loss: 2 }])).toEqual([
      { metric: "loss", better: "lower" },
      { metric: "share.b", better: "higher" },
    ]);
  });

  test("is the first of the highest, or the lowest; what has no value does not count", () => {
    const runs = [{ a: 1 }, { a: 3 }, undefined, { a: 3 }];
    expect(bestOf(single, runs, higher)).toEqual({ group: 1, run: 1 });
    expect(bestOf(single, runs, { metric: "a", better: "lower" })).toEqual({ group: 0, run: 0 });
    expect(bestOf(single, [{}, { a: Number.NaN }], higher)).toBeUndefined();
  });

  test("is one of those that are best on average over the seeds", () => {
    const grid = gridOf(mlp, set(["seed", [1, 2]], ["params.epochs", [1, 2]]));
    const groups = groupsOf(grid);
    expect(groups).toEqual([
      { at: [0], runs: [0, 1] },
      { at: [1], runs: [2, 3] },
    ]);
    const runs = [{ a: 0 }, { a: 10 }, { a: 6 }, { a: 8 }];
    expect(bestOf(groups, runs, higher)).toEqual({ group: 1, run: 3 });
    expect(spreadOf(runs, "a")).toEqual({ mean: 6, count: 4, deviation: Math.sqrt((36 + 16 + 0 + 4) / 3) });
    expect(spreadOf([{ a: 2 }], "a")).toEqual({ mean: 2, count: 1 });
    expect(spreadOf([{}], "a")).toBeUndefined();
  });
});
