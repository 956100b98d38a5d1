import type { LayersModel } from "@tensorflow/tfjs-layers";
import { describe, expect, it } from "vitest";
import { chainTensors } from "../../../../shared/nets/chain.ts";
import { input } from "../../../../shared/nets/leaves.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { softmaxCrossEntropy } from "../../../../shared/nets/ops/softmax-cross-entropy.ts";
import { squaredError } from "../../../../shared/nets/ops/squared-error.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { runShards } from "../../../../shared/nets/shards.ts";
import { readChain } from "../../../../shared/nets/tfjs/read.ts";
import { LayerError } from "../../../../shared/nets/tfjs/topology.ts";
import { writeChain } from "../../../../shared/nets/tfjs/write.ts";
import { trainer } from "../../../../shared/nets/trainer.ts";
import { loadWeights, weightsOf } from "../../../../shared/nets/weights.ts";
import { type Layers, normals, reread, start, stir, valuesOf } from "./models.ts";

const ROWS = 6;

interface Case {
  readonly name: string;
  readonly input: readonly number[];
  readonly isClasses: boolean;
  /** Its gradients are those of the cpu backend, or where that one's are wrong (of copied pixels, in batches) those of wasm. */
  readonly backend?: "wasm";
  layers(l: Layers, shape: { readonly inputShape: number[] }): InstanceType<Layers["Layer"]>[];
}

const cases: readonly Case[] = [
  {
    name: "dense layers of all activations",
    input: [5],
    isClasses: true,
    layers: (l, shape) => [
      l.dense({ units: 6, activation: "relu", ...shape }),
      ...(["tanh", "sigmoid", "elu", "selu", "softplus", "swish", "relu6", "linear", "gelu"] as const).map(
        // The types of 4.22.0 lack the last, which it has.
        (activation) => l.dense({ units: 6, activation: activation as "tanh" }),
      ),
      l.dense({ units: 5, useBias: false }),
      l.leakyReLU({ alpha: 0.3 }),
      l.dense({ units: 5 }),
      l.reLU({ maxValue: 6 }),
      l.dropout({ rate: 0 }),
      l.layerNormalization(),
      l.elu(),
      l.dense({ units: 3, activation: "softmax" }),
    ],
  },
  {
    name: "convolutions, pooling and normalisation",
    input: [9, 8, 2],
    isClasses: true,
    layers: (l, shape) => [
      l.conv2d({ filters: 4, kernelSize: 3, padding: "same", useBias: false, ...shape }),
      l.batchNormalization({ epsilon: 0.01, momentum: 0.9 }),
      l.activation({ activation: "relu" }),
      l.maxPooling2d({ poolSize: 2 }),
      l.depthwiseConv2d({ kernelSize: [3, 2], padding: "valid", activation: "tanh" }),
      l.zeroPadding2d({
        padding: [
          [1, 0],
          [2, 1],
        ],
      }),
      l.conv2d({ filters: 3, kernelSize: [2, 3], strides: 2, padding: "same", useBias: false, activation: "elu" }),
      l.averagePooling2d({ poolSize: 2, strides: 1 }),
      l.flatten(),
      l.dense({ units: 3 }),
      l.softmax({ axis: -1 }),
    ],
  },
  {
    name: "the way back of convolutions",
    input: [7],
    isClasses: false,
    layers: (l, shape) => [
      l.dense({ units: 12, activation: "relu", ...shape }),
      l.reshape({ targetShape: [2, -1, 3] }),
      l.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, padding: "same", activation: "tanh" }),
      l.conv2dTranspose({ filters: 2, kernelSize: 3, padding: "valid" }),
      l.globalAveragePooling2d({}),
    ],
  },
  {
    name: "copied pixels",
    input: [4],
    isClasses: false,
    backend: "wasm",
    layers: (l, shape) => [
      l.dense({ units: 12, activation: "tanh", ...shape }),
      l.reshape({ targetShape: [2, 3, 2] }),
      l.cropping2D({
        cropping: [
          [0, 0],
          [1, 0],
        ],
      }),
      l.upSampling2d({ size: [3, 2] }),
      l.flatten(),
      l.dense({ units: 2 }),
    ],
  },
];

const { tf, keras } = await start();

async function made({ layers, input: inputShape, backend }: Case): Promise<LayersModel> {
  await tf.setBackend(backend ?? "cpu");
  const model = keras.sequential({ layers: layers(keras.layers, { inputShape: [...inputShape] }) });
  stir(tf, model);
  return model;
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1);

function expectClose(ours: ArrayLike<number>, theirs: ArrayLike<number>, within = 1e-5): void {
  expect(ours.length).toBe(theirs.length);
  for (let i = 0; i < ours.length; i++)
    expect(Math.abs(ours[i] - theirs[i])).toBeLessThan(within * Math.max(1, Math.abs(theirs[i])));
}

describe.each(cases)("$name", (one) => {
  const samples = normals(ROWS * sizeOf(one.input), 50);

  it("gives the outputs of tensorflow.js", async () => {
    const model = await made(one);
    const { chain, weights } = await reread(model);
    const { output } = chainTensors(chain, input("x", [ROWS, ...chain.input]), false);
    const { program } = openNet(scalarMachine, { output }, weights);
    program.input("x").set(samples);
    program.run();
    expectClose(program.output("output"), valuesOf(model.predict(tf.tensor(samples, [ROWS, ...one.input])) as never));
  });

  it("takes the same step of gradient descent", async () => {
    const model = await made(one);
    const { chain, weights } = await reread(model);
    const build = (rows: number, training: boolean) => {
      const { output, logits, statistics } = chainTensors(chain, input("x", [rows, ...chain.input]), training);
      const target = input("t", [rows, output.shape[1]]);
      const losses = one.isClasses ? softmaxCrossEntropy(logits, target) : squaredError(output, target);
      return { losses, outputs: { output }, statistics };
    };
    const outputs = sizeOf(build(1, false).outputs.output.shape);
    const targets = one.isClasses
      ? Float32Array.from({ length: ROWS * outputs }, (_, i) =>
          Number(i % outputs === Math.floor(i / outputs) % outputs),
        )
      : normals(ROWS * outputs, 60);
    const net = trainer(
      {
        machine: scalarMachine,
        model: { build },
        sources: { x: { values: samples, columns: sizeOf(one.input) }, t: { values: targets, columns: outputs } },
        batch: ROWS,
        optimiser: { kind: "sgd", rate: 0.1, momentum: 0 },
        key: [1, 2],
      },
      () => Uint32Array.from({ length: ROWS }, (_, i) => i),
    );
    loadWeights(net.machine.layout, net.machine.block("parameters"), weights);
    await runShards(net.step, 0).step(0);

    model.compile({
      optimizer: tf.train.sgd(0.1),
      loss: one.isClasses ? "categoricalCrossentropy" : "meanSquaredError",
    });
    await model.trainOnBatch(tf.tensor(samples, [ROWS, ...one.input]), tf.tensor2d(targets, [ROWS, outputs]));
    const theirs = (await reread(model)).weights;
    const ours = weightsOf(net.machine.layout, net.machine.block("parameters"));
    expect(Object.keys(ours).toSorted()).toEqual(Object.keys(theirs).toSorted());
    for (const [name, { values }] of Object.entries(ours)) {
      expectClose(values, theirs[name].values);
      const isMoved = values.some((value, i) => value !== weights[name].values[i]);
      expect(isMoved, `${name} has learnt`).toBe(true);
    }
  });

  it("comes back to tensorflow.js as it was", async () => {
    const model = await made(one);
    const { chain, weights } = await reread(model);
    const { json, weights: bytes } = writeChain(chain, weights, { file: "weights.bin", metadata: { lab: "none" } });
    const { modelTopology, weightsManifest } = JSON.parse(json);
    const loaded = await keras.loadLayersModel(
      tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData: bytes.buffer }),
    );
    const x = tf.tensor(samples, [ROWS, ...one.input]);
    expectClose(valuesOf(loaded.predict(x) as never), valuesOf(model.predict(x) as never), 1e-6);
  });
});

describe("forms of models", () => {
  it("averages over the cells inside the picture", async () => {
    const model = keras.sequential({
      layers: [keras.layers.averagePooling2d({ poolSize: [2, 3], strides: 2, padding: "same", inputShape: [5, 4, 2] })],
    });
    const { chain } = await reread(model);
    const x = normals(2 * 40, 9);
    const { output } = chainTensors(chain, input("x", [2, 5, 4, 2]), false);
    const { program } = openNet(scalarMachine, { output }, {});
    program.input("x").set(x);
    program.run();
    expectClose(program.output("output"), valuesOf(model.predict(tf.tensor(x, [2, 5, 4, 2])) as never));
  });

  it("reads an embedding", async () => {
    const model = keras.sequential({
      layers: [
        keras.layers.embedding({ inputDim: 9, outputDim: 3, inputLength: 4 }),
        keras.layers.flatten(),
        keras.layers.dense({ units: 2 }),
      ],
    });
    const { chain, weights } = await reread(model);
    const { output } = chainTensors(chain, input("x", [2, 4]), false);
    const { program } = openNet(scalarMachine, { output }, weights);
    const indexes = [0, 8, 3, 3, 5, 1, 0, 2];
    program.input("x").set(indexes);
    program.run();
    expectClose(program.output("output"), valuesOf(model.predict(tf.tensor2d(indexes, [2, 4])) as never));
  });

  it("follows a functional model, whatever the order of its list", async () => {
    const start = keras.input({ shape: [4] });
    const hidden = keras.layers.dense({ units: 3, activation: "tanh" }).apply(start);
    const end = keras.layers.dense({ units: 2 }).apply(hidden);
    const { chain } = await reread(keras.model({ inputs: start, outputs: end as typeof start }));
    expect(chain.input).toEqual([4]);
    expect(chain.layers.map(({ kind }) => kind)).toEqual(["dense", "activation", "dense"]);
  });

  const dense = (units: number, more = {}) => ({
    class_name: "Dense",
    config: { name: "d", units, activation: "linear", ...more },
  });
  const weights = {
    "sequential/d/kernel:0": { shape: [2, 1], values: Float32Array.of(1, 2) },
    "sequential/d/bias:0": { shape: [1], values: Float32Array.of(3) },
  };

  it("reads Keras 2: model_config, an InputLayer, names with scopes", () => {
    const input2 = { class_name: "InputLayer", config: { name: "i", batch_input_shape: [null, 2] } };
    const topology = {
      keras_version: "2.15.0",
      model_config: { class_name: "Sequential", config: { name: "s", layers: [input2, dense(1)] } },
    };
    const { chain, weights: own } = readChain(topology, weights);
    expect(chain).toEqual({ input: [2], layers: [{ name: "d", kind: "dense", units: 1, bias: true }] });
    expect(Object.keys(own)).toEqual(["d.weights", "d.bias"]);
  });

  it("reads Keras 3: batch_shape, Functional, keras_history, negative_slope", () => {
    const tensor = (name: string) => ({
      class_name: "__keras_tensor__",
      config: { shape: [null, 2], dtype: "float32", keras_history: [name, 0, 0] },
    });
    const topology = {
      class_name: "Functional",
      config: {
        name: "f",
        layers: [
          {
            class_name: "LeakyReLU",
            name: "l",
            config: { name: "l", negative_slope: 0.2 },
            inbound_nodes: [{ args: [tensor("d")], kwargs: {} }],
          },
          {
            class_name: "InputLayer",
            name: "i",
            config: { name: "i", batch_shape: [null, 2], dtype: "float32" },
            inbound_nodes: [],
          },
          {
            ...dense(1, {
              dtype: { module: "keras", class_name: "DTypePolicy", config: { name: "float32" } },
              trainable: false,
            }),
            name: "d",
            inbound_nodes: [{ args: [tensor("i")], kwargs: {} }],
          },
        ],
        input_layers: ["i", 0, 0],
        output_layers: ["l", 0, 0],
      },
    };
    const { chain, frozen } = readChain(topology, weights);
    expect(chain.layers[1]).toEqual({ name: "l", kind: "activation", activation: "leaky-relu", slope: 0.2 });
    expect(frozen).toEqual(["d"]);
  });

  it.each([
    ["a recurrent layer", { class_name: "LSTM", config: { name: "x" } }, "LSTM", ""],
    ["a hard sigmoid", dense(1, { name: "x", activation: "hard_sigmoid" }), "Dense", 'activation "hard_sigmoid"'],
    [
      "channels first",
      { class_name: "Flatten", config: { name: "x", data_format: "channels_first" } },
      "Flatten",
      'data_format "channels_first"',
    ],
    ["a missing weight", dense(1, { name: "x" }), "Dense", "its weight kernel is missing"],
    [
      "another axis",
      { class_name: "BatchNormalization", config: { name: "x", axis: 3 } },
      "BatchNormalization",
      "axis 3",
    ],
  ])("names the layer that is not known: %s", (_, layer, kind, reason) => {
    const first = { class_name: "InputLayer", config: { name: "i", batch_input_shape: [null, 2] } };
    const read = () => readChain({ class_name: "Sequential", config: { layers: [first, layer] } }, weights);
    expect(read).toThrow(LayerError);
    expect(read).toThrow(`layer x (${kind}) is not known here`);
    expect(read).toThrow(reason);
  });

  it("names the layer where a net branches", () => {
    const start = keras.input({ shape: [4] });
    const left = keras.layers.dense({ units: 4, name: "left" }).apply(start) as typeof start;
    const sum = keras.layers.add({ name: "join" }).apply([left, start]) as typeof start;
    return expect(reread(keras.model({ inputs: start, outputs: sum }))).rejects.toThrow(/layer (join|left)/);
  });
});
