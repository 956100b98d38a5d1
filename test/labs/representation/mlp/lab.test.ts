import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { points } from "../../../../shared/data/generators/points.ts";
import { encodeSafetensors } from "../../../../shared/data/readers/safetensors/safetensors.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { defaults, parseParams } from "../../../../shared/experiment/schema.ts";
import { scheduleOf } from "../../../../shared/labs/nets/rules.ts";
import { countOf, weightsIn } from "../../../../shared/labs/nets/weights.ts";
import { partsOf, samplesOf } from "../../../../shared/labs/representation/mlp/data.ts";
import { type MlpParams, mlpFields } from "../../../../shared/labs/representation/mlp/fields.ts";
import { mlp } from "../../../../shared/labs/representation/mlp/lab.ts";
import { gridPoints, halvedMaps } from "../../../../shared/labs/representation/mlp/plane.ts";
import { netQuestion } from "../../../../shared/labs/representation/mlp/question.ts";
import { weightCount } from "../../../../shared/labs/representation/mlp/size.ts";
import { stoppedOf } from "../../../../shared/labs/stopped.ts";
import { foldIn, normal } from "../../../../shared/random/index.ts";
import { openNow } from "../../../open-now.ts";
import { runLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

await mlp.ready?.();

const of = (params: Record<string, unknown>): Table =>
  points.generate([1, 1], parseParams(points.params, params) as never);
const paramsOf = (change: Record<string, unknown>) => ({ ...(defaults(mlpFields) as MlpParams), ...change });
const train = { learningRate: 0.03, epochs: 60 };

describe("what is known to need hidden layers", () => {
  const xor = of({ shape: "xor", count: 400, noise: 0.02 });

  test("XOR is learnt with one, and not by a line", () => {
    expect(runLab(mlp, xor, { ...train, hidden: [6] }).metrics.accuracy).toBeGreaterThanOrEqual(0.97);
    // At most three of four quadrants lie on the right sides of a line.
    expect(runLab(mlp, xor, { ...train, hidden: [] }).metrics.accuracy).toBeLessThan(0.78);
  });

  test("XOR is linear in the product, circles in the squares", () => {
    expect(runLab(mlp, xor, { ...train, hidden: [], product: true }).metrics.accuracy).toBeGreaterThanOrEqual(0.97);
    const circles = of({ shape: "circles", count: 400, noise: 0.03 });
    expect(runLab(mlp, circles, { ...train, hidden: [], squares: true }).metrics.accuracy).toBeGreaterThanOrEqual(0.97);
  });

  test("spirals are learnt", () => {
    const spirals = of({ shape: "spirals", count: 500, noise: 0.02 });
    const { metrics } = runLab(mlp, spirals, { hidden: [12, 12, 8], learningRate: 0.01, epochs: 250 });
    expect(metrics.accuracy).toBeGreaterThan(0.97);
  });
});

/** Columns x1, x2, x3 with given coefficients and noise, then y. */
function linearTable(rows: number): Table {
  const values = new Float64Array(rows * 4);
  for (let n = 0; n < rows; n++) {
    const x = [0, 1, 2].map((c) => normal(foldIn([3, n], c), 0) * [1, 10, 0.1][c] + c);
    values.set([...x, 2 * x[0] - 0.3 * x[1] + 5 * x[2] + 0.2 * normal([4, n], 0) + 7], 4 * n);
  }
  return { rows, columns: 4, values, names: ["a", "b", "c", "y"] };
}

/** Solves A·x = b by Gaussian elimination with pivots. */
function solve(a: number[][], b: number[]): number[] {
  const n = b.length;
  const m = a.map((row, i) => [...row, b[i]]);
  for (let i = 0; i < n; i++) {
    const pivot = m.slice(i).reduce((best, row, k) => (Math.abs(row[i]) > Math.abs(m[best][i]) ? i + k : best), i);
    [m[i], m[pivot]] = [m[pivot], m[i]];
    for (let r = 0; r < n; r++) {
      if (r === i) continue;
      const f = m[r][i] / m[i][i];
      for (let c = i; c <= n; c++) m[r][c] -= f * m[i][c];
    }
  }
  return m.map((row, i) => row[n] / row[i]);
}

describe("without hidden layers", () => {
  const table = linearTable(200);

  test.each([0, 0.2])("a number is predicted as by ridge regression in closed form (λ = %s)", (l2) => {
    const change = { hidden: [], l2, epochs: 600, batch: 1024, learningRate: 0.05, schedule: "cosine" };
    const { fold } = runLab(mlp, table, change);
    const { train: rows } = partsOf(table, { testFraction: 0.25 });
    const { values, targets } = samplesOf(table, paramsOf({}));
    // Loss: mean (y − t)² + λ/2 Σw². Its minimum: (2/N XᵀX + λI) w = 2/N Xᵀt, of centred columns; the intercept is 0.
    const n = rows.length;
    const sum = (of: (row: number) => number) => rows.reduce((total, row) => total + of(row), 0);
    const a = [0, 1, 2].map((i) =>
      [0, 1, 2].map((j) => (2 / n) * sum((row) => values[3 * row + i] * values[3 * row + j]) + (i === j ? l2 : 0)),
    );
    const b = [0, 1, 2].map((i) => (2 / n) * sum((row) => values[3 * row + i] * targets[row]));
    const found = fold.output("train")?.["layer0.weights"].values ?? [];
    // Adam's last steps are as small as the cosine makes them; float32 keeps 2^-24 of numbers near 1.
    for (const [i, w] of solve(a, b).entries()) expect(Math.abs(found[i] - w)).toBeLessThan(2e-4);
    expect(Math.abs(fold.output("train")?.["layer0.bias"].values[0] ?? 1)).toBeLessThan(2e-4);
  });

  test("classes have the odds of logistic regression: its likelihood equations hold", () => {
    const values = Float64Array.from({ length: 600 }, (_, at) => normal([5, at], 0));
    const labels = Int32Array.from({ length: 300 }, (_, n) =>
      values[2 * n] - 0.5 * values[2 * n + 1] + 1.5 * normal([6, n], 0) > 0.3 ? 1 : 0,
    );
    const data: Table = { rows: 300, columns: 2, values, labels, classes: ["no", "yes"] };
    const change = { hidden: [], epochs: 600, batch: 1024, learningRate: 0.05, schedule: "cosine" };
    const { fold } = runLab(mlp, data, change);
    const { train: rows } = partsOf(data, { testFraction: 0.25 });
    const { values: x } = samplesOf(data, paramsOf({}));
    const w = fold.output("train")?.["layer0.weights"].values ?? new Float64Array();
    const b = fold.output("train")?.["layer0.bias"].values ?? new Float64Array();
    const score = [0, 0, 0];
    for (const row of rows) {
      const z = (x[2 * row] * (w[1] - w[0]) + x[2 * row + 1] * (w[3] - w[2]) + b[1] - b[0]) as number;
      const residual = 1 / (1 + Math.exp(-z)) - labels[row];
      for (const [i, one] of [x[2 * row], x[2 * row + 1], 1].entries()) score[i] += (residual * one) / rows.length;
    }
    // At the maximum of the likelihood Σ (p − y) x = 0; curvatures are about 0.2, so weights are within 1e-3.
    for (const one of score) expect(Math.abs(one)).toBeLessThan(2e-4);
  });
});

describe("rows are parted", () => {
  test("by class, so that alternating classes are held out alike", () => {
    const labels = Int32Array.from({ length: 40 }, (_, n) => n % 2);
    const { train: kept, test: held } = partsOf({ rows: 40, labels }, { testFraction: 0.25 });
    expect([...held].filter((row) => labels[row] === 0)).toHaveLength(5);
    expect([...held].filter((row) => labels[row] === 1)).toHaveLength(5);
    expect([...kept, ...held].sort((a, b) => a - b)).toEqual([...labels.keys()]);
  });

  test("inputs are standardised by the training rows alone", () => {
    const table = linearTable(100);
    const { values, inputs, train: rows, scale } = samplesOf(table, paramsOf({}));
    expect(inputs).toBe(3);
    for (let c = 0; c < 3; c++) {
      const own = [...rows].map((row) => values[3 * row + c]);
      const mean = own.reduce((sum, x) => sum + x, 0) / own.length;
      expect(Math.abs(mean)).toBeLessThan(1e-6);
      expect(own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / own.length).toBeCloseTo(1, 5);
      expect(scale.deviation[c]).toBeGreaterThan(0);
    }
  });
});

describe("questions of views", () => {
  const moons = of({ shape: "moons", count: 200 });
  const change = { hidden: [5, 3], epochs: 20 };
  const { fold } = runLab(mlp, moons, change);
  const ask = (given: Arrays, halved = false) => {
    const { task } = netQuestion(paramsOf(change) as MlpParams, { outputs: 2, classes: true }, given, halved);
    const params = task.params as never;
    const process = openNow(
      mlp,
      { ...task, params, id: "ask", key: [0, 0] },
      { device: "wasm", wasm: fresh, data: null, inputs: { given } },
    );
    process.advance(1);
    return process.output();
  };
  const { inputScale, predicted } = fold.output("evaluate") ?? {};
  const net = weightsIn(fold.output("train"));

  test("answer with the classes that the evaluation found", () => {
    const rows = { shape: [200, 2], values: moons.values };
    const { output, units0, units1 } = ask({ ...net, ...(inputScale && { inputScale }), rows });
    expect([units0.shape, units1.shape]).toEqual([
      [200, 5],
      [200, 3],
    ]);
    for (let n = 0; n < 200; n++) {
      expect(output.values[2 * n] + output.values[2 * n + 1]).toBeCloseTo(1, 6);
      expect(Number(output.values[2 * n + 1] > output.values[2 * n])).toBe(predicted?.values[n]);
    }
  });

  test("give the maps that training sends while it goes on", () => {
    const snapshot = openNow(mlp, mlp.plan(paramsOf(change) as never, moons, [5, 6])[0], {
      device: "wasm",
      wasm: fresh,
      data: moons,
      inputs: {},
    }).snapshot();
    expect(snapshot.surface.shape).toEqual([3600, 2]);
    expect(snapshot.units0.shape).toEqual([900, 5]);
    expect(snapshot.predicted.shape).toEqual([200]);
  });

  test("over a grid, whose units are thinned out", () => {
    const bounds = { x: [-1, 1], y: [-1, 1] } as const;
    const grid = gridPoints(bounds, 4);
    expect([...grid.subarray(0, 4)]).toEqual([-0.75, 0.75, -0.25, 0.75]);
    const rows = { shape: [16, 2], values: grid };
    const whole = ask({ ...net, ...(inputScale && { inputScale }), rows });
    const half = ask({ ...net, ...(inputScale && { inputScale }), rows }, true);
    expect(half.output).toEqual(whole.output);
    expect([...half.units0.values]).toEqual([...halvedMaps(whole.units0.values, 4, 5, 12).values]);
    expect([...half.units0.values.subarray(5, 10)]).toEqual([...whole.units0.values.subarray(10, 15)]);
  });
});

test("schedules of the rate", () => {
  const at = (schedule: string) => scheduleOf(paramsOf({ schedule, epochs: 10 }) as MlpParams, 4);
  expect(at("constant")).toBeUndefined();
  const [cosine, step] = [at("cosine"), at("step")];
  expect([1, 20, 40].map((t) => cosine?.(t).toFixed(4))).toEqual(["0.9985", "0.5000", "0.0000"]);
  expect([20, 21, 30, 31, 40].map((t) => step?.(t))).toEqual([1, 0.1, 0.1, 0.01, 0.01]);
});

test("training stops by itself, and says so", () => {
  const xor = of({ shape: "xor", count: 400, noise: 0.02 });
  const target = runLab(mlp, xor, { ...train, hidden: [6], stop: "target", target: 0.95 }).metrics;
  expect(target.stoppedAt).toBeLessThan(60 * 10);
});

test.each(["wasm", "scalar"] as const)("training that diverges finishes with its best weights: %s", (device) => {
  const change = { hidden: [8], activation: "relu", optimizer: "sgd", learningRate: 10, epochs: 60 };
  const { fold, metrics } = runLab(mlp, linearTable(100), change, { device });
  expect(stoppedOf(fold.output("train"))).toEqual({ step: metrics.stoppedAt - 1, why: "diverged" });
  for (const { values } of Object.values(weightsIn(fold.output("train"))))
    for (const w of values) expect(Math.abs(w)).toBeLessThan(1e3);
  expect(metrics.testLoss).toBeLessThan(100);
});

test("nets that are too large together are refused before the run, and one counts what it is", () => {
  const digits = {
    rows: 40,
    columns: 784,
    values: new Uint8Array(40 * 784),
    image: { width: 28, height: 28, channels: 1 },
  };
  const labels = Int32Array.from({ length: 40 }, (_, n) => n % 10);
  const table = { ...digits, labels, classes: [..."0123456789"] } as Table;
  const params = paramsOf({ hidden: [512, 512], folds: 4, members: 20, batch: 1024 });
  expect(() => mlp.check?.(params as never, table)).not.toThrow();
  const refused = () => mlp.check?.(paramsOf({ hidden: [512, 512], folds: 20, members: 20 }) as never, table);
  expect(refused).toThrow(/weights of 400 nets: 267\d{6} \(must be at most 100000000/);
  const { fold } = runLab(mlp, table, { hidden: [5, 4], normalisation: "layer", epochs: 1 });
  const own = countOf(weightsIn(fold.output("train")));
  expect(weightCount({ hidden: [5, 4], normalisation: "layer" }, { inputs: 784, outputs: 10, classes: true })).toBe(
    own,
  );
  // A net of 784 × 512 × 10 weights, and a minibatch that is all rows: a few megabytes.
  const { bytes } = mlp.estimate(paramsOf({ hidden: [512], batch: 1024 }) as never, table);
  expect(bytes).toBeGreaterThan(4 * 5 * 784 * 512);
  expect(bytes).toBeLessThan(2e7);
});

test("weights that were trained before are where training begins; those of another net are refused", () => {
  const xor = of({ shape: "xor", count: 200, noise: 0.02 });
  const change = { hidden: [4], epochs: 5 };
  const before = runLab(mlp, xor, change).fold;
  const weights = mlp.weights?.(before) ?? {};
  expect(Object.keys(weights)).toEqual(["layer0.weights", "layer0.bias", "layer1.weights", "layer1.bias"]);
  expect(encodeSafetensors(weights).length).toBeGreaterThan(0);
  const [task] = mlp.plan(paramsOf(change) as never, { ...xor, weights }, [5, 6]);
  const open = (data: Table) => openNow(mlp, task, { device: "wasm", wasm: fresh, data, inputs: {} });
  expect(open({ ...xor, weights }).snapshot()["layer0.weights"]).toEqual(weights["layer0.weights"]);
  const refused = () => mlp.check?.(paramsOf({ hidden: [5] }) as never, { ...xor, weights });
  expect(refused).toThrow(/layer0.weights is 2 × 4 \(must be 2 × 5/);
});

describe("data that the net cannot learn from is refused with its cure", () => {
  const table = linearTable(20);
  const check =
    (data: Table, change: Record<string, unknown> = {}) =>
    () =>
      mlp.check?.(paramsOf(change) as never, data);
  const pictures: Table = {
    rows: 9,
    columns: 4,
    values: new Uint8Array(36),
    image: { width: 2, height: 2, channels: 1 },
  };
  test.each<[string, () => void, RegExp]>([
    ["pictures without classes", check(pictures), /add the file of their labels/],
    ["one column", check({ rows: 9, columns: 1, values: new Float64Array(9) }), /columns: 1/],
    ["one class", check({ ...table, labels: new Int32Array(20), classes: ["a"] }), /classes: 1/],
    ["a target accuracy of a number", check(table, { stop: "target" }), /must be none or patience/],
    ["derived inputs of three columns", check(table, { squares: true }), /must be 2/],
    [
      "nothing left to test",
      check({ ...table, rows: 3, values: table.values.slice(0, 12) }, { testFraction: 0.1 }),
      /held-out data/,
    ],
  ])("%s", (_, attempt, message) => expect(attempt).toThrow(message));
});
