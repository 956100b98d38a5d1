import { expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import { openFold } from "../../../../shared/labs/fold.ts";
import { METHODS } from "../../../../shared/labs/monte-carlo/integration/integral/method-fields.ts";
import { integration } from "../../../../shared/labs/monte-carlo/integration/lab.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { openNow } from "../../../open-now.ts";
import { thorough } from "../../../thorough.ts";
import { fresh } from "../../../wasm.ts";

await integration.ready?.();

/** A run of the tasks whose names begin so; its metrics. */
function run(given: object, seed: number, wanted: readonly string[]) {
  const params = parseParams(integration.params, given);
  integration.check?.(params, null);
  const tasks = integration.plan(params, null, keyOfSeed(seed));
  const fold = openFold(tasks);
  for (const task of tasks.filter(({ id }) => wanted.some((name) => id.startsWith(name)))) {
    const process = openNow(integration, task, { device: "wasm", data: null, inputs: {}, wasm: fresh } as never);
    const records: Arrays = process.advance(task.steps);
    fold.add({ task: task.id, from: 0, to: task.steps, records, output: process.output() });
  }
  return { fold, metrics: integration.measure(fold, { v: 1, lab: "integration", seed, data: null, params }, null) };
}

/** Standard deviation of a share p among n, times 4. */
const spread = (p: number, n: number) => 4 * Math.sqrt((p * (1 - p)) / n);

test.each(METHODS)("intervals of %s cover the exact value as often as they say", (method) => {
  const repeats = thorough ? 10_000 : 2000;
  // Antithetic pairs of a bounded smooth function, 16 randomisations: all near normal. In the long form 4 standard deviations are 0.87 %.
  const given = { problem: "gaussian", dimension: 3, difficulty: 4, method, repeats, log2Interval: 9 };
  const { metrics } = run(given, 11, ["truth", "coverage"]);
  expect(Math.abs(metrics.coverage / 100 - 0.95)).toBeLessThan(Math.min(0.02, spread(0.95, repeats)));
});

test("errors fall as n^(−1/2) by chance, faster by scrambled Sobol points, about n^(−3/2) on a smooth function", () => {
  const smooth = { problem: "gaussian", dimension: 3, difficulty: 3, log2Points: 13, replicates: 64 };
  const { metrics } = run(smooth, 3, ["truth", "study"]);
  // A slope over 8 levels of 64 repeats: each log error is off by 1/√128, a slope by 0.09/√(Σ(x − x̄)²) = 0.02.
  for (const method of ["plain", "antithetic", "control", "latin"]) {
    expect(metrics[`slope.${method}`]).toBeGreaterThan(-0.75);
    expect(metrics[`slope.${method}`]).toBeLessThan(-0.4);
  }
  expect(metrics["slope.sobol"]).toBeLessThan(-1.25);
  expect(metrics["slope.sobol"]).toBeGreaterThan(-1.9);
  expect(metrics["slope.stratified"]).toBeLessThan(-0.7);
});

test("gains are those of theory", () => {
  const replicates = thorough ? 1000 : 200;
  // A ratio of two variances of so many repeats, on a logarithmic scale: standard deviation √(2/R + 2/R).
  const near = (gain: number, theory: number) =>
    expect(Math.abs(Math.log(gain / theory))).toBeLessThan(4 * Math.sqrt(4 / replicates));
  // f = x³ over (0, 1).
  const own = {
    problem: "own",
    integrand: "x^3",
    dimension: 1,
    log2Points: 11,
    replicates,
    measure: "mean",
    controls: "linear",
  };
  const { metrics } = run(own, 5, ["study.plain", "study.antithetic", "study.control"]);
  const variance = 1 / 7 - 1 / 16;
  // Pairs: ∫x³(1 − x)³ = 1/140.
  const pairs = variance + (1 / 140 - 1 / 16);
  near(metrics["gain.antithetic"], variance / pairs);
  // Cov(x³, x) = 1/5 − 1/8, Var x = 1/12.
  near(metrics["gain.control"], variance / (variance - 12 * (1 / 5 - 1 / 8) ** 2));
});

test("every method is unbiased: the mean of its repeats is within its error of the exact value", () => {
  const { fold, metrics } = run({ problem: "corner-peak", dimension: 4, log2Points: 11, replicates: 100 }, 9, [
    "truth",
    "study",
  ]);
  for (const method of METHODS) {
    const { values, shape } = fold.records(`study.${method}`, "estimates") ?? expect.fail();
    for (const k of [3, shape[1] - 1]) {
      const own = Array.from({ length: shape[0] }, (_, r) => Number(values[r * shape[1] + k]));
      const mean = own.reduce((sum, value) => sum + value / own.length, 0);
      const error = Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (own.length - 1) / own.length);
      // Coefficients from the same points bias control variates by order 1/n: at 128 points below the error of 100 repeats.
      expect(Math.abs(mean - metrics.exact)).toBeLessThan(4.5 * error);
    }
  }
});

test("what has an infinite variance, or no integral, is found out; what is bounded is not accused", () => {
  const tail = (integrand: string, extra: object = {}) =>
    run({ problem: "own", integrand, dimension: 1, log2Points: 14, ...extra }, 2, ["course.plain"]).metrics.tailIndex;
  // Hill's estimate from 256 values is off by 1/16 of itself.
  expect(Math.abs((tail("1 / x") ?? 0) - 1)).toBeLessThan(4 / 16);
  expect(Math.abs((tail("1 / sqrt(x)") ?? 0) - 2)).toBeLessThan(8 / 16);
  expect(tail("exp(x)") ?? Number.POSITIVE_INFINITY).toBeGreaterThan(10);
  expect(tail("floor(2 * x)")).toBeUndefined();
});

test.each([
  [{ integrand: "exp(-x^2" }, "params.integrand", "density-not-closed", 4],
  [{ integrand: "x + w" }, "params.integrand", "integrand-name", 5],
  [{ integrand: "exp(radius * x)" }, "params.integrand", "integrand-name", 5],
  [{ integrand: "radios = x^2\nexp(-radius)" }, "params.integrand", "density-misspelt-name", 6],
  [{ integrand: "x + x3" }, "params.integrand", "integrand-dimension", 5],
  [{ integrand: "r = x^2 + z\nexp(-r)" }, "params.integrand", "integrand-dimension", 11],
  [{ integrand: "x + X" }, "params.integrand", "density-integrand-of-vector", 3],
  [{ integrand: "x ~ normal(0, 1)" }, "params.integrand", "density-no-value", 17],
  [{ integrand: "" }, "params.integrand", "density-no-value", 1],
  [{ integrand: "log(x - 2)" }, "params.integrand", "integrand-undefined", undefined],
  [{ integrand: "1 / floor(x)" }, "params.integrand", "integrand-infinite", undefined],
  [{ lower: 2, upper: 2 }, "params.upper", "empty-range", undefined],
  [{ problem: "queue", dimension: 3 }, "params.dimension", "odd-queue", undefined],
  [{ problem: "ball", controls: "geometric" }, "params.controls", "no-geometric-control", undefined],
] as const)("%o is refused, and why", (given, path, code, at) => {
  const params = parseParams(integration.params, { problem: "own", ...given });
  let error: ExperimentError | undefined;
  try {
    integration.check?.(params, null);
  } catch (thrown) {
    error = thrown as ExperimentError;
  }
  expect(error).toMatchObject({ path, code });
  if (at !== undefined) expect(error?.values.column).toBe(at);
});

test("what a run is expected to cost grows with what the integrand costs", () => {
  const own = (integrand: string) =>
    integration.estimate({ ...presetExperiment(integration, "own").params, integrand } as never, null).multiplyAdds;
  const waves = Array.from({ length: 30 }, (_, k) => `sin(${k + 1} * x)`).join(" + ");
  // Thirty sines against one: of the cost of a point about twelve times as much.
  expect(own(waves) / own("sin(x)")).toBeGreaterThan(4);
  expect(own(waves) / own("sin(x)")).toBeLessThan(30);
  expect(own("pow(x * x + 1, 1.5)")).toBeGreaterThan(own("x * x + 1"));
});
