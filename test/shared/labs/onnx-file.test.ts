import { test } from "vitest";
import { labs } from "../../../shared/labs/index.ts";
import { onnxFile } from "../../../shared/labs/onnx-file.ts";
import { chainTensors } from "../../../shared/nets/chain.ts";
import { input } from "../../../shared/nets/leaves.ts";
import { data, expectClose, outputOf } from "../../labs/written.ts";
import { answerOf } from "../../oracles/onnx.ts";
import { runLab } from "../../run.ts";

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
] as const)("onnxruntime answers with the net of a run: %s %o", async (id, change) => {
  const lab = await labs.find((one) => one.id === id)?.load();
  if (!lab) throw new Error(`no lab ${id}`);
  await lab.ready?.();
  const { fold, experiment } = runLab(lab, data, { epochs: 2, ...change });
  const run = { fold, params: experiment.params, data };
  const chain = lab.chain?.(fold, experiment.params, data);
  const model = onnxFile(lab, run);
  if (!chain || !model) throw new Error("no net");
  const ours = outputOf(
    chainTensors(chain, input("x", [data.rows, ...chain.input]), false).output,
    lab.weights?.(fold) ?? {},
  );
  // One channel: pictures have their numbers in the same order either way.
  const shape = chain.input.length === 3 ? [1, 7, 5] : chain.input;
  const { values } = await answerOf(model, data.values, [data.rows, ...shape]);
  expectClose(ours, values);
});
