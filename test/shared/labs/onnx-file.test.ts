import { expect, test } from "vitest";
import { packOnnx } from "../../../shared/data/onnx-models.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import type { Table } from "../../../shared/data/table.ts";
import { resultArrays } from "../../../shared/labs/fold.ts";
import { labs } from "../../../shared/labs/index.ts";
import { onnxFile } from "../../../shared/labs/onnx-file.ts";
import { onnxIntegers } from "../../../shared/labs/onnx-integers.ts";
import { quantisedChain } from "../../../shared/labs/quantised-chain.ts";
import { chainTensors } from "../../../shared/nets/chain.ts";
import { input } from "../../../shared/nets/leaves.ts";
import { parseGraph, scalarGraphs, valueNamed, valuesOf } from "../../../shared/quant/graph/index.ts";
import { data, expectClose, outputOf } from "../../labs/written.ts";
import { answerOf } from "../../oracles/onnx.ts";
import { generated, runLab } from "../../run.ts";

async function labOf(id: string) {
  const lab = await labs.find((one) => one.id === id)?.load();
  if (!lab) throw new Error(`no lab ${id}`);
  await lab.ready?.();
  return lab;
}

const convolutional = { architecture: "convolutional", filters: [3, 2], hidden: [4] };

test.each([
  ["mlp", { hidden: [6, 5], activations: "tanh, leaky-relu" }],
  ["mlp", { hidden: [6, 5, 4], activations: "gelu, silu, softplus", normalisation: "layer", dropout: 0.2 }],
  ["mlp", { hidden: [6, 5, 4], activations: "selu, elu, sigmoid", normalisation: "batch" }],
  ["cnn", { channels: [3, 4], dense: [5], activation: "silu", dropout: 0.2 }],
  ["cnn", { channels: [3], kernel: "5", pooling: "average", normalisation: "batch", activation: "leaky-relu" }],
  ["cnn", { channels: [2, 2, 3], pooling: "none", dense: [6, 4] }],
  ["autoencoder", { hidden: [6, 3], activation: "gelu", normalisation: "layer" }],
  ["autoencoder", { ...convolutional, kernel: 5, activation: "swish", normalisation: "layer" }],
  ["autoencoder", { ...convolutional, kernel: 3, growing: "upsampling", shrinking: "max-pooling", dropout: 0.1 }],
  ["denoising", { hidden: [6] }],
  ["sparse-autoencoder", { hidden: [6] }],
  ["factors-of-variation", { architecture: "dense", hidden: [6], latents: 3, labelled: 0 }],
  ["dbn", { goal: "classify", hidden: [6, 5], pretrainingEpochs: 1, labelled: 3, seeds: 2 }],
] as const)("onnxruntime answers with the net of a run: %s %o", async (id, change) => {
  const lab = await labOf(id);
  const { fold, experiment } = runLab(lab, data, { epochs: 2, ...change });
  const run = { fold, params: experiment.params, data };
  const chain = lab.chain?.(fold, experiment.params, data);
  const model = onnxFile(lab, run);
  if (!chain || !model) throw new Error("no net");
  const ours = outputOf(
    chainTensors(chain, input("x", [data.rows, ...chain.input]), false).output,
    chain.weights ?? lab.weights?.(fold) ?? {},
  );
  // One channel: pictures have their numbers in the same order either way.
  const shape = chain.input.length === 3 ? [1, 7, 5] : chain.input;
  const { values } = await answerOf(model, data.values, [data.rows, ...shape]);
  expectClose(ours, values);
});

test.each([
  ["mlp", { hidden: [6, 5], activations: "gelu, silu", normalisation: "layer" }],
  ["mlp", { hidden: [6, 5], activations: "tanh, leaky-relu", normalisation: "batch", dropout: 0.2 }],
  ["cnn", { channels: [3, 4], dense: [5], kernel: "5", pooling: "average", normalisation: "batch", dropout: 0.2 }],
  ["autoencoder", { ...convolutional, kernel: 3, normalisation: "layer" }],
] as const)("training goes on from the file as from the weights themselves: %s %o", async (id, change) => {
  const lab = await labOf(id);
  const first = runLab(lab, data, { epochs: 2, ...change });
  const file = onnxFile(lab, { fold: first.fold, params: first.experiment.params, data });
  if (!file) throw new Error("no net");
  const content = await decodeFile(packOnnx([{ name: "net.onnx", bytes: file }])[0]);
  if (content.kind !== "weights" || !content.model) throw new Error("no model");
  const further = (given: Partial<Table>) =>
    resultArrays(runLab(lab, { ...data, ...given }, { epochs: 1, ...change }).fold);
  const fromFile = further({ weights: content.weights, model: content.model });
  expect(fromFile).toEqual(further({ weights: lab.weights?.(first.fold) ?? {} }));
  expect(fromFile).not.toEqual(further({}));
});

test.each([
  ["mlp", { hidden: [6, 5], activations: "tanh, leaky-relu" }],
  ["cnn", { channels: [3, 4], dense: [5], activation: "relu", normalisation: "batch" }],
  ["autoencoder", { ...convolutional, kernel: 3, activation: "gelu" }],
  ["denoising", { hidden: [6] }],
] as const)(
  "in integers onnxruntime has the codes of what is published, or the next to them: %s %o",
  async (id, change) => {
    const lab = await labOf(id);
    const { fold, experiment } = runLab(lab, data, { epochs: 2, ...change });
    const run = { fold, params: experiment.params, data };
    const [file, published] = [onnxIntegers(lab, run), quantisedChain(lab, run)];
    if (!file || published?.kind !== "ready") throw new Error("no net");
    const graph = parseGraph(published.bytes);
    const { shape } = graph.input;
    const [name] = graph.outputs;
    const ours = scalarGraphs.run(graph, data.values)[name];
    const { scale, zero } = valueNamed(valuesOf(graph), name).code;
    // One channel: pictures have their numbers in the same order either way.
    const { values } = await answerOf(
      file,
      data.values,
      [data.rows, ...(shape.length === 3 ? [1, 7, 5] : shape)],
      "all",
    );
    expect(values.length).toBe(ours.length);
    for (let i = 0; i < ours.length; i++)
      expect(Math.abs(Math.round(values[i] / scale + zero) - ours[i])).toBeLessThanOrEqual(1);
  },
);

test.each([
  { growing: "transposed" },
  { growing: "upsampling", kernel: 3 },
  { growing: "upsampling", kernel: 3, normalisation: "layer" },
])("onnxruntime makes the pictures of a generator, in floats and in integers: %o", async (change) => {
  const lab = await labOf("gan");
  const digits = generated("digits", { count: 100 });
  const latent = 4;
  const params = { architecture: "convolutional", filters: [4, 6], latent, resolution: 7, rounds: 30, compared: 20 };
  const { fold, experiment } = runLab(lab, digits, { activation: "leaky-relu", ...params, ...change });
  const run = { fold, params: experiment.params, data: digits };
  const [chain, file, integers] = [
    lab.chain?.(fold, experiment.params, digits),
    onnxFile(lab, run),
    onnxIntegers(lab, run),
  ];
  const published = quantisedChain(lab, run);
  if (!chain?.rows || !chain.weights || !file || !integers || published?.kind !== "ready") throw new Error("no net");
  const rows = 20;
  const z = chain.rows.slice(0, rows * latent);
  const floats = outputOf(chainTensors(chain, input("x", [rows, latent]), false).output, chain.weights, z);
  expectClose(floats, (await answerOf(file, z, [rows, latent])).values);
  const graph = parseGraph(published.bytes);
  const [name] = graph.outputs;
  const { scale, zero } = valueNamed(valuesOf(graph), name).code;
  const ours = scalarGraphs.run(graph, z)[name];
  const theirs = (await answerOf(integers, z, [rows, latent], "all")).values;
  // A logit that is one off (halves, layer norms) becomes several of the pixel's codes where the sigmoid is steep.
  let [apart, same] = [0, 0];
  for (let i = 0; i < ours.length; i++) {
    same += Number(Math.round(theirs[i] / scale + zero) === ours[i]) / ours.length;
    for (const y of [scale * (ours[i] - zero), theirs[i]]) apart += Math.abs(y - floats[i]) / (2 * ours.length);
  }
  expect(same).toBeGreaterThan("normalisation" in change ? 0.8 : 0.95);
  // A few of 255 levels.
  expect(apart).toBeLessThan(0.02);
});

test("a net that integers have no form of is refused with the reason", async () => {
  const lab = await labOf("mlp");
  const { fold, experiment } = runLab(lab, data, { epochs: 1, hidden: [6] });
  const odd = { ...data, columns: 34, rows: 40 };
  const write = () => onnxIntegers(lab, { fold, params: experiment.params, data: odd });
  expect(write).toThrow(/inputs that are no columns/);
  expect(write).toThrow(expect.objectContaining({ code: "no-integers-inputs" }));
});
