import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { packOnnx } from "../../../shared/data/onnx-models.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { foreignNet } from "../../../shared/labs/foreign.ts";
import { decodeOnnx } from "../../../shared/nets/onnx/decode.ts";
import { encodeOnnx } from "../../../shared/nets/onnx/encode.ts";
import {
  type Attribute,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  sizes,
  tensor,
} from "../../../shared/nets/onnx/model.ts";
import { bytesField, joined, message, text, whole } from "../../../shared/nets/onnx/wire.ts";
import { type Draw, drawFrom, edited } from "./mutants.ts";

/** `MUTANTS=100000` draws as many. */
const COUNT = Number(process.env.MUTANTS ?? 1500);

const exported: Readonly<Record<string, { readonly file: string }>> = JSON.parse(
  readFileSync(new URL("../nets/onnx/torch-nets.json", import.meta.url), "utf8"),
);
const files = Object.values(exported).map(({ file }) => Uint8Array.from(Buffer.from(file, "base64")));

const node = (op: string, inputs: string[], output: string, attributes: Record<string, Attribute> = {}): OnnxNode => ({
  op,
  name: output,
  inputs,
  outputs: [output],
  attributes,
});
const end = (name: string, shape: OnnxGraph["inputs"][number]["shape"], type = 1) => ({ name, type, shape });
const matrix = (rows: number, columns: number) => ({
  shape: [rows, columns],
  values: Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i)),
});

/** "x" of four numbers through these nodes to "y". */
const net = (nodes: readonly OnnxNode[], more: Partial<OnnxGraph> = {}, model: Partial<OnnxModel> = {}) =>
  encodeOnnx({
    graph: {
      nodes,
      tensors: [
        tensor("w", matrix(4, 2)),
        tensor("square", matrix(4, 4)),
        tensor("b", { shape: [2], values: Float32Array.of(1, 2) }),
      ],
      inputs: [end("x", ["N", 4])],
      outputs: [end("y", ["N", 2])],
      ...more,
    },
    opset: 17,
    producer: "",
    metadata: {},
    ...model,
  });

function errorOf(bytes: Uint8Array<ArrayBuffer>): { readonly code: string; readonly message: string } {
  try {
    packOnnx([{ name: "net.onnx", bytes }]);
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
  return { code: "read", message: "" };
}

const picture = { inputs: [end("x", ["N", 3, 6, 6])], outputs: [end("y", null)] };
const dense = node("Gemm", ["x", "w", "b"], "y");
/** A tensor of so many bytes in other fields than those that are written. */
const raw = (...parts: readonly Uint8Array[]) => {
  const graph = message(7, message(5, ...parts), message(11, text(1, "x")), message(12, text(1, "y")));
  return joined([whole(1, 8), graph, message(8, text(1, ""), whole(2, 17))]);
};

describe("what is not read is refused in words", () => {
  test.each([
    ["an operation that is not known", net([node("Celu", ["x"], "y")]), "onnx-operation", "node y (Celu) is not read"],
    ["one of another domain", net([{ ...dense, domain: "com.microsoft" }]), "onnx-operation", "of com.microsoft"],
    ["a loop", net([node("Loop", ["x"], "y")]), "onnx-operation", "(Loop)"],
    ["integers of a quantised net", net([node("QuantizeLinear", ["x", "b"], "y")]), "onnx-quantised", "QuantizeLinear"],
    [
      "codes of a quantised net",
      net([node("DequantizeLinear", ["x", "b"], "y")]),
      "onnx-quantised",
      "before quantisation",
    ],
    ["products of integers", net([node("MatMulInteger", ["x", "w"], "y")]), "onnx-quantised", "MatMulInteger"],
    ["half a model", net([dense]).slice(0, 60), "onnx-cut", "are left (copy or export it again)"],
    [
      "weights that are computed",
      net([node("Relu", ["x"], "r"), node("Gemm", ["x", "r"], "y")]),
      "onnx-operation",
      "input 2 is no constant",
    ],
    ["weights that do not fit", net([node("Gemm", ["x", "b"], "y")]), "onnx-operation", "weights of 2"],
    [
      "a bias that does not fit",
      net([node("Gemm", ["x", "square", "b"], "y")]),
      "onnx-operation",
      "bias of 2 for 4 outputs",
    ],
    [
      "weights that are not finite",
      net([dense], {
        tensors: [
          tensor("w", { shape: [4, 2], values: new Float32Array(8).fill(Number.NaN) }),
          tensor("b", { shape: [2], values: new Float32Array(2) }),
        ],
      }),
      "onnx-operation",
      "input 2 holds NaN",
    ],
    [
      "samples that mix",
      net([node("Reshape", ["x", "to"], "y")], { tensors: [sizes("to", [2, 2])] }),
      "onnx-operation",
      "samples must stay apart",
    ],
    [
      "samples that move",
      net([node("Transpose", ["x"], "y", { perm: { ints: [1, 0] } })]),
      "onnx-operation",
      "samples must stay first",
    ],
    [
      "an input of which a size is open",
      net([dense], { inputs: [end("x", ["N", "columns"])] }),
      "onnx-ends",
      "x (N × columns)",
    ],
    [
      "two inputs",
      net([node("Add", ["x", "z"], "y")], { inputs: [end("x", ["N", 4]), end("z", ["N", 4])] }),
      "onnx-ends",
      "z (N × 4)",
    ],
    ["two outputs", net([dense], { outputs: [end("y", null), end("x", null)] }), "onnx-ends", "gives y (?), x (?)"],
    ["whole numbers as input", net([dense], { inputs: [end("x", ["N", 4], 7)] }), "onnx-ends", "takes x"],
    ["an output of constants", net([node("Identity", ["w"], "y")]), "onnx-ends", "gives y"],
    ["nothing between input and output", net([node("Identity", ["x"], "y")]), "onnx-ends", "gives y"],
    [
      "a circle",
      net([node("Add", ["x", "c"], "a"), node("Relu", ["a"], "c"), node("Gemm", ["c", "w"], "y")]),
      "onnx-damaged",
      "c, which nothing before gives",
    ],
    [
      "a value that is given twice",
      net([node("Relu", ["x"], "r"), node("Tanh", ["x"], "r"), node("Gemm", ["r", "w"], "y")]),
      "onnx-damaged",
      "r, which is given twice",
    ],
    [
      "a sum that is given twice",
      net([
        node("MatMul", ["x", "w"], "m"),
        node("Add", ["m", "b"], "y"),
        node("Relu", ["x"], "r"),
        node("Add", ["r", "r"], "y"),
      ]),
      "onnx-damaged",
      "y, which is given twice",
    ],
    [
      "a tensor that is there twice",
      net([dense], { tensors: [tensor("w", matrix(4, 2)), tensor("w", matrix(4, 2))] }),
      "onnx-damaged",
      "w, which is given twice",
    ],
    ["an output that nothing gives", net([]), "onnx-damaged", "y, which nothing before gives"],
    [
      "filters of a third dimension",
      net([node("Conv", ["x", "w"], "y")], picture),
      "onnx-operation",
      "filters of 2 axes",
    ],
    [
      "groups",
      net([node("Conv", ["x", "f"], "y", { group: { i: 3 } })], {
        ...picture,
        tensors: [tensor("f", { shape: [6, 1, 1, 1], values: new Float32Array(6) })],
      }),
      "onnx-operation",
      "3 groups of 3 channels to 6",
    ],
    [
      "dilations",
      net([node("MaxPool", ["x"], "y", { kernel_shape: { ints: [2, 2] }, dilations: { ints: [2, 2] } })], picture),
      "onnx-operation",
      "dilations 2 × 2",
    ],
    [
      "padding that is not that of tensorflow.js",
      net(
        [
          node("MaxPool", ["x"], "y", {
            kernel_shape: { ints: [3, 3] },
            strides: { ints: [2, 2] },
            pads: { ints: [1, 1, 1, 1] },
          }),
        ],
        picture,
      ),
      "onnx-operation",
      "pads 1, 1, 1, 1",
    ],
    [
      "pictures larger than anything",
      net([node("Pad", ["x", "p"], "y")], {
        ...picture,
        tensors: [sizes("p", [0, 0, 60000, 60000, 0, 0, 60000, 60000])],
      }),
      "onnx-operation",
      "which is too much",
    ],
    [
      "windows larger than the picture",
      net([node("AveragePool", ["x"], "y", { kernel_shape: { ints: [9, 9] } })], picture),
      "onnx-operation",
      "gives",
    ],
    ["no graph", joined([whole(1, 8), message(8, text(1, ""), whole(2, 17))]), "onnx-damaged", "it has no graph"],
    ["no version of the operations", joined([whole(1, 8), message(7, text(2, "g"))]), "onnx-damaged", "which version"],
    ["an empty file", new Uint8Array(0), "onnx-damaged", "no graph"],
    ["text", new TextEncoder().encode("not a model"), "onnx-damaged", "is not a readable ONNX model"],
    ["a number that does not end", Uint8Array.of(0x08, 0xff, 0xff), "onnx-cut", "cut off at byte"],
    [
      "a number of eleven bytes",
      Uint8Array.of(0x08, ...new Array(10).fill(0xff), 1),
      "onnx-damaged",
      "more than ten bytes",
    ],
    [
      "a length beyond the end",
      Uint8Array.of(0x08, 8, 0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f),
      "onnx-cut",
      "bytes at byte 2",
    ],
    ["a negative length", Uint8Array.of(0x08, 8, 0x3a, ...new Array(9).fill(0xff), 1), "onnx-damaged", "-1 bytes"],
    ["a group", Uint8Array.of(0x08, 8, 0x3b), "onnx-damaged", "wire type 3"],
    ["field 0", Uint8Array.of(0x02, 0), "onnx-damaged", "field 0"],
    ["a graph that is a number", joined([whole(1, 8), whole(7, 3)]), "onnx-damaged", "field 7 is not bytes"],
    [
      "a tensor in another file",
      raw(text(8, "w"), message(13, text(1, "location"), text(2, "net.data"))),
      "onnx-external",
      "tensor w in net.data (save it as one file",
    ],
    ["a tensor said to be elsewhere", raw(text(8, "w"), whole(14, 1)), "onnx-external", "in another file"],
    ["a tensor of texts", raw(text(8, "w"), whole(1, 1), whole(2, 8)), "tensor-type", "tensor w has type string"],
    ["a tensor of a type that nobody knows", raw(text(8, "w"), whole(1, 1), whole(2, 99)), "tensor-type", "number 99"],
    [
      "more numbers than bytes",
      raw(text(8, "w"), whole(1, 2 ** 27), whole(2, 1), bytesField(9, new Uint8Array(8))),
      "onnx-damaged",
      "has 2 numbers (its shape needs 134217728)",
    ],
    [
      "shapes that overflow",
      raw(text(8, "w"), whole(1, 2 ** 31), whole(1, 2 ** 31), whole(1, 2 ** 31), whole(2, 1)),
      "onnx-damaged",
      "has shape",
    ],
    ["a negative extent", raw(text(8, "w"), whole(1, -3), whole(2, 1)), "onnx-damaged", "has shape -3"],
    [
      "more axes than any tensor has",
      raw(bytesField(1, new Uint8Array(100_000).fill(1))),
      "onnx-damaged",
      "more than 8 axes",
    ],
    ["a tensor in segments", raw(message(3, whole(1, 0))), "onnx-damaged", "in segments"],
    ["a name without end", raw(text(8, "w".repeat(5_000))), "onnx-damaged", "a text of 5000 bytes"],
    ["more nodes than any net has", net(new Array(5_000).fill(dense)), "onnx-damaged", "more than 4096 nodes"],
  ])("%s", (_, bytes, code, said) => {
    const error = errorOf(bytes);
    expect(error.code).toBe(code);
    expect(error.message).toContain(said);
  });

  test("graphs within graphs are as deep as a file is long, and are not followed", () => {
    let deep: Uint8Array = new Uint8Array(0);
    for (let i = 0; i < 2_000; i++) deep = message(1, message(5, text(1, "body"), message(6, deep)));
    const bytes = joined([whole(1, 8), message(7, deep), message(8, whole(2, 17))]);
    expect(errorOf(bytes).code).toMatch(/^onnx-/);
  });
});

test("a file is known by its first bytes, or by its name", () => {
  const [bytes] = files;
  expect(packOnnx([{ name: "net", bytes }])[0].name).toBe("net.onnx.safetensors");
  const other = { name: "a.csv", bytes: new TextEncoder().encode("1,2\n3,4\n") };
  expect(packOnnx([other])).toEqual([other]);
});

test("the model keeps the name of its file, and says of its lab only what ours say", async () => {
  const bytes = net([dense], {}, { producer: "someone", metadata: { lab: "mlp" } });
  const content = await decodeFile(packOnnx([{ name: "net.onnx", bytes }])[0]);
  if (content.kind !== "weights") throw new Error("no weights");
  expect(content.model?.name).toBe("net.onnx");
  expect(content.model?.text).not.toContain("userDefinedMetadata");
});

/** Reads it through to what a lab would make of it: content, or an ExperimentError. */
async function readThrough(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    const [packed] = packOnnx([{ name: "net.onnx", bytes }]);
    const content = await decodeFile(packed);
    if (content.kind !== "weights" || !content.model) throw new Error("no model");
    foreignNet(content.model, content.weights);
    return true;
  } catch (error) {
    if (error instanceof ExperimentError) return false;
    throw new Error(Buffer.from(bytes).toString("base64").slice(0, 4000), { cause: error });
  }
}

describe("damaged files", () => {
  test(`${COUNT} mutants of bytes are nets, or an ExperimentError`, { timeout: 3_600_000 }, async () => {
    const draw = drawFrom(7);
    let read = 0;
    for (let i = 0; i < COUNT; i++) read += Number(await readThrough(edited(files[i % files.length], draw)));
    expect(read).toBeLessThan(COUNT);
  });

  test(`${COUNT} mutants of nodes, settings and shapes`, { timeout: 3_600_000 }, async () => {
    const draw = drawFrom(11);
    const models = files.map((bytes) => decodeOnnx(bytes));
    let read = 0;
    for (let i = 0; i < COUNT; i++)
      read += Number(
        await readThrough(encodeOnnx(mutant(models[i % models.length], models[draw(models.length)], draw))),
      );
    expect(read).toBeGreaterThan(COUNT / 100);
  });
});

const NUMBERS = [0, 1, 2, 3, 5, -1, -2, 7, 64, 65_535, 2 ** 31, -(2 ** 31), 2 ** 52];

/** Nodes left out, doubled, moved or of another model; other inputs, settings and shapes. */
function mutant({ graph, ...model }: OnnxModel, other: OnnxModel, draw: Draw): OnnxModel {
  const nodes = [...graph.nodes];
  const tensors = graph.tensors.map((one) => (one.type === "float16" ? { ...one, type: "float32" as const } : one));
  const one = <T>(list: readonly T[]): T => list[draw(list.length)];
  const names = [...tensors.map(({ name }) => name), ...nodes.flatMap(({ outputs }) => outputs), "pixels", ""];
  const setting = (attribute: Attribute): Attribute => {
    if (attribute.i !== undefined) return { i: one(NUMBERS) };
    if (attribute.f !== undefined) return { f: one(NUMBERS) / 3 };
    if (attribute.ints) return { ints: attribute.ints.map((own) => (draw(2) ? own : one(NUMBERS))).slice(draw(2)) };
    return attribute;
  };
  for (let changes = 1 + draw(3); changes > 0; changes--) {
    const at = draw(nodes.length);
    const { [at]: own } = nodes;
    const kind = draw(6);
    if (kind === 0) nodes.splice(at, 1);
    else if (kind === 1) nodes.splice(draw(nodes.length), 0, { ...own, op: one(other.graph.nodes).op });
    else if (kind === 2 && own) nodes[at] = { ...own, inputs: own.inputs.map((name) => (draw(3) ? name : one(names))) };
    else if (kind === 3 && own)
      nodes[at] = {
        ...own,
        attributes: Object.fromEntries(Object.entries(own.attributes).map(([name, value]) => [name, setting(value)])),
      };
    else if (kind === 4 && tensors.length > 0) {
      const t = draw(tensors.length);
      const { values } = tensors[t];
      if (values.length > 0)
        tensors[t] = draw(2)
          ? { ...tensors[t], shape: [values.length] }
          : { ...tensors[t], values: Float64Array.from(values, (v) => (draw(4) ? Number(v) : one(NUMBERS))) };
    } else if (own) nodes[at] = { ...own, op: one(other.graph.nodes).op };
    if (nodes.length === 0) nodes.push(one(other.graph.nodes));
  }
  return { ...model, graph: { ...graph, nodes, tensors } };
}
