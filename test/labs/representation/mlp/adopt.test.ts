import { describe, expect, test } from "vitest";
import type { Table } from "../../../../shared/data/table.ts";
import { initialWeights, keptFromTraining } from "../../../../shared/labs/representation/mlp/adopt.ts";
import { endsOf, samplesOf } from "../../../../shared/labs/representation/mlp/data.ts";
import type { MlpParams } from "../../../../shared/labs/representation/mlp/fields.ts";
import { mlp } from "../../../../shared/labs/representation/mlp/lab.ts";
import { mlpModel } from "../../../../shared/labs/representation/mlp/net.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { runLab } from "../../../run.ts";
import { failure } from "../../../shared/data/files.ts";
import { normals, valuesOf } from "../../../shared/nets/tfjs/models.ts";
import { fittedTo, keras, modelWith, type Stack, tf } from "../../models.ts";

await mlp.ready?.();

const l = keras.layers;
const shape = { inputShape: [3] };
const ROWS = 40;

const table = (classes: number): Table => ({
  rows: ROWS,
  columns: 3,
  values: normals(3 * ROWS, 70).map((z) => 4 * z + 2),
  labels: Int32Array.from({ length: ROWS }, (_, row) => row % classes),
  classes: Array.from({ length: classes }, (_, c) => String(c)),
});

const given = modelWith;
const fitted = (data: Table, params: object = {}) => fittedTo(mlp, data, params);

describe("a model becomes the net", () => {
  test.each([
    [
      "activations of their own",
      3,
      () => [
        l.dense({ units: 5, activation: "relu", ...shape }),
        l.dense({ units: 4, activation: "tanh", useBias: false }),
        l.dense({ units: 3, activation: "softmax" }),
      ],
      { hidden: [5, 4], activations: "relu, tanh", normalisation: "none", dropout: 0 },
    ],
    [
      "normalisation and dropout",
      3,
      () => [
        l.dense({ units: 5, ...shape }),
        l.batchNormalization(),
        l.activation({ activation: "swish" }),
        l.dropout({ rate: 0.25 }),
        l.dense({ units: 3 }),
        l.softmax({ axis: -1 }),
      ],
      { hidden: [5], activations: "silu", normalisation: "batch", dropout: 0.25 },
    ],
    [
      "a sigmoid for two classes",
      2,
      () => [l.dense({ units: 4, activation: "sigmoid", ...shape }), l.dense({ units: 1, activation: "sigmoid" })],
      { hidden: [4], activations: "sigmoid" },
    ],
  ] as const)("%s", async (_, classes, stack, params) => {
    const { model, data } = await given(stack(), table(classes));
    const experiment = fitted(data, { epochs: 1 });
    expect(experiment.params).toMatchObject(params);
    const own = experiment.params as MlpParams;
    const { values } = samplesOf(data, own);
    const { output } = mlpModel(own, endsOf(data, own)).build(ROWS, false).outputs;
    const { program } = openNet(scalarMachine, { output }, initialWeights(own, data) ?? {});
    program.input("x").set(values);
    program.run();
    const ours = program.output("output");
    const theirs = valuesOf(model.predict(tf.tensor2d(data.values as Float32Array, [ROWS, 3])) as never);
    for (let row = 0; row < ROWS; row++)
      for (let c = 0; c < classes; c++) {
        const other = classes === 2 ? Math.abs(1 - c - theirs[row]) : theirs[3 * row + c];
        expect(Math.abs(ours[classes * row + c] - other)).toBeLessThan(1e-5);
      }
    expect(runLab(mlp, data, own).metrics.accuracy).toBeGreaterThan(0);
    const codes = mlp.notices?.(experiment.params, data).map(({ code }) => code);
    expect(codes).toEqual(["model-layers", "model-takes-raw"]);
  });
});

describe("what cannot be taken is named", () => {
  const odd = (layer: Stack[number]) => () => [l.dense({ units: 4, ...shape }), layer, l.dense({ units: 3 })];
  test.each([
    [
      "another slope",
      odd(l.leakyReLU({ alpha: 0.3, name: "leaky" })),
      { layer: "leaky", value: "LeakyReLU: slope 0.3 (must be 0.01)" },
    ],
    ["another ε", odd(l.layerNormalization({ name: "norm" })), { layer: "norm" }],
    ["a layer that the engine lacks", odd(l.gaussianNoise({ stddev: 1, name: "noise" })), { layer: "noise" }],
    [
      "an activation at the end",
      () => [l.dense({ units: 3, activation: "relu", name: "end", ...shape })],
      { layer: "end" },
    ],
  ] as const)("%s", async (_, stack, values) => {
    const { data } = await given(stack() as Stack, table(3));
    const error = keptFromTraining(fitted(data).params as MlpParams, data);
    expect(error).toMatchObject({ code: "model-layer-unknown", values });
    // It is run instead.
    mlp.check?.(fitted(data).params, data);
  });

  test("other inputs, and other outputs", async () => {
    const wide = await given([l.dense({ units: 3, inputShape: [5] })], table(3));
    expect(await failure(() => mlp.check?.(fitted(wide.data).params, wide.data))).toMatchObject({
      code: "model-inputs",
    });
    const few = await given([l.dense({ units: 4, ...shape })], table(3));
    expect(await failure(() => mlp.check?.(fitted(few.data).params, few.data))).toMatchObject({
      code: "model-outputs",
      values: { value: 4, expected: 3 },
    });
  });
});
