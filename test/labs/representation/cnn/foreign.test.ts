/** Models on pictures that are not trained here: run by tensorflow.js as threads load it, and measured. */
import { expect, test } from "vitest";
import { openForeign } from "../../../../client/compute/foreign.ts";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import { openFold } from "../../../../shared/labs/fold.ts";
import type { Task } from "../../../../shared/labs/lab.ts";
import { partsOf } from "../../../../shared/labs/nets/pictures.ts";
import { cnn } from "../../../../shared/labs/representation/cnn/lab.ts";
import { failure } from "../../../shared/data/files.ts";
import { graphModel, node, placeholder } from "../../../shared/nets/tfjs/graphs.ts";
import { normals, valuesOf } from "../../../shared/nets/tfjs/models.ts";
import { keras, modelWith, tf } from "../../models.ts";

await cnn.ready?.();

const l = keras.layers;
const ROWS = 120;
const size = { height: 9, width: 8, channels: 1 } as const;
const AREA = 72;
const labels = Int32Array.from({ length: ROWS }, (_, row) => row % 3);
const pictures = {
  rows: ROWS,
  columns: AREA,
  values: normals(AREA * ROWS, 80).map((z) => 1 / (1 + z * z)),
  image: size,
  labels,
  classes: ["a", "b", "c"],
} as const satisfies Table;
const params = parseParams(cnn.params, { epochs: 1 });
const { test: heldOut } = partsOf(pictures, Number(params.testFraction));

const wasm = () => {
  throw new Error("no module of ours");
};

async function done(task: Task, data: Table, inputs: Readonly<Record<string, Arrays>>): Promise<Arrays> {
  const process = await cnn.open(task, { device: "wasm", wasm, data, inputs, openModel: openForeign });
  await process.advance(1);
  return process.output();
}

async function run(data: Table) {
  cnn.check?.(params, data);
  expect(cnn.estimate(params, data).wasm).toEqual(["tensorflow"]);
  const tasks = cnn.plan(params, data, [1, 2]);
  expect(tasks.map(({ id, after = [], wasm: needs }) => [id, after, needs])).toEqual([
    ["evaluate", [], ["tensorflow"]],
    ["robust", ["evaluate"], ["tensorflow"]],
  ]);
  const output = await done(tasks[0], data, {});
  const robust = await done(tasks[1], data, { evaluate: output });
  const fold = openFold(tasks);
  fold.add({ task: "evaluate", from: 0, to: 1, records: {}, output });
  fold.add({ task: "robust", from: 0, to: 1, records: {}, output: robust });
  const experiment: Experiment = { v: 1, lab: "cnn", seed: 1, data: null, params };
  return {
    output,
    robust,
    metrics: cnn.measure(fold, experiment, data),
    recording: cnn.recording?.(fold, experiment, data),
  };
}

/** What a view asks of the model. */
async function ask(kind: string, data: Table, output: Arrays, values: Float32Array, more = {}): Promise<Arrays> {
  const { height, width, channels: colours } = size;
  const own = { height, width, colours, classes: 3, ...more };
  const task: Task = { id: "ask", kind, key: [1, 2], steps: 1, params: own, wasm: ["tensorflow"] };
  return done(task, data, { given: { isShares: output.isShares, rows: { shape: [1, values.length], values } } });
}

/** Accuracy and confusion of what was found, counted here once more. */
function expectMeasured({ output, robust, metrics, recording }: Awaited<ReturnType<typeof run>>): void {
  const counts = new Array<number>(9).fill(0);
  for (const [n, row] of heldOut.entries()) counts[3 * labels[row] + Number(output.found.values[n])]++;
  expect([...output.confusion.values]).toEqual(counts);
  expect(Object.keys(metrics).sort()).toEqual(["accuracy", "accuracyNoisy", "accuracyShifted", "testLoss"]);
  // Without noise and without a shift they are the held-out pictures themselves.
  expect(robust.noise.values[0]).toBe(metrics.accuracy);
  expect(robust.shift.values[0]).toBe(metrics.accuracy);
  expect(metrics.accuracyNoisy).toBe(robust.noise.values[4]);
  expect(metrics.accuracy).toBe((counts[0] + counts[4] + counts[8]) / heldOut.length);
  expect(recording?.answers).toBeUndefined();
}

test("a net with a layer of its own: its classes are those of tensorflow.js", async () => {
  const stack = [
    l.conv2d({ filters: 4, kernelSize: 3, strides: 2, activation: "relu", inputShape: [9, 8, 1] }),
    l.globalAveragePooling2d({ name: "odd" }),
    l.dense({ units: 3, activation: "softmax" }),
  ];
  const { model, data } = await modelWith(stack, pictures);
  expect(cnn.notices?.(params, data)).toMatchObject([
    { code: "model-only-runs", values: { layer: "odd" } },
    { code: "model-takes-raw" },
  ]);
  const found = await run(data);
  const theirs = valuesOf(model.predict(tf.tensor4d(pictures.values, [ROWS, 9, 8, 1])) as never);
  for (const [n, row] of heldOut.entries())
    for (let k = 0; k < 3; k++)
      expect(Math.abs(Number(found.output.probabilities.values[3 * n + k]) - theirs[3 * row + k])).toBeLessThan(1e-6);
  expectMeasured(found);
});

/** What the model says of one picture, asked alone. */
function thirdsOf(picture: Float32Array): readonly number[] {
  const odds = [0, 1, 2].map((third) => {
    const own = picture.subarray(24 * third, 24 * (third + 1));
    return Math.exp(own.reduce((sum, value) => sum + value, 0) / 24);
  });
  const sum = odds[0] + odds[1] + odds[2];
  return odds.map((odd) => odd / sum);
}

/** Means of the three thirds of the picture's height, by a filter that is 1/24 everywhere: plain sums tell them. */
const filter = { shape: [3, 8, 1, 1], values: new Float32Array(24).fill(1 / 24) };
const reshaped = { shape: [2], values: Int32Array.of(-1, 3) };
const thirds = (shape: readonly number[]) => [
  placeholder("x", shape),
  node("Conv2D", "means", ["x", "filter"], {
    strides: { list: { i: ["1", "3", "1", "1"] } },
    padding: { s: btoa("VALID") },
    data_format: { s: btoa("NHWC") },
    dilations: { list: { i: ["1", "1", "1", "1"] } },
  }),
  node("Reshape", "flat", ["means", "reshaped"], { Tshape: { type: "DT_INT32" } }),
];

test.each([
  ["of this size", [-1, 9, 8, 1]],
  ["of any size", [-1, -1, -1, 1]],
  ["one at a time", [1, 9, 8, 1]],
])("a graph on pictures %s: its probabilities are those of plain sums", async (_, shape) => {
  const data: Table = { ...pictures, ...(await graphModel(thirds(shape), { filter, reshaped })) };
  expect(cnn.notices?.(params, data)).toMatchObject([{ code: "graph-only-runs" }, { code: "model-takes-raw" }]);
  const found = await run(data);
  for (const [n, row] of heldOut.entries()) {
    const expected = thirdsOf(pictures.values.subarray(row * AREA, (row + 1) * AREA));
    for (let k = 0; k < 3; k++)
      expect(Math.abs(Number(found.output.probabilities.values[3 * n + k]) - expected[k])).toBeLessThan(1e-6);
  }
  expectMeasured(found);
});

test("views ask for what follows from answers alone", async () => {
  const data: Table = { ...pictures, ...(await graphModel(thirds([-1, 9, 8, 1]), { filter, reshaped })) };
  const { output } = await run(data);
  const picture = pictures.values.slice(0, AREA);
  const { probabilities } = await ask("foreignForward", data, output, picture);
  const expected = thirdsOf(picture);
  for (let k = 0; k < 3; k++) expect(Math.abs(Number(probabilities.values[k]) - expected[k])).toBeLessThan(1e-6);

  // A square of 2 × 2 pixels, moved by one: of pixel (0, 0) one square covers it, of (4, 4) four.
  const { drop } = await ask("foreignSaliency", data, output, picture, { label: 1 });
  expect(drop.shape).toEqual([9, 8]);
  const mean = picture.reduce((sum, value) => sum + value, 0) / AREA;
  const lost = (top: number, left: number) => {
    const covered = picture.slice();
    for (const [y, x] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
      covered[(top + y) * 8 + left + x] = mean;
    return expected[1] - thirdsOf(covered)[1];
  };
  expect(Math.abs(Number(drop.values[0]) - lost(0, 0))).toBeLessThan(1e-6);
  const four = [lost(3, 3), lost(3, 4), lost(4, 3), lost(4, 4)].reduce((sum, one) => sum + one) / 4;
  expect(Math.abs(Number(drop.values[4 * 8 + 4]) - four)).toBeLessThan(1e-6);

  // A scene that holds the picture at its upper left and goes on to the right with its last column.
  const scene = new Float32Array(9 * 12);
  for (let y = 0; y < 9; y++) for (let x = 0; x < 12; x++) scene[y * 12 + x] = picture[y * 8 + Math.min(x, 7)];
  const { maps } = await ask("foreignSceneMap", data, output, scene, { sceneHeight: 9, sceneWidth: 12 });
  expect(maps.shape).toEqual([3, 1, 2]);
  const second = new Float32Array(AREA).map((_, i) => scene[Math.floor(i / 8) * 12 + 4 + (i % 8)]);
  for (const [column, window] of [picture, second].entries())
    for (let k = 0; k < 3; k++)
      expect(Math.abs(Number(maps.values[2 * k + column]) - thirdsOf(window)[k])).toBeLessThan(1e-6);
});

test("on a device without tensorflow.js it says which one has it", async () => {
  const data: Table = { ...pictures, ...(await graphModel(thirds([-1, 9, 8, 1]), { filter, reshaped })) };
  const [task] = cnn.plan(params, data, [1, 2]);
  const process = await cnn.open(task, { device: "scalar", wasm, data, inputs: {} });
  expect(await failure(async () => process.advance(1))).toMatchObject({
    path: "device",
    code: "model-needs-wasm",
    values: { value: "scalar", fits: "wasm" },
  });
});

test("pictures of another shape, and other classes, are said", async () => {
  const turned = { ...pictures, ...(await graphModel(thirds([-1, 8, 9, 1]), { filter, reshaped })) };
  expect(await failure(() => run(turned))).toMatchObject({
    code: "model-inputs",
    values: { value: "8 × 9 × 1", expected: "9 × 8 × 1" },
  });
  const same = [placeholder("x", [-1, 9, 8, 1]), node("Relu", "y", ["x"])];
  const few = { ...pictures, ...(await graphModel(same, {})) };
  expect(await failure(() => run(few))).toMatchObject({ code: "model-outputs" });
});
