import { describe, expect, test } from "vitest";
import { freePaths } from "../../../client/app/lab/sweep/free.ts";
import { isRunOf } from "../../../client/app/lab/sweep/runs.ts";
import { rank } from "../../../client/app/lab/sweep/state.ts";
import { nameOf, proposed, spaced, typed, written } from "../../../client/app/lab/sweep/values.ts";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import type { SweptRun } from "../../../client/run/session-types.ts";
import type { IntegerField, NumberField } from "../../../shared/experiment/fields.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { mlpFields } from "../../../shared/labs/representation/mlp/fields.ts";
import { mlp } from "../../../shared/labs/representation/mlp/lab.ts";
import { gridOf, sweepRuns } from "../../../shared/labs/sweep.ts";

const words = { es: "a", en: "a" };
const rate: NumberField = {
  ...{ kind: "number", label: words, help: words },
  min: 1e-5,
  max: 10,
  default: 0.01,
  scale: "log",
};
const count: IntegerField = { ...{ kind: "integer", label: words, help: words }, min: 1, max: 512, default: 8 };
const swept = presetExperiment(mlp, "width-and-rate");

describe("the values of an axis", () => {
  test.each([
    ["en", rate, "0.1, 0.01 0.001", [0.1, 0.01, 0.001]],
    ["en", rate, "0.1;0.01", [0.1, 0.01]],
    ["es", rate, "0,1; 0,01", [0.1, 0.01]],
    ["es", rate, "0,1, 0,01", [0.1, 0.01]],
    ["es", rate, "0,1 0,01", [0.1, 0.01]],
    ["en", count, "4, x", [4, "x"]],
    ["en", mlpFields.hidden, "4; 8, 8; 16 4", [[4], [8, 8], [16, 4]]],
    ["en", count, "", []],
  ] as const)("are read as they are typed in %s: %#", (locale, field, text, values) => {
    expect(typed(field, text, locale)).toEqual(values);
  });

  test("are written so that they are read again", () => {
    for (const locale of ["en", "es"] as const) {
      for (const [field, values] of [
        [rate, [0.001, 1.5, 10]],
        [count, [1, 512]],
        [mlpFields.hidden, [[4], [8, 8]]],
      ] as const) {
        expect(typed(field, written(values, locale), locale)).toEqual(values);
      }
    }
    expect(written([0.5, 1000], "es")).toBe("0,5; 1000");
  });

  test("between two ends are evenly spaced, by difference or by ratio, with both ends and none twice", () => {
    expect(spaced(rate, 0.001, 0.1, 5, true)).toEqual([0.001, 0.0032, 0.01, 0.032, 0.1]);
    expect(spaced(rate, 0, 1, 3, false)).toEqual([0, 0.5, 1]);
    expect(spaced(count, 1, 3, 9, false)).toEqual([1, 2, 3]);
    expect(spaced(count, 2, 64, 1, true)).toEqual([2]);
  });

  test("begin about the present one, or are all there are", () => {
    expect(proposed(rate, 0.0125)).toEqual([0.0042, 0.0125, 0.038]);
    expect(proposed(rate, 10)).toEqual([3.3, 10]);
    expect(proposed(mlpFields.squares, false)).toEqual([false, true]);
    expect(proposed(mlpFields.schedule, "constant")).toEqual(["constant", "cosine", "step"]);
    expect(proposed(mlpFields.hidden, [8, 4])).toEqual([
      [4, 2],
      [8, 4],
      [16, 8],
    ]);
  });
});

test("controls that apply may be varied, three at most beside seeds", () => {
  const free = freePaths(mlp, swept);
  expect(free).toContain("params.epochs");
  expect(free).toContain("data.params.noise");
  for (const path of ["params.hidden", "params.momentum", "params.activations", "seed"])
    expect(free).not.toContain(path);
  const three = setPath(mlp, setPath(mlp, swept, "sweep.params.epochs", [1, 2]), "sweep.seed", [1, 2]);
  expect(freePaths(mlp, three)).toEqual([]);
});

test("a run is named by what is varied, in the reader's language", () => {
  chooseLocale("es");
  const [run] = sweepRuns(mlp, swept);
  expect(nameOf(mlp, run, ["params.hidden", "params.learningRate", "params.momentum"])).toBe(
    "Capas ocultas 4, 4 · Tasa de aprendizaje 0,001",
  );
});

test("a result belongs to a sweep whose run it is", () => {
  const [run] = sweepRuns(mlp, swept);
  expect(isRunOf(mlp, swept, run)).toBe(true);
  expect(isRunOf(mlp, swept, { ...run, seed: 2 })).toBe(false);
  expect(isRunOf(mlp, run, run)).toBe(false);
});

test("runs are ranked by the metric that is asked for, by the lab's first where they lack it", () => {
  const grid = gridOf(mlp, setPath(mlp, presetExperiment(mlp, "xor"), "sweep.seed", [1, 2]));
  const card = { kind: "lines", lines: [] } as const;
  const run = (accuracy: number, loss: number): SweptRun => ({
    ...{ kind: "finished", digest: "", seconds: 1, card, metrics: { accuracy, loss } },
  });
  const state = { experiment: swept, grid, runs: [run(0.9, 0.1), run(1, 0.2)] };
  expect(rank(mlp, state, null)).toMatchObject({ judge: { metric: "accuracy" }, best: { run: 1 } });
  expect(rank(mlp, state, "loss")).toMatchObject({ judge: { better: "lower" }, best: { run: 0 } });
  expect(rank(mlp, state, "rmse").judge?.metric).toBe("accuracy");
});
