import { expect, test } from "vitest";
import { decodeFile } from "../../../../shared/data/readers/file.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { packModels } from "../../../../shared/data/tensorflow-models.ts";
import type { AutoencoderParams } from "../../../../shared/labs/autoencoders/autoencoder/fields.ts";
import { autoencoder } from "../../../../shared/labs/autoencoders/autoencoder/lab.ts";
import { autoencoderModel } from "../../../../shared/labs/autoencoders/autoencoder/net.ts";
import { tensorflowFiles } from "../../../../shared/labs/tensorflow-file.ts";
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

test.each([
  { ...convolutional, kernel: 3, normalisation: "layer" },
  { hidden: [6, 3], normalisation: "layer", loss: "mse" },
])("training goes on from what was written: %o", async (change) => {
  const { fold, experiment } = runLab(autoencoder, data, { epochs: 2, ...change });
  const files = tensorflowFiles(autoencoder, { fold, params: experiment.params, data }, "net.bin");
  if (!files) throw new Error("no files");
  const read = async (text: string): Promise<Table> => {
    const [packed] = packModels([
      { name: "model.json", bytes: new TextEncoder().encode(text) },
      { name: "net.bin", bytes: files.weights },
    ]);
    const content = await decodeFile(packed);
    if (content.kind !== "weights" || !content.model) throw new Error("no model");
    return { ...data, weights: content.weights, model: content.model };
  };
  const begun = runLab(autoencoder, await read(files.json), { epochs: 1, ...change, learningRate: 0.00001 });
  const [before, after] = [fold, begun.fold].map((one) => autoencoder.weights?.(one) ?? {});
  for (const [name, { values }] of Object.entries(before))
    for (const [i, w] of values.entries())
      expect(Math.abs(Number(after[name].values[i]) - Number(w)), name).toBeLessThan(1e-3);
  const other = await read(files.json.replace('"lab":"autoencoder"', '"lab":"other"'));
  expect(() => runLab(autoencoder, other, { epochs: 1, ...change })).toThrow(/not a model that this lab wrote/);
});
