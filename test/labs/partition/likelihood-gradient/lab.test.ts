import { describe, expect, test } from "vitest";
import type { Table } from "../../../../shared/data/table.ts";
import type { Params } from "../../../../shared/experiment/fields.ts";
import { likelihoodGradient } from "../../../../shared/labs/partition/likelihood-gradient/lab.ts";
import { CELLS, mapQuestion } from "../../../../shared/labs/partition/likelihood-gradient/questions.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { askLab, runLab } from "../../../run.ts";

await likelihoodGradient.ready?.();

const run = (params: Params, seed = 2, data: Table | null = null) =>
  runLab(likelihoodGradient, data, params.model === undefined ? { repeats: 2, ...params } : params, {
    key: keyOfSeed(seed),
  });

const table = (count: number, columns: number, value: (n: number, i: number) => number): Table => ({
  rows: count,
  columns,
  values: Float64Array.from({ length: count * columns }, (_, at) => value(Math.floor(at / columns), at % columns)),
});

describe("misspecified data", () => {
  const { metrics, fold } = run({ misspecification: 1, batch: 1000, steps: 2500, learningRate: 0.4 }, 6);
  const theta = (task: string, name: string) => Float64Array.from(fold.output(task)?.[name].values ?? []);
  const apart = (a: Float64Array, b: Float64Array) => Math.hypot(...b.map((value, i) => a[i] - value));

  test("SML comes to maximum likelihood, CD-1 to a point of its own", () => {
    const exact = theta("fixed", "theta.exact");
    // A step of rate r with B chains leaves each of 15 parameters about √(r / 2B) off: here r is 0.06, together 0.02.
    expect(metrics["distance.sml"]).toBeLessThan(0.08);
    expect(metrics["bias.cd"]).toBeGreaterThan(0.2);
    expect(apart(theta("learn.cd", "theta"), theta("fixed", "theta.cd"))).toBeLessThan(0.08);
    expect(apart(theta("learn.cd", "theta"), exact)).toBeGreaterThan(0.2);
  });

  test("the others come to their own fixed points, and none is nearer to the data than maximum likelihood", () => {
    for (const method of ["exact", "pseudo", "nce"])
      expect(apart(theta(`learn.${method}`, "theta"), theta("fixed", `theta.${method}`))).toBeLessThan(0.1);
    for (const method of ["cd", "pseudo", "nce"])
      expect(metrics[`klFixed.${method}`]).toBeGreaterThan(metrics["klFixed.exact"]);
  });

  test("ratio matching goes on to infinity on these data, and has no point", () => {
    expect(metrics["klToData.ratio"]).toBeGreaterThan(metrics["klFixed.exact"]);
    expect(metrics["klFixed.ratio"]).toBeUndefined();
  });

  test("more sweeps and more noise come nearer to maximum likelihood", () => {
    for (const name of ["sweeps", "ratios"]) {
      const kl = theta("fixed", name);
      expect([...kl].sort((a, b) => b - a)).toEqual([...kl]);
      expect(kl[kl.length - 1] - metrics["klFixed.exact"]).toBeLessThan(1e-3);
    }
  });
});

test("well specified data: all methods rest at one point, the truth, and log Z is learnt", () => {
  const { metrics } = run({ misspecification: 0, steps: 800, batch: 300 }, 3);
  for (const method of ["exact", "cd", "pseudo", "ratio", "nce"]) {
    expect(metrics[`bias.${method}`]).toBeLessThan(1e-6);
    expect(Math.abs(metrics[`klFixed.${method}`])).toBeLessThan(1e-12);
  }
  // Its value jumps by about the rate of the last steps, 0.07, over the root of 1200 draws of noise.
  expect(metrics.logZError).toBeLessThan(0.02);
});

test("few data: with 3000 the study's KL of maximum likelihood is near m/(2N), and no consistent method is far better", () => {
  const { fold } = run({ misspecification: 0, steps: 20, repeats: 40, units: 4 }, 4);
  const record = fold.records("study", "klTruth");
  const [rows, methods, amounts] = record?.shape ?? [];
  const mean = (method: number) =>
    Array.from({ length: rows }, (_, r) =>
      Number(record?.values[(r * methods + method) * amounts + amounts - 1]),
    ).reduce((sum, value) => sum + value / rows, 0);
  const theory = 10 / (2 * 3000);
  // A chi-square of 10 degrees over 40 samples: five standard errors are 0.35 of the mean.
  expect(Math.abs(mean(0) - theory)).toBeLessThan(0.35 * theory);
  for (const method of [1, 2, 3]) expect(mean(method)).toBeGreaterThan(0.8 * theory);
});

test("a Gaussian of all pairs: score matching is maximum likelihood on data that are none", () => {
  const { metrics } = run({ model: "gaussian", units: 3, misspecification: 1, steps: 50, learningRate: 0.05 });
  for (const method of ["score", "pseudo", "cd"]) expect(metrics[`bias.${method}`]).toBeLessThan(1e-6);
  const ring = run({
    model: "gaussian",
    units: 4,
    pairs: "neighbours",
    misspecification: 1,
    steps: 50,
    learningRate: 0.05,
  });
  expect(ring.metrics["bias.score"]).toBeGreaterThan(0.01);
  expect(ring.metrics["klToData.ratio"]).toBeUndefined();
});

test("a restricted machine learns, and its fixed points are solved", () => {
  const { metrics, fold } = run({ model: "rbm", units: 4, hidden: 2, decay: 0.004, learningRate: 0.5, steps: 600 }, 6);
  for (const method of ["exact", "cd", "pseudo", "nce"])
    expect(Number(fold.output("fixed")?.[`residual.${method}`].values[0])).toBeLessThan(1e-6);
  expect(metrics["klToData.exact"]).toBeLessThan(metrics["klToData.cd"] + 0.05);
  expect(fold.tasks.some(({ kind }) => kind === "study")).toBe(false);
});

describe("own data", () => {
  test("a table of zeros and ones, and one of numbers", () => {
    const bits = table(60, 3, (n, i) => ((n * (i + 3)) % 7 > 2 ? 1 : 0));
    expect(run({ steps: 100, decay: 0.01 }, 1, bits).metrics["klToData.exact"]).toBeGreaterThan(0);
    const numbers = table(50, 3, (n, i) => 1000 * Math.sin(n * (i + 1.3)) + (i === 2 ? n : 0));
    const { metrics } = run({ model: "gaussian", steps: 400, learningRate: 0.1 }, 1, numbers);
    expect(metrics["klToData.exact"]).toBeLessThan(0.05);
  });

  test.each([
    ["gradient-not-binary", table(9, 3, (n, i) => n + i), {}],
    ["gradient-constant-column", table(9, 3, (n, i) => (i === 1 ? 1 : n % 2)), {}],
    ["gradient-constant-column", table(9, 3, (n, i) => (i === 1 ? 7 : n * n)), { model: "gaussian" }],
    ["gradient-one-column", table(9, 1, (n) => n % 2), {}],
    ["too-many-columns", table(40, 11, (n, i) => (n >> (i % 4)) & 1), {}],
    ["gradient-singular", table(9, 3, (n, i) => (i === 2 ? n * n + n : n ** (i + 1))), { model: "gaussian" }],
    ["gradient-singular", table(3, 3, (n, i) => (n + 1) ** (i + 1)), { model: "gaussian" }],
  ] as const)("%s is refused", (code, data, params) => {
    expect(() => run(params, 1, data as Table)).toThrow(expect.objectContaining({ code, path: "data" }));
  });
});

test("the contours have their lowest place where maximum likelihood rests, with weight decay too", () => {
  const { fold, experiment } = run({ model: "rbm", units: 4, hidden: 2, decay: 0.004, steps: 20 }, 1);
  const { "theta.exact": exact, directions } = fold.output("fixed") ?? {};
  const side = [-0.5, 0.5] as const;
  const plane = {
    centre: Float64Array.from(exact.values),
    directions: Float64Array.from(directions.values),
    x: side,
    y: side,
  };
  const { task, given } = mapQuestion(fold, experiment.params as never, plane as never);
  const values = Float64Array.from(askLab(likelihoodGradient, null, task, given as never).values.values);
  const lowest = values.indexOf(Math.min(...values));
  // The middle is a corner of four cells.
  const fromMiddle = [lowest % CELLS, Math.floor(lowest / CELLS)].map((at) => Math.abs(at + 0.5 - CELLS / 2));
  expect(Math.max(...fromMiddle)).toBeLessThanOrEqual(1);
});
