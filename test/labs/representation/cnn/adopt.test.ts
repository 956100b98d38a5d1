import { describe, expect, test } from "vitest";
import type { Table } from "../../../../shared/data/table.ts";
import { initialWeights } from "../../../../shared/labs/representation/cnn/adopt.ts";
import { keptFromTraining } from "../../../../shared/labs/representation/cnn/data.ts";
import type { CnnParams } from "../../../../shared/labs/representation/cnn/fields.ts";
import { cnn } from "../../../../shared/labs/representation/cnn/lab.ts";
import { cnnModel } from "../../../../shared/labs/representation/cnn/net.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { runLab } from "../../../run.ts";
import { normals, valuesOf } from "../../../shared/nets/tfjs/models.ts";
import { fittedTo, keras, modelWith, type Stack, tf } from "../../models.ts";

await cnn.ready?.();

const l = keras.layers;
const size = { height: 9, width: 8, channels: 1 } as const;
const inputShape = [9, 8, 1];
const ROWS = 30;

const pictures: Table = {
  rows: ROWS,
  columns: 72,
  values: normals(72 * ROWS, 80).map((z) => 1 / (1 + z * z)),
  image: size,
  labels: Int32Array.from({ length: ROWS }, (_, row) => row % 3),
  classes: ["a", "b", "c"],
};

const given = (stack: Stack) => modelWith(stack, pictures);
const fitted = (data: Table) => fittedTo(cnn, data, { epochs: 1 });

test("a model becomes the net", async () => {
  const { model, data } = await given([
    l.conv2d({ filters: 4, kernelSize: 5, padding: "same", useBias: false, inputShape }),
    l.batchNormalization(),
    l.activation({ activation: "tanh" }),
    l.averagePooling2d({ poolSize: 2 }),
    l.conv2d({ filters: 3, kernelSize: 5, padding: "same" }),
    l.batchNormalization(),
    l.activation({ activation: "tanh" }),
    l.averagePooling2d({ poolSize: 2 }),
    l.flatten(),
    l.dropout({ rate: 0.3 }),
    l.dense({ units: 6, activation: "tanh" }),
    l.dropout({ rate: 0.3 }),
    l.dense({ units: 3, activation: "softmax" }),
  ]);
  const experiment = fitted(data);
  const own = experiment.params as CnnParams;
  expect(own).toMatchObject({ channels: [4, 3], kernel: "5", pooling: "average", dense: [6], activation: "tanh" });
  expect(own).toMatchObject({ normalisation: "batch", dropout: 0.3 });
  const { probabilities } = cnnModel(own, size, 3).build(ROWS, false).outputs;
  const { program } = openNet(scalarMachine, { probabilities }, initialWeights(own, data, size, 3) ?? {});
  program.input("x").set(data.values);
  program.run();
  const ours = program.output("probabilities");
  const theirs = valuesOf(model.predict(tf.tensor4d(data.values as Float32Array, [ROWS, 9, 8, 1])) as never);
  for (let i = 0; i < theirs.length; i++) expect(Math.abs(ours[i] - theirs[i])).toBeLessThan(1e-5);
  expect(runLab(cnn, data, own).fold.output("train")).toBeDefined();
});

describe("what cannot be taken is named", () => {
  const conv = (name: string, more: object = {}) =>
    l.conv2d({ filters: 2, kernelSize: 3, padding: "same", activation: "relu", name, ...more });
  const end = () => [l.flatten(), l.dense({ units: 3 })];
  test.each([
    ["padding", [conv("a", { inputShape, padding: "valid" }), ...end()], "a"],
    ["strides", [conv("b", { inputShape, strides: 2 }), ...end()], "b"],
    [
      "windows of another size",
      [conv("c", { inputShape }), l.maxPooling2d({ poolSize: 3, name: "pool" }), ...end()],
      "pool",
    ],
    ["unequal blocks", [conv("d", { inputShape }), conv("e", { kernelSize: 5 }), ...end()], "e"],
    [
      "the mean of a whole map",
      [conv("f", { inputShape }), l.globalAveragePooling2d({ name: "mean" }), l.dense({ units: 3 })],
      "mean",
    ],
  ] as const)("%s", async (_, stack, layer) => {
    const { data } = await given([...stack]);
    const { params } = fitted(data);
    expect(keptFromTraining(params as CnnParams, data)).toMatchObject({
      code: "model-layer-unknown",
      values: { layer },
    });
  });
});
