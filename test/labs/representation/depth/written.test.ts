import { expect, test } from "vitest";
import { onnxFile } from "../../../../shared/labs/onnx-file.ts";
import { depth } from "../../../../shared/labs/representation/depth/lab.ts";
import { reluModel } from "../../../../shared/labs/representation/depth/train.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { answerOf } from "../../../oracles/onnx.ts";
import { runLab } from "../../../run.ts";
import { expectClose } from "../../written.ts";

await depth.ready?.();

const short = { hidden: [4, 3], seeds: 2, epochs: 3, samples: 64 };

test.each(["spirals", "sawtooth"])("onnxruntime answers with the first deep net: %s", async (target) => {
  const { fold, experiment } = runLab(depth, null, { topic: "training", target, ...short });
  const inputs = target === "sawtooth" ? 1 : 2;
  const rows = 20;
  const x = Float32Array.from({ length: rows * inputs }, (_, i) => Math.sin(3 * i));
  const { output } = reluModel(inputs, short.hidden).build(rows, false).outputs;
  const { program } = openNet(scalarMachine, { output }, fold.output("deep") ?? {});
  program.input("x").set(x);
  program.run();
  const file = onnxFile(depth, { fold, params: experiment.params, data: null });
  if (!file) throw new Error("no net");
  expectClose(program.output("output"), (await answerOf(file, x, [rows, inputs])).values);
});

test("other topics train no net", () => {
  const { fold, experiment } = runLab(depth, null, { topic: "graph" });
  expect(onnxFile(depth, { fold, params: experiment.params, data: null })).toBeUndefined();
});
