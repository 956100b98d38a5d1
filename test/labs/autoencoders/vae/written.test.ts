import { expect, test } from "vitest";
import { taskParams, type VaeParams } from "../../../../shared/labs/autoencoders/vae/fields.ts";
import { vae } from "../../../../shared/labs/autoencoders/vae/lab.ts";
import { vaeModelOf } from "../../../../shared/labs/autoencoders/vae/net.ts";
import { onnxFile } from "../../../../shared/labs/onnx-file.ts";
import { answerOf } from "../../../oracles/onnx.ts";
import { runLab } from "../../../run.ts";
import { answersOf, data, expectClose, outputOf } from "../../written.ts";

await vae.ready?.();

test.each([
  { hidden: [6], latent: 2, likelihood: "bernoulli" },
  { hidden: [5], latent: 3, likelihood: "normal-fixed", activation: "gelu" },
  { architecture: "convolutional", filters: [3, 2], hidden: [4], latent: 2 },
])("other programs reconstruct by the mean of the code: %o", async (change) => {
  const { fold, experiment } = runLab(vae, data, { epochs: 2, ...change });
  const params = experiment.params as VaeParams;
  const { reconstruction } = vaeModelOf(taskParams(params), data).build(data.rows, false).outputs;
  const ours = outputOf(reconstruction, vae.weights?.(fold) ?? {});
  const file = onnxFile(vae, { fold, params: experiment.params, data });
  if (!file) throw new Error("no net");
  expectClose(ours, (await answerOf(file, data.values, [data.rows, data.columns])).values);
  const theirs = await answersOf(vae, { fold, params: experiment.params });
  expect(theirs.length).toBe(ours.length);
  expectClose(ours, theirs);
});
