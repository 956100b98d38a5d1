import { describe, expect, it } from "vitest";
import type { UserFile } from "../../../shared/data/hashed-file.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { modelKind } from "../../../shared/data/readers/tfjs/model.ts";
import { packModels } from "../../../shared/data/tensorflow-models.ts";
import { saved, start } from "../nets/tfjs/models.ts";
import { failure } from "./files.ts";

const bytesOf = (...arrays: readonly { readonly buffer: ArrayBufferLike }[]) =>
  Uint8Array.from(arrays.flatMap(({ buffer }) => [...new Uint8Array(buffer)]));

interface Spec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: object;
}

const json = (paths: readonly string[], weights: readonly Spec[], more: object = {}): UserFile => {
  const model = { format: "layers-model", modelTopology: { class_name: "Sequential" }, ...more };
  const text = JSON.stringify({ ...model, weightsManifest: [{ paths, weights }] });
  return { name: "model.json", bytes: new TextEncoder().encode(text) };
};
const spec = (name: string, shape: readonly number[], dtype: string, quantization?: object): Spec => ({
  name,
  shape,
  dtype,
  ...(quantization && { quantization }),
});

async function read(files: readonly UserFile[]) {
  const [packed, ...others] = packModels(files);
  expect(others).toEqual([]);
  const content = await decodeFile(packed);
  if (content.kind !== "weights") throw new Error(`holds ${content.kind}`);
  return content;
}

describe("a model of tensorflow.js as a file of weights", () => {
  it("holds what tensorflow.js saved", async () => {
    const { keras } = await start();
    const model = keras.sequential({ layers: [keras.layers.dense({ units: 3, inputShape: [2], name: "a" })] });
    const { json: text, weights } = await saved(model);
    const files = [
      { name: "model.json", bytes: text },
      { name: "model.weights.bin", bytes: weights },
    ];
    const { weights: own, model: net } = await read(files);
    expect(own["a/kernel"].shape).toEqual([2, 3]);
    expect(own["a/kernel"].values).toEqual(model.weights[0].read().dataSync());
    expect(JSON.parse(net?.text ?? "").modelTopology.class_name).toBe("Sequential");
    expect(net?.name).toBe("model.json");
    // Whatever the order in which they were given.
    expect(packModels(files.toReversed())[0].bytes).toEqual(packModels(files)[0].bytes);
  });

  it("joins the files of a group, which cut where they like, and leaves other files", async () => {
    const values = Float32Array.of(1, -2, 3.5);
    const whole = bytesOf(values);
    const model = json(["./g-shard1of2.bin", "sub/g-shard2of2.bin"], [spec("w", [3], "float32")]);
    const parts = [
      { name: "g-shard2of2.bin", bytes: whole.slice(5) },
      { name: "g-shard1of2.bin", bytes: whole.slice(0, 5) },
    ];
    const table = { name: "t.csv", bytes: new TextEncoder().encode("a,b\n1,2\n") };
    const [first, packed] = packModels([parts[0], table, model, parts[1]]);
    expect(first).toBe(table);
    const content = await decodeFile(packed);
    expect(content.kind === "weights" && content.weights.w.values).toEqual(values);
  });

  it("takes quantised weights for what they stand for", async () => {
    const weights = [
      spec("byte", [3], "float32", { dtype: "uint8", scale: 0.5, min: -1, original_dtype: "float32" }),
      spec("word", [2], "float32", { dtype: "uint16", scale: 0.1, min: 2 }),
      spec("half", [2], "float32", { dtype: "float16" }),
      spec("whole", [2], "int32", { dtype: "uint8", scale: 1.3, min: 0 }),
      spec("flag", [2], "bool"),
    ];
    const bytes = bytesOf(
      Uint8Array.of(0, 1, 255),
      Uint16Array.of(0, 65535),
      Uint16Array.of(0x3c00, 0xc100),
      Uint8Array.of(1, 3),
      Uint8Array.of(0, 2),
    );
    const { tf } = await start();
    const { weights: own } = await read([json(["w.bin"], weights), { name: "w.bin", bytes }]);
    const theirs = tf.io.decodeWeights(bytes.buffer, weights as never);
    for (const { name } of weights.slice(0, 4)) expect(own[name].values).toEqual(theirs[name].dataSync());
    expect([...own.half.values]).toEqual([1, -2.5]);
    expect([...own.whole.values]).toEqual([1, 4]);
    expect([...own.flag.values]).toEqual([0, 1]);
  });

  it("tells graphs from layers where the file does not", () => {
    expect(modelKind({ modelTopology: { node: [] } })).toBe("graph");
    expect(modelKind({ modelTopology: { model_config: {} } })).toBe("layers");
  });

  const one = [spec("w", [2], "float32")];
  const bin = (length: number) => ({ name: "w.bin", bytes: new Uint8Array(length) });
  it.each([
    ["a missing file", [json(["w.bin", "x.bin"], one), bin(8)], "model-without-weights", { value: "x.bin" }],
    ["too few bytes", [json(["w.bin"], one), bin(7)], "model-other-bytes", { value: 7, expected: 8 }],
    ["too many bytes", [json(["w.bin"], one), bin(9)], "model-other-bytes", { value: 9, expected: 8 }],
    ["text", [json(["w.bin"], [spec("w", [2], "string")]), bin(8)], "tensor-type", { name: "w", value: "string" }],
    ["sizes beyond all bounds", [json(["w.bin"], [spec("w", [1e9, 1e9], "float32")]), bin(8)], "too-many-values", {}],
    ["a negative size", [json(["w.bin"], [spec("w", [-2], "float32")]), bin(8)], "model-damaged", {}],
    ["no weights' names", [json(["w.bin"], [{} as Spec]), bin(8)], "model-damaged", {}],
    [
      "a scale that is missing",
      [json(["w.bin"], [spec("w", [2], "float32", { dtype: "uint8" })]), bin(2)],
      "model-damaged",
      {},
    ],
    [
      "halves of whole numbers",
      [json(["w.bin"], [spec("w", [2], "int32", { dtype: "float16" })]), bin(4)],
      "model-damaged",
      {},
    ],
    ["a cut text", [{ name: "model.json", bytes: json(["w.bin"], one).bytes.slice(0, -3) }], "model-damaged", {}],
  ] as const)("refuses %s", async (_, files, code, values) => {
    const error = await failure(async () => packModels(files));
    expect(error).toMatchObject({ code, values });
  });
});
