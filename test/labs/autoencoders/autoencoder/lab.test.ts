import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { encodeSafetensors } from "../../../../shared/data/readers/safetensors/safetensors.ts";
import { split } from "../../../../shared/data/split.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Params } from "../../../../shared/experiment/fields.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { openAnswer } from "../../../../shared/labs/autoencoders/autoencoder/answer.ts";
import { autoencoder } from "../../../../shared/labs/autoencoders/autoencoder/lab.ts";
import { samplesOf } from "../../../../shared/labs/autoencoders/samples.ts";
import type { Context, Device, Task } from "../../../../shared/labs/lab.ts";
import { stoppedOf } from "../../../../shared/labs/stopped.ts";
import { svd } from "../../../../shared/linalg/index.ts";
import { parseQuantNet } from "../../../../shared/quant/index.ts";
import { foldIn, normal } from "../../../../shared/random/index.ts";
import { openNow } from "../../../open-now.ts";
import { readFiles } from "../../../own-files.ts";
import { runLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

await autoencoder.ready?.();

/** Rows near a plane of `rank` dimensions in `columns`, with a little noise; values within 0…1. */
function planted(rows: number, columns: number, rank: number): Table {
  const values = Float32Array.from({ length: rows * columns }, (_, at) => {
    const [r, c] = [Math.floor(at / columns), at % columns];
    let sum = 0.5 + 0.01 * normal(foldIn([3, r], c), 0);
    for (let k = 0; k < rank; k++)
      sum += (0.08 / (k + 1)) * normal(foldIn([1, r], k), 0) * normal(foldIn([2, c], k), 0);
    return Math.min(1, Math.max(0, sum));
  });
  return { rows, columns, values };
}

const params = (change: Record<string, unknown>) => ({ ...defaults(autoencoder.params), ...change }) as never;
const tasksOf = (change: Record<string, unknown>, data: Table) => autoencoder.plan(params(change), data, [5, 6]);
function open(
  task: Task,
  data: Table,
  inputs: Record<string, Arrays> = {},
  checkpoint?: Arrays,
  device: Device = "wasm",
) {
  return openNow(autoencoder, task, { device, wasm: fresh, data, inputs }, checkpoint);
}
function run(change: Record<string, unknown>, data: Table) {
  const { fold: whole, metrics } = runLab(autoencoder, data, change, { key: [5, 6] });
  return { whole, metrics };
}

test("a linear autoencoder reaches the error of PCA within 1 %", () => {
  // Columns of a table without pictures are standardised, for the net and for PCA alike.
  const data = planted(600, 12, 3);
  const { metrics } = run(
    { hidden: [3], activation: "linear", loss: "mse", epochs: 500, learningRate: 0.003, batch: 64 },
    data,
  );
  expect(metrics.testMse / metrics.pcaTestMse).toBeLessThan(1.01);
  expect(metrics.testMse / metrics.pcaTestMse).toBeGreaterThan(0.99);
});

test.each(["wasm", "scalar"] as const)("training that diverges finishes with its best weights: %s", (device) => {
  const data = planted(200, 12, 3);
  const change = { hidden: [8], activation: "linear", loss: "mse", optimizer: "sgd", learningRate: 10, epochs: 50 };
  const { fold, metrics } = runLab(autoencoder, data, change, { key: [5, 6], device });
  // Steps are counted from 1 where people read them.
  expect(stoppedOf(fold.output("train"))).toEqual({ step: metrics.stoppedAt - 1, why: "diverged" });
  expect(metrics.stoppedAt).toBeGreaterThan(1);
  for (const { values } of Object.values(autoencoder.weights?.(fold) ?? {}))
    for (const value of values) expect(Math.abs(value)).toBeLessThan(1e3);
  expect(metrics.testMse).toBeLessThan(100);
});

test("the error of PCA is that of the singular value decomposition", () => {
  const data = { ...planted(200, 9, 4), image: { width: 3, height: 3, channels: 1 } } as Table;
  const { train, test: held } = split(data, 0.1);
  const tasks = tasksOf({ hidden: [2], loss: "mse" }, data);
  for (const device of ["wasm", "scalar"] as const) {
    const done = (id: string, inputs: Record<string, Arrays> = {}) => {
      const task = tasks.find((one) => one.id === id) as Task;
      const process = open(task, data, inputs, undefined, device);
      process.advance(task.steps);
      return process.output();
    };
    const { testMse } = done("pca", { moments: done("moments") });
    const mean = Array.from(
      { length: 9 },
      (_, c) => train.reduce((sum, r) => sum + data.values[9 * r + c], 0) / train.length,
    );
    const centred = Float64Array.from(train).length;
    const x = Float64Array.from(
      { length: centred * 9 },
      (_, at) => data.values[9 * train[Math.floor(at / 9)] + (at % 9)] - mean[at % 9],
    );
    const { right } = svd(x, centred, 9);
    let error = 0;
    for (const row of held) {
      const y = mean.map((m, c) => data.values[9 * row + c] - m);
      error += y.reduce((sum, value) => sum + value * value, 0);
      for (let k = 0; k < 2; k++) error -= y.reduce((sum, value, c) => sum + value * right[9 * k + c], 0) ** 2;
    }
    expect(testMse.values[0]).toBeCloseTo(error / (held.length * 9), 10);
  }
});

test.each(["train", "moments", "codes", "probe"])(
  "%s does not depend on how it is cut, nor on being resumed elsewhere",
  (id) => {
    const labels = Int32Array.from({ length: 350 }, (_, r) => r % 3);
    const data = { ...planted(350, 12, 3), labels };
    const change = { hidden: [4], epochs: 4, batch: 32 };
    const tasks = tasksOf(change, data);
    const task = tasks.find((one) => one.id === id) ?? tasks[0];
    const done = run(change, data).whole;
    const inputs = Object.fromEntries((task.after ?? []).map((name) => [name, done.output(name) ?? {}]));
    const whole = open(task, data, inputs);
    const records = whole.advance(task.steps);
    const cut = Math.floor(task.steps / 2);
    expect(cut).toBeGreaterThan(0);
    const first = open(task, data, inputs);
    const start = first.advance(cut);
    const second = open(task, data, inputs, first.checkpoint());
    second.snapshot();
    // The first goes on meanwhile: a checkpoint shares nothing with it.
    first.advance(1);
    const rest: Record<string, number[]> = {};
    while (second.step < task.steps)
      for (const [name, { values }] of Object.entries(second.advance(1)))
        rest[name] = [...(rest[name] ?? []), ...values];
    expect(second.output()).toEqual(whole.output());
    for (const name of Object.keys(records))
      expect([...start[name].values, ...rest[name]]).toEqual([...records[name].values]);
  },
);

describe("questions to a trained net", () => {
  const data = planted(120, 16, 3);
  const { whole, metrics } = run({ hidden: [8, 6], epochs: 60, batch: 16 }, data);
  const held = Float32Array.from(
    [...split({ rows: 120 }, 0.1).test].flatMap((r) => [...data.values.slice(16 * r, 16 * r + 16)]),
  );
  const rows = { shape: [12, 16], values: held };
  const ask = (kind: string, given: Arrays, device: Device = "wasm") => {
    const task: Task = {
      id: "ask",
      kind,
      key: [0, 0],
      steps: 1,
      params: { ...(params({ hidden: [8, 6] }) as Params), columns: 16 },
    };
    const process = open(task, data, { given }, undefined, device);
    process.advance(1);
    return process.output().rows;
  };
  const forms: [string, Arrays, number][] = [
    ["float32", whole.output("train") ?? {}, metrics.testMse],
    ["int8", { file: whole.output("quantise")?.file ?? rows }, metrics.quantizedTestMse],
  ];
  test.each(forms)(
    "in %s, what is encoded and decoded is the reconstruction, with the error that was measured",
    (_, net, mse) => {
      const back = ask("reconstruct", { ...net, rows });
      const codes = ask("encode", { ...net, rows });
      expect(codes.shape).toEqual([12, 6]);
      expect(ask("decode", { ...net, rows: codes })).toEqual(back);
      expect(ask("reconstruct", { ...net, rows }, "scalar")).toEqual(back);
      const squares = held.map((x, i) => (back.values[i] - x) ** 2);
      expect(squares.reduce((sum, x) => sum + x, 0) / held.length).toBeCloseTo(mse, 8);
    },
  );
});

describe("the question of the home page", () => {
  const width = 5;
  const columns = 12;
  const values = (length: number, stream: number) => Float32Array.from({ length }, (_, i) => normal([9, stream], i));
  const given = {
    "layer1.weights": { shape: [width, columns], values: values(width * columns, 1) },
    "layer1.bias": { shape: [columns], values: values(columns, 2) },
    rows: { shape: [3, width], values: values(3 * width, 3) },
  };
  const question = (change: object, kind = "decode"): Task => ({
    ...{ id: "ask", kind, key: [0, 0], steps: 1 },
    params: { ...(params({ hidden: [width], ...change }) as Params), columns },
  });
  const context: Context = { device: "wasm", wasm: fresh, data: null, inputs: { given } };
  test.each(["mse", "cross-entropy"])("is answered by little code with the bits of the lab: %s", (loss) => {
    const little = openNow(
      { open: (task, own) => openAnswer(task, own) ?? expect.fail() },
      question({ loss }),
      context,
    );
    const whole = openNow(autoencoder, question({ loss }), context);
    for (const process of [little, whole]) process.advance(1);
    expect(little.output()).toEqual(whole.output());
  });
  test("others take the whole lab", () => {
    expect(openAnswer(question({}, "encode"), context)).toBeNull();
    expect(openAnswer(question({ hidden: [8, width] }), context)).toBeNull();
    expect(openAnswer(question({ architecture: "convolutional" }), context)).toBeNull();
    expect(openAnswer(question({}), { ...context, device: "scalar" })).toBeNull();
  });
});

test("a run ends with a quantised model that can be read", () => {
  const { whole, metrics } = run({ hidden: [6], epochs: 40, batch: 16 }, planted(120, 16, 3));
  const model = parseQuantNet(autoencoder.model?.(whole) ?? new Uint8Array());
  expect(model.layers.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
    [16, 6],
    [6, 16],
  ]);
  expect(metrics.quantizedTestMse).toBeLessThan(metrics.testMse + 0.001);
});

test("weights that were trained before come in as a file beside the samples, and training goes on from them", async () => {
  const rows = planted(60, 12, 3);
  const csv = Array.from({ length: 60 }, (_, r) =>
    Array.from(rows.values.subarray(12 * r, 12 * r + 12)).join(","),
  ).join("\n");
  const samples = { name: "samples.csv", bytes: new TextEncoder().encode(csv) };
  const change = { hidden: [4], epochs: 5, batch: 16 };
  const { table } = await readFiles([samples]);
  const before = run(change, table).whole;
  const weights = encodeSafetensors(autoencoder.weights?.(before) ?? {});
  const { table: both, data } = await readFiles([{ name: "weights.safetensors", bytes: weights }, samples]);
  expect(data.files.map(({ format }) => format)).toEqual(["csv", "safetensors"]);
  const [task] = tasksOf(change, both);
  const { "layer0.weights": first } = open(task, both).snapshot();
  expect(first).toEqual(before.output("train")?.["layer0.weights"]);
  const loss = (data: Table) => open(task, data).advance(1).loss.values[0];
  expect(loss(both)).toBeLessThan(loss(table));
  // Another net's weights are refused.
  expect(() => autoencoder.check?.(params({ hidden: [5] }), both)).toThrow(/layer0.weights is 12 × 4 \(must be 12 × 5/);
  // And no layers would make them fit data of another width.
  const { weights: own } = both;
  expect(() =>
    autoencoder.check?.(params({ hidden: [4] }), { ...planted(40, 3, 2), ...(own && { weights: own }) }),
  ).toThrow(/net that takes 12 inputs, the data have 3 columns/);
});

describe("columns of numbers under the mean squared error", () => {
  const { rows, columns, values } = planted(40, 3, 2);
  const unit = [1, 100, 0.5];
  const table = { rows, columns, values: values.map((x, at) => x * unit[at % 3] + 7) as Float32Array };
  const samples = samplesOf(table, { loss: "mse", testFraction: 0.25 });
  const varianceOf = (of: ArrayLike<number>, c: number) => {
    const own = [...samples.train].map((row) => of[row * 3 + c]);
    const mean = own.reduce((sum, x) => sum + x, 0) / own.length;
    return { mean, variance: own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / own.length };
  };
  test("are centred, and count as much as they vary", () => {
    const found = [0, 1, 2].map((c) => varianceOf(samples.values, c));
    const given = [0, 1, 2].map((c) => varianceOf(table.values, c).variance);
    // float32 keeps 2^-24 of a value of at most a few units.
    for (const { mean } of found) expect(Math.abs(mean)).toBeLessThan(1e-6);
    expect(found.reduce((sum, { variance }) => sum + variance, 0)).toBeCloseTo(3, 4);
    for (const c of [1, 2]) expect(found[c].variance / found[0].variance / (given[c] / given[0])).toBeCloseTo(1, 3);
  });
});

describe("data that the net cannot learn from is refused with its place", () => {
  const good = planted(40, 4, 2);
  const check =
    (data: Table, change: Record<string, unknown> = {}) =>
    () =>
      autoencoder.check?.(params({ hidden: [2], ...change }), data);
  const mask = new Uint8Array(160).fill(1);
  mask[9] = 0;
  test.each<[string, () => void, RegExp]>([
    ["a missing value", check({ ...good, mask, names: ["a", "b", "c", "d"] }), /row 3, column b/],
    [
      "values that are no probabilities",
      check({ ...good, values: good.values.map((x) => 2 * x) as Float32Array }),
      /must be from 0 to 1/,
    ],
    ["too few rows", check({ ...good, rows: 2, values: good.values.slice(0, 8) as Float32Array }), /rows: 2/],
  ])("%s", (_, attempt, message) => expect(attempt).toThrow(message));
  test("any number is fine under the mean squared error", () => {
    expect(check({ ...good, values: good.values.map((x) => 200 * x) as Float32Array }, { loss: "mse" })).not.toThrow();
  });
});
