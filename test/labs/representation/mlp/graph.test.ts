/** Graph models: run by tensorflow.js as threads load it, against plain arithmetic. */
import { describe, expect, test } from "vitest";
import { openForeign } from "../../../../client/compute/foreign.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import { mlp } from "../../../../shared/labs/representation/mlp/lab.ts";
import { failure } from "../../../shared/data/files.ts";
import { type GraphNode, graphModel, node, placeholder, type Signature } from "../../../shared/nets/tfjs/graphs.ts";
import { normals } from "../../../shared/nets/tfjs/models.ts";
import "../../../tensorflow.ts";

const ROWS = 300;
const [INPUTS, HIDDEN, CLASSES] = [4, 5, 3];
const values = normals(INPUTS * ROWS, 70);
const table: Table = {
  rows: ROWS,
  columns: INPUTS,
  values,
  labels: Int32Array.from({ length: ROWS }, (_, row) => row % CLASSES),
  classes: ["a", "b", "c"],
};
const params = parseParams(mlp.params, { epochs: 1 });
const weights = {
  w1: { shape: [INPUTS, HIDDEN], values: normals(INPUTS * HIDDEN, 71) },
  b1: { shape: [HIDDEN], values: normals(HIDDEN, 72) },
  w2: { shape: [HIDDEN, CLASSES], values: normals(HIDDEN * CLASSES, 73) },
  b2: { shape: [CLASSES], values: normals(CLASSES, 74) },
};

const chain = (rows = -1): GraphNode[] => [
  placeholder("x", [rows, INPUTS]),
  node("MatMul", "product", ["x", "w1"]),
  node("BiasAdd", "sum", ["product", "b1"]),
  node("Relu", "bent", ["sum"]),
  node("MatMul", "product2", ["bent", "w2"]),
  node("BiasAdd", "logits", ["product2", "b2"]),
];
const softmax = node("Softmax", "probabilities", ["logits"]);

/** In float64, by the definitions. */
function plain(): readonly (readonly number[])[] {
  return Array.from({ length: ROWS }, (_, row) => {
    const layer = (x: readonly number[], { w, b }: { w: Float32Array; b: Float32Array }) =>
      Array.from(b, (bias, o) => x.reduce((sum, value, i) => sum + value * w[i * b.length + o], bias));
    const x = [...values.subarray(row * INPUTS, (row + 1) * INPUTS)];
    const hidden = layer(x, { w: weights.w1.values, b: weights.b1.values }).map((z) => Math.max(0, z));
    const odds = layer(hidden, { w: weights.w2.values, b: weights.b2.values }).map(Math.exp);
    const sum = odds.reduce((all, one) => all + one, 0);
    return odds.map((one) => one / sum);
  });
}

async function run(nodes: readonly GraphNode[], signature?: Signature) {
  const used = new Set(nodes.flatMap(({ input = [] }) => input));
  const own = Object.fromEntries(Object.entries(weights).filter(([name]) => used.has(name)));
  const data: Table = { ...table, ...(await graphModel(nodes, own, signature)) };
  await mlp.prepare?.(data);
  mlp.check?.(params, data);
  expect(mlp.notices?.(params, data)).toMatchObject([
    { code: "graph-only-runs", values: { name: "model.json" } },
    { code: "model-takes-raw" },
  ]);
  const [task, ...others] = mlp.plan(params, data, [1, 2]);
  expect(others).toEqual([]);
  expect(task.wasm).toEqual(["tensorflow"]);
  const wasm = () => {
    throw new Error("no module of ours");
  };
  const process = await mlp.open(task, { device: "wasm", wasm, data, inputs: {}, openModel: openForeign });
  await process.advance(1);
  return process.output();
}

describe("a graph model gives what its nodes say", () => {
  const both: Signature = { inputs: { features: "x:0" }, outputs: { scores: "probabilities:0" } };
  test.each([
    ["ends by its nodes", [...chain(), softmax], undefined],
    ["ends by its signature", [...chain(), softmax, node("Relu", "unused", ["probabilities"])], both],
    ["logits", chain(), undefined],
    ["seven rows at a time", [...chain(7), softmax], undefined],
  ] as const)("%s", async (_, nodes, signature) => {
    const output = await run(nodes, signature);
    for (const [row, expected] of plain().entries()) {
      const largest = Math.max(...expected);
      expect(Math.abs(Number(output.confidence.values[row]) - largest)).toBeLessThan(2e-6);
      expect(expected[Number(output.predicted.values[row])]).toBe(largest);
    }
  });
});

describe("what cannot be run is said", () => {
  const sum = node("AddV2", "both", ["x", "z"]);
  test.each([
    ["two inputs", [placeholder("x", [-1, 4]), placeholder("z", [-1, 4]), sum], { value: /x .*z / }],
    [
      "two outputs",
      [...chain(), node("Relu", "one", ["logits"]), node("Tanh", "two", ["logits"])],
      { outputs: /one, two/ },
    ],
    ["whole numbers", [placeholder("x", [-1, 4], "DT_INT32"), node("Relu", "y", ["x"])], { value: /int32/ }],
    [
      "no shape",
      [{ name: "x", op: "Placeholder", attr: { dtype: { type: "DT_FLOAT" } } }, node("Relu", "y", ["x"])],
      { value: /x \(\?/ },
    ],
  ] as const)("%s", async (_, nodes, named) => {
    const error = await failure(() => run(nodes));
    expect(error).toMatchObject({
      code: "model-ends",
      values: Object.fromEntries(Object.entries(named).map(([key, text]) => [key, expect.stringMatching(text)])),
    });
  });

  test("other data, other classes, an operation that there is not", async () => {
    const wide = [placeholder("x", [-1, 7]), node("Relu", "y", ["x"])];
    expect(await failure(() => run(wide))).toMatchObject({
      code: "model-inputs",
      values: { value: "7", expected: "4" },
    });
    const four = [placeholder("x", [-1, 4]), node("Relu", "y", ["x"])];
    expect(await failure(() => run(four))).toMatchObject({ code: "model-outputs", values: { value: 4, expected: 3 } });
    const odd = [placeholder("x", [-1, 4]), node("Oddity", "y", ["x"])];
    expect(await failure(() => run(odd))).toMatchObject({
      code: "model-not-run",
      values: { value: expect.stringMatching(/Oddity/) },
    });
  });
});
