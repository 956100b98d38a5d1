import { expect, test } from "vitest";
import type { CnnParams } from "../../../../shared/labs/representation/cnn/fields.ts";
import { cnn } from "../../../../shared/labs/representation/cnn/lab.ts";
import { cnnModel } from "../../../../shared/labs/representation/cnn/net.ts";
import { runLab } from "../../../run.ts";
import { answersOf, data, expectClose, outputOf } from "../../written.ts";

await cnn.ready?.();

test.each([
  { channels: [3, 4], dense: [5], activation: "silu", dropout: 0.2 },
  { channels: [3], kernel: "5", pooling: "average", normalisation: "batch", activation: "leaky-relu" },
  { channels: [2, 2, 3], pooling: "none", dense: [6, 4] },
])("tensorflow.js reads the net: %o", async (change) => {
  const { fold, experiment } = runLab(cnn, data, { epochs: 1, ...change });
  const params = experiment.params as CnnParams;
  const theirs = await answersOf(cnn, { fold, params: experiment.params }, [7, 5, 1]);
  const { probabilities } = cnnModel(params, { height: 7, width: 5, channels: 1 }, 3).build(40, false).outputs;
  expect(theirs.length).toBe(120);
  expectClose(outputOf(probabilities, cnn.weights?.(fold) ?? {}), theirs);
});
