/** Trained nets as files of tensorflow.js: what it loads from them gives our outputs. */
import { describe, expect, test } from "vitest";
import type { Arrays } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import { autoencoder } from "../../shared/labs/autoencoders/autoencoder/lab.ts";
import { autoencoderModel } from "../../shared/labs/autoencoders/autoencoder/net.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { cnn } from "../../shared/labs/representation/cnn/lab.ts";
import { cnnModel } from "../../shared/labs/representation/cnn/net.ts";
import { mlp } from "../../shared/labs/representation/mlp/lab.ts";
import { tensorflowFiles } from "../../shared/labs/tensorflow-file.ts";
import { chainTensors } from "../../shared/nets/chain.ts";
import { input } from "../../shared/nets/leaves.ts";
import { openNet } from "../../shared/nets/net.ts";
import { scalarMachine } from "../../shared/nets/scalar.ts";
import type { Tensor } from "../../shared/nets/tensor.ts";
import { fillUniform32 } from "../../shared/random/index.ts";
import { runLab } from "../run.ts";
import { start, valuesOf } from "../shared/nets/tfjs/models.ts";

const { tf, keras } = await start();

/** Pictures whose sides are odd on the way down: 7 × 5, 4 × 3, 2 × 2. */
function pictures(rows: number): Table {
  const values = new Float32Array(rows * 35);
  fillUniform32([8, 9], 0, values);
  const labels = Int32Array.from({ length: rows }, (_, row) => row % 3);
  return { rows, columns: 35, values, labels, classes: ["a", "b", "c"], image: { height: 7, width: 5, channels: 1 } };
}

const data = pictures(40);

async function loaded(lab: Lab, fold: Fold, params: Table | object) {
  const files = tensorflowFiles(lab, { fold, params: params as never, data }, "net.bin");
  if (!files) throw new Error("no files");
  const { modelTopology, weightsManifest, userDefinedMetadata } = JSON.parse(files.json);
  expect(weightsManifest[0].paths).toEqual(["./net.bin"]);
  expect(userDefinedMetadata.lab).toBe(lab.id);
  const weightSpecs = weightsManifest[0].weights;
  return keras.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData: files.weights.buffer }));
}

function expectClose(ours: ArrayLike<number>, theirs: ArrayLike<number>): void {
  expect(ours.length).toBe(theirs.length);
  for (let i = 0; i < ours.length; i++)
    expect(Math.abs(ours[i] - theirs[i])).toBeLessThan(1e-5 * Math.max(1, Math.abs(theirs[i])));
}

function outputOf(output: Tensor, weights: Arrays): Float32Array {
  const { program } = openNet(scalarMachine, { output }, weights);
  program.input("x").set(data.values);
  program.run();
  return program.output("output").slice();
}

describe("multilayer perceptrons", () => {
  test.each([
    { hidden: [6, 5], activations: "tanh, leaky-relu" },
    { hidden: [6, 5, 4], activations: "gelu, silu, softplus", normalisation: "layer", dropout: 0.2 },
    { hidden: [6, 5, 4], activations: "selu, elu, sigmoid", normalisation: "batch" },
    { hidden: [] },
  ])("%o", async (change) => {
    const { fold, experiment } = runLab(mlp, data, { epochs: 2, ...change });
    const model = await loaded(mlp, fold, experiment.params);
    const { predicted, confidence } = fold.output("evaluate") ?? {};
    const outputs = valuesOf(model.predict(tf.tensor2d(data.values as Float32Array, [40, 35])) as never);
    const rows = Array.from({ length: 40 }, (_, row) => [...outputs.slice(3 * row, 3 * row + 3)]);
    expect(rows.map((row) => row.indexOf(Math.max(...row)))).toEqual([...(predicted?.values ?? [])]);
    expectClose(
      confidence?.values ?? [],
      rows.map((row) => Math.max(...row)),
    );
  });
});

describe("autoencoders", () => {
  const convolutional = { architecture: "convolutional", filters: [3, 2], hidden: [4] };
  test.each([
    { hidden: [6, 3], activation: "gelu", normalisation: "layer" },
    { ...convolutional, kernel: 3, loss: "mse" },
    { ...convolutional, kernel: 5, activation: "swish", normalisation: "layer" },
    { ...convolutional, kernel: 3, growing: "upsampling", shrinking: "max-pooling", dropout: 0.1 },
    { ...convolutional, kernel: 5, growing: "upsampling", loss: "mse", code: "linear" },
  ])("%o", async (change) => {
    const { fold, experiment } = runLab(autoencoder, data, { epochs: 2, ...change });
    const model = await loaded(autoencoder, fold, experiment.params);
    const chain = autoencoder.chain?.(fold, experiment.params, data);
    const weights = autoencoder.weights?.(fold);
    if (!chain || !weights) throw new Error("no net");
    const { reconstruction } = autoencoderModel(experiment.params as never, data).build(40, false).outputs;
    const { output } = chainTensors(chain, input("x", [40, 35]), false);
    const [ours, same] = [reconstruction, output].map((tensor) => outputOf(tensor, weights));
    expectClose(same, ours);
    const theirs = model.predict(tf.tensor2d(data.values as Float32Array, [40, 35]));
    expectClose(ours, valuesOf(theirs as never));
  });
});

describe("convolutional nets", () => {
  test.each([
    { channels: [3, 4], dense: [5], activation: "silu", dropout: 0.2 },
    { channels: [3], kernel: "5", pooling: "average", normalisation: "batch", activation: "leaky-relu" },
    { channels: [2, 2, 3], pooling: "none", dense: [6, 4] },
  ])("%o", async (change) => {
    const { fold, experiment } = runLab(cnn, data, { epochs: 1, ...change });
    const model = await loaded(cnn, fold, experiment.params);
    const size = { height: 7, width: 5, channels: 1 } as const;
    const { probabilities } = cnnModel(experiment.params as never, size, 3).build(40, false).outputs;
    const ours = outputOf(probabilities, cnn.weights?.(fold) ?? {});
    expectClose(ours, valuesOf(model.predict(tf.tensor4d(data.values as Float32Array, [40, 7, 5, 1])) as never));
  });
});

test("what tensorflow.js has no form of is named", () => {
  const layer = { name: "odd", kind: "activation", activation: "gelu-tanh" } as const;
  const lab: Lab = { ...mlp, chain: () => ({ input: [1], layers: [layer] }), weights: () => ({}) };
  const { fold, experiment } = runLab(mlp, data, { epochs: 1 });
  const write = () => tensorflowFiles(lab, { fold, params: experiment.params, data }, "net.bin");
  expect(write).toThrow(/layer odd: tensorflow.js has no tanh form of gelu/);
});
