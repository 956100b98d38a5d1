import { expect, test } from "vitest";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { samplesOf } from "../../../../shared/labs/representation/mlp/data.ts";
import { ACTIVATIONS, type MlpParams } from "../../../../shared/labs/representation/mlp/fields.ts";
import { mlp } from "../../../../shared/labs/representation/mlp/lab.ts";
import { tensorflowFiles } from "../../../../shared/labs/tensorflow-file.ts";
import { openNow } from "../../../open-now.ts";
import { runLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";
import { answersOf, data, expectClose } from "../../written.ts";

await mlp.ready?.();

test.each([
  { hidden: [6, 5], activations: "tanh, leaky-relu" },
  { hidden: [6, 5, 4], activations: "gelu, silu, softplus", normalisation: "layer", dropout: 0.2 },
  { hidden: [6, 5, 4], activations: "selu, elu, sigmoid", normalisation: "batch" },
  { hidden: [] },
])("tensorflow.js reads the net: %o", async (change) => {
  const { fold, experiment } = runLab(mlp, data, { epochs: 2, ...change });
  const outputs = Array.from(await answersOf(mlp, { fold, params: experiment.params }));
  const { predicted, confidence } = fold.output("evaluate") ?? {};
  const rows = Array.from({ length: data.rows }, (_, row) => outputs.slice(3 * row, 3 * row + 3));
  expect(rows.map((row) => row.indexOf(Math.max(...row)))).toEqual([...(predicted?.values ?? [])]);
  expectClose(
    confidence?.values ?? [],
    rows.map((row) => Math.max(...row)),
  );
});

test("what tensorflow.js has no form of is named", () => {
  const layer = { name: "odd", kind: "activation", activation: "gelu-tanh" } as const;
  const lab: Lab = { ...mlp, chain: () => ({ input: [1], layers: [layer] }), weights: () => ({}) };
  const { fold, experiment } = runLab(mlp, data, { epochs: 1 });
  const write = () => tensorflowFiles(lab, { fold, params: experiment.params, data }, "net.bin");
  expect(write).toThrow(/layer odd: tensorflow.js has no tanh form of gelu/);
});

test("the numbers that inputs and answers are scaled by go with the weights", () => {
  const values = Float64Array.from({ length: 120 }, (_, at) => [1, 30, 0.2][at % 3] * Math.sin(at * at) + (at % 3));
  const table = { rows: 40, columns: 3, values, names: ["a", "b", "y"] };
  const { fold, experiment } = runLab(mlp, table, { epochs: 1 });
  const said = mlp.conventions?.(experiment.params as never, fold) ?? {};
  const { scale, goal } = samplesOf(table, experiment.params as unknown as MlpParams);
  const numbers = (text: string) => text.split(", ").map(Number);
  expect(numbers(said.inputMean)).toEqual([...scale.mean]);
  expect(numbers(said.inputDeviation)).toEqual([...scale.deviation]);
  expect(goal.kind === "number" && [goal.scale.mean[0], goal.scale.deviation[0]]).toEqual([
    Number(said.targetMean),
    Number(said.targetDeviation),
  ]);
  const pictures = runLab(mlp, data, { epochs: 1 });
  expect(mlp.conventions?.(pictures.experiment.params as never, pictures.fold)).not.toHaveProperty("inputMean");
});

test.each(ACTIVATIONS)("weights before %s begin as is said with them", (activation) => {
  const own = parseParams(mlp.params, { hidden: [400], activation, epochs: 1 });
  const [task] = mlp.plan(own as never, data, [3, 4]);
  const drawn = openNow(mlp, task, { device: "wasm", wasm: fresh, data, inputs: {} }).snapshot()["layer0.weights"];
  const variance = Array.from(drawn.values, (w) => Number(w) ** 2).reduce((a, b) => a + b, 0) / drawn.values.length;
  const said = mlp.conventions?.(own as never).initial ?? "";
  const [, before, selu] = /^before (.*) normal of variance 2 .* before (.*) normal of variance 1 /.exec(said) ?? [];
  const name = activation === "silu" ? "swish" : activation;
  const expected = before.split(/, | and /).includes(name) ? 2 / 35 : selu === name ? 1 / 35 : 2 / (35 + 400);
  // Of 14,000 draws the variance is within 4 standard errors, √(2/14,000).
  expect(Math.abs(variance / expected - 1)).toBeLessThan(0.05);
});
