import { expect, test } from "vitest";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { mlp } from "../../../../shared/labs/representation/mlp/lab.ts";
import { tensorflowFiles } from "../../../../shared/labs/tensorflow-file.ts";
import { runLab } from "../../../run.ts";
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
