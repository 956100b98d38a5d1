import { beforeAll, describe, expect, test } from "vitest";
import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { labs } from "../../../../shared/labs/index.ts";
import type { Device } from "../../../../shared/labs/lab.ts";
import type { McmcParams } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { modelOf } from "../../../../shared/labs/monte-carlo/mcmc/model.ts";
import { presetExperiment, setPath } from "../../../../shared/labs/parse.ts";
import { parseExperiment } from "../../../../shared/labs/parse-experiment.ts";
import { keyOfSeed, normal } from "../../../../shared/random/index.ts";
import { runTasks } from "../../../run.ts";

beforeAll(() => mcmc.ready?.());

function experimentOf(model: string, changes: Readonly<Record<string, unknown>> = {}) {
  const all = { "params.target": "own", "params.model": model, "params.warmup": 300, "params.draws": 500, ...changes };
  return Object.entries(all).reduce(
    (experiment, [path, value]) => setPath(mcmc, experiment, path, value),
    presetExperiment(mcmc, "eight-schools"),
  );
}

function sample(model: string, data: Table | null, changes = {}, device: Device = "wasm") {
  const experiment = experimentOf(model, changes);
  const tasks = mcmc.plan(experiment.params, data, keyOfSeed(experiment.seed));
  const fold = runTasks(mcmc, tasks, { data, device });
  return { fold, metrics: mcmc.measure(fold, experiment, data) };
}

/** Times and groups of 40 rows: y = 3 + 2 · time + shift of the group + noise. */
const rows = 40;
const table: Table = {
  rows,
  columns: 4,
  names: ["time", "y", "group", "with gaps"],
  levels: [undefined, undefined, ["a", "b"], undefined],
  values: Float64Array.from({ length: rows * 4 }, (_, at) => {
    const i = Math.floor(at / 4);
    return [i / 20, 3 + (2 * i) / 20 + (i % 2) + 0.1 * normal([1, 2], i), i % 2, i][at % 4];
  }),
  mask: Uint8Array.from({ length: rows * 4 }, (_, at) => (at === 7 ? 0 : 1)),
};

const MODEL = `parameter slope, level[2], sigma > 0
slope ~ normal(0, 10)
level ~ normal(0, 10)
sigma ~ exponential(1)
y ~ normal(level[group] + slope * time, sigma)
report slope, level, sigma
`;

describe("an own model", () => {
  test("reads the columns of the table by their names, gathers by a column of categories, and finds what was planted", () => {
    const { metrics, fold } = sample(MODEL, table);
    expect(metrics.rhat).toBeLessThan(1.03);
    const draws = fold.records("chain.0", "draw") as NDArray;
    const mean = (column: number) => {
      const kept = Array.from({ length: 500 }, (_, i) => Number(draws.values[(300 + i) * 4 + column]));
      return kept.reduce((a, b) => a + b, 0) / 500;
    };
    // Standard errors of least squares are 0.03 and 0.04.
    expect(Math.abs(mean(0) - 2)).toBeLessThan(0.15);
    expect(Math.abs(mean(1) - 3)).toBeLessThan(0.2);
    expect(Math.abs(mean(2) - 4)).toBeLessThan(0.2);
  });

  test("keeps the table that is there, and does without one", async () => {
    const regression = setPath(mcmc, presetExperiment(mcmc), "params.target", "linear-regression");
    expect(regression.data).not.toBeNull();
    const own = setPath(mcmc, regression, "params.target", "own");
    expect(own.data).toEqual(regression.data);
    const without = setPath(mcmc, presetExperiment(mcmc), "params.target", "own");
    expect(without.data).toBeNull();
    expect((await parseExperiment(own, labs)).experiment.data).toEqual(own.data);
    expect((await parseExperiment(without, labs)).experiment.data).toBeNull();
    expect(setPath(mcmc, own, "params.target", "funnel").data).toBeNull();
  });

  test("is the same on the reference device", () => {
    const changes = { "params.warmup": 60, "params.draws": 40, "params.chains": 1 };
    const [wasm, scalar] = (["wasm", "scalar"] as const).map((device) => sample(MODEL, table, changes, device).fold);
    expect(wasm.records("chain.0", "draw")).toEqual(scalar.records("chain.0", "draw"));
  });

  test("may report more numbers, or fewer, than it has coordinates", () => {
    const model = "parameter x[3]\nx ~ normal(0, 1)\nlargest = max(x)\nreport largest, x\n";
    const { fold, metrics } = sample(model, null, { "params.draws": 50, "params.warmup": 50 });
    expect(fold.records("chain.0", "draw")?.shape).toEqual([100, 4]);
    expect(Object.keys(metrics)).toContain("mean.largest");
    const few = sample("parameter x[3]\nx ~ normal(0, 1)\ntotal = sum(x)\nreport total\n", null, {
      "params.draws": 50,
      "params.warmup": 50,
    });
    expect(few.fold.records("chain.0", "draw")?.shape).toEqual([100, 1]);
  });

  test("is refused with the place of the mistake, before it runs", () => {
    const { params } = experimentOf("parameter mu\nmu ~ norml(0, 1)\n");
    const refused = () => mcmc.check?.(params, null);
    expect(refused).toThrow(ExperimentError);
    expect(refused).toThrow(
      expect.objectContaining({ path: "params.model", values: expect.objectContaining({ line: 2, column: 6 }) }),
    );
  });

  test("may leave a column with gaps alone, and is told of one that it names", () => {
    const of = (model: string) => () => modelOf(experimentOf(model).params as McmcParams, table);
    expect(of(MODEL)).not.toThrow();
    expect(of(`${MODEL}z = mean("with gaps")\n`)).toThrow("with gaps");
  });

  test("whose density is zero wherever chains start says so, with the cure", () => {
    const model = "parameter x\ntarget += log(x - 1000)\ntarget += -x\n";
    const told = { path: "params.initRadius", code: "no-finite-start", values: { value: 2 } };
    const crowd = { "params.many": "crowd", "params.sampler": "hmc", "params.superchains": 2, "params.subchains": 2 };
    for (const [device, changes] of [
      ["wasm", {}],
      ["scalar", {}],
      ["wasm", crowd],
    ] as const)
      expect(() => sample(model, null, changes, device)).toThrow(expect.objectContaining(told));
  });

  test.each(["-log1p(x^2) / 2", "x", "x^2", "exp(x)"])(
    "of density exp(%s) has no finite integral: what was sampled is kept and finite",
    (term) => {
      const { fold, metrics } = sample(`parameter x\ntarget += ${term}\n`, null, {
        "params.draws": 100,
        "params.warmup": 100,
      });
      const draws = fold.records("chain.0", "draw") as NDArray;
      expect(draws.values.every(Number.isFinite)).toBe(true);
      for (const value of Object.values(metrics)) expect(Number.isFinite(value)).toBe(true);
    },
  );

  test("whose gradient is infinite in places stays finite in all that is told", () => {
    const model = "parameter x\ntarget += -sqrt(abs(x)) - 0.5 * x^2\n";
    const { metrics } = sample(model, null, { "params.draws": 300 });
    expect(Number.isFinite(metrics.divergences)).toBe(true);
    for (const value of Object.values(metrics)) expect(Number.isFinite(value)).toBe(true);
  });

  test("is told where it is too long for a function of WebAssembly", () => {
    const lines = Array.from({ length: 850 }, (_, i) => `a${i + 1}=exp(x*a${i})+x`);
    const long = `parameter x[16]\nx ~ normal(0, 1)\na0=x\n${lines.join("\n")}\ntarget += sum(a850)\n`;
    expect(() => sample(long, null)).toThrow(
      expect.objectContaining({ code: "model-not-compiled", path: "params.model" }),
    );
  });

  test("refuses a crowd of calibrations", () => {
    const params: McmcParams = { ...presetExperiment(mcmc, "calibration").params, many: "crowd" } as McmcParams;
    expect(() => mcmc.check?.(params, null)).toThrow(
      expect.objectContaining({ code: "crowd-of-calibration", path: "params.many" }),
    );
  });

  test("takes its rows in float32 where it has sums over a matrix, and is told where it has none", () => {
    const regression =
      "parameter b[columns(predictors)]\nb ~ normal(0, 5)\nu = standardise(response) - predictors * b\ntarget += -sum(sqrt(1 + u^2))\n";
    const changes = {
      "params.precision": "float32",
      "params.response": ["y"],
      "params.predictors": ["time", "group"],
      "params.chains": 1,
      "params.draws": 40,
      "params.warmup": 60,
    };
    const [wasm, scalar] = (["wasm", "scalar"] as const).map(
      (device) => sample(regression, table, changes, device).fold,
    );
    expect(wasm.records("chain.0", "draw")).toEqual(scalar.records("chain.0", "draw"));
    const double = sample(regression, table, { ...changes, "params.precision": "float64" }).fold;
    expect(double.records("chain.0", "draw")).not.toEqual(wasm.records("chain.0", "draw"));
    const { params } = experimentOf(MODEL, { "params.precision": "float32" });
    expect(() => mcmc.check?.(params, table)).toThrow(
      expect.objectContaining({ code: "no-rows-in-float32", path: "params.precision" }),
    );
  });
});
