import { test } from "vitest";
import type { AutoencoderParams } from "../../../../shared/labs/autoencoders/autoencoder/fields.ts";
import { autoencoder } from "../../../../shared/labs/autoencoders/autoencoder/lab.ts";
import { autoencoderModel } from "../../../../shared/labs/autoencoders/autoencoder/net.ts";
import { chainTensors } from "../../../../shared/nets/chain.ts";
import { input } from "../../../../shared/nets/leaves.ts";
import { runLab } from "../../../run.ts";
import { answersOf, data, expectClose, outputOf } from "../../written.ts";

await autoencoder.ready?.();

const convolutional = { architecture: "convolutional", filters: [3, 2], hidden: [4] };

test.each([
  { hidden: [6, 3], activation: "gelu", normalisation: "layer" },
  { ...convolutional, kernel: 3, loss: "mse" },
  { ...convolutional, kernel: 5, activation: "swish", normalisation: "layer" },
  { ...convolutional, kernel: 3, growing: "upsampling", shrinking: "max-pooling", dropout: 0.1 },
  { ...convolutional, kernel: 5, growing: "upsampling", loss: "mse", code: "linear" },
])("tensorflow.js reads the net: %o", async (change) => {
  const { fold, experiment } = runLab(autoencoder, data, { epochs: 2, ...change });
  const params = experiment.params as AutoencoderParams;
  const chain = autoencoder.chain?.(fold, params, data);
  const weights = autoencoder.weights?.(fold);
  if (!chain || !weights) throw new Error("no net");
  const ours = outputOf(autoencoderModel(params, data).build(40, false).outputs.reconstruction, weights);
  expectClose(outputOf(chainTensors(chain, input("x", [40, 35]), false).output, weights), ours);
  expectClose(ours, await answersOf(autoencoder, { fold, params: experiment.params }));
});
