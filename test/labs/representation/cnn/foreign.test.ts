/** Models on pictures that are not trained here: run by tensorflow.js as threads load it, and measured. */
import { expect, test } from "vitest";
import { openForeign } from "../../../../client/compute/foreign.ts";
import { decodeFile } from "../../../../shared/data/readers/file.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { packModels } from "../../../../shared/data/tensorflow-models.ts";
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import { openFold } from "../../../../shared/labs/fold.ts";
import { partsOf } from "../../../../shared/labs/representation/cnn/data.ts";
import { cnn } from "../../../../shared/labs/representation/cnn/lab.ts";
import { failure } from "../../../shared/data/files.ts";
import { graphModel, node, placeholder } from "../../../shared/nets/tfjs/graphs.ts";
import { normals, saved, start, stir, valuesOf } from "../../../shared/nets/tfjs/models.ts";

const { tf, keras } = await start();
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

async function run(data: Table) {
  cnn.check?.(params, data);
  expect(cnn.estimate(params, data).wasm).toEqual(["tensorflow"]);
  const [task, ...others] = cnn.plan(params, data, [1, 2]);
  expect(others).toEqual([]);
  const wasm = () => {
    throw new Error("no module of ours");
  };
  const process = await cnn.open(task, { device: "wasm", wasm, data, inputs: {}, openModel: openForeign });
  await process.advance(1);
  const output = await process.output();
  const fold = openFold([task]);
  fold.add({ task: task.id, from: 0, to: 1, records: {}, output });
  const experiment: Experiment = { v: 1, lab: "cnn", seed: 1, data: null, params };
  return { output, metrics: cnn.measure(fold, experiment, data), recording: cnn.recording?.(fold, experiment, data) };
}

/** Accuracy and confusion of what was found, counted here once more. */
function expectMeasured({ output, metrics, recording }: Awaited<ReturnType<typeof run>>): void {
  const counts = new Array<number>(9).fill(0);
  for (const [n, row] of heldOut.entries()) counts[3 * labels[row] + Number(output.found.values[n])]++;
  expect([...output.confusion.values]).toEqual(counts);
  expect(Object.keys(metrics).sort()).toEqual(["accuracy", "testLoss"]);
  expect(metrics.accuracy).toBe((counts[0] + counts[4] + counts[8]) / heldOut.length);
  expect(recording?.answers).toBeUndefined();
}

test("a net with a layer of its own: its classes are those of tensorflow.js", async () => {
  const model = keras.sequential({
    layers: [
      l.conv2d({ filters: 4, kernelSize: 3, strides: 2, activation: "relu", inputShape: [9, 8, 1] }),
      l.globalAveragePooling2d({ name: "odd" }),
      l.dense({ units: 3, activation: "softmax" }),
    ],
  });
  stir(tf, model);
  const { json, weights } = await saved(model);
  const [packed] = packModels([
    { name: "model.json", bytes: json },
    { name: "model.weights.bin", bytes: weights },
  ]);
  const content = await decodeFile(packed);
  if (content.kind !== "weights" || !content.model) throw new Error("no model");
  const data: Table = { ...pictures, weights: content.weights, model: content.model };
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
    const odds = [0, 1, 2].map((third) => {
      const own = pictures.values.subarray(row * AREA + 24 * third, row * AREA + 24 * (third + 1));
      return Math.exp(own.reduce((sum, value) => sum + value, 0) / 24);
    });
    const sum = odds[0] + odds[1] + odds[2];
    for (let k = 0; k < 3; k++)
      expect(Math.abs(Number(found.output.probabilities.values[3 * n + k]) - odds[k] / sum)).toBeLessThan(1e-6);
  }
  expectMeasured(found);
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
