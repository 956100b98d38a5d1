/** Published graphs of integer operations: asked like any model, with the bytes of the readable engine; malformed and oversized ones are refused. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { type FloatGraph, quantiseGraph } from "../../shared/quant/float/index.ts";
import { dequantised, encodeGraph, scalarGraphs, valueNamed, valuesOf } from "../../shared/quant/graph/index.ts";
import { fillUniform32 } from "../../shared/random/index.ts";
import type { Failure } from "../../worker/errors.ts";
import { describeModel } from "../../worker/inference/weights.ts";
import { ask, migrate, post, publication, published, refusal } from "./edge.ts";
import { readPng } from "./read-png.ts";

function uniforms(seed: number, length: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(length);
  fillUniform32([seed, 1], 0, values);
  return values;
}
const numbers = (seed: number, length: number) => uniforms(seed, length).map((value) => value - 0.5);
const rowsOf = (count: number, size: number) => uniforms(9, count * size);

/** Pictures of 6 × 6 to the odds of three classes: a convolution, pooling, a dense layer, softmax. */
const classifier: FloatGraph = {
  input: { shape: [6, 6, 1] },
  nodes: [
    {
      name: "conv",
      inputs: ["input"],
      op: "conv2d",
      filters: 4,
      kernel: [3, 3],
      stride: [1, 1],
      padding: "valid",
      weights: numbers(1, 36),
      bias: numbers(2, 4),
    },
    { name: "act", inputs: ["conv"], op: "activation", kind: "relu" },
    { name: "pool", inputs: ["act"], op: "maxPool2d", kernel: [2, 2], stride: [2, 2], padding: "valid" },
    { name: "flat", inputs: ["pool"], op: "reshape", shape: [16] },
    { name: "dense", inputs: ["flat"], op: "dense", units: 3, weights: numbers(3, 48), bias: numbers(4, 3) },
    { name: "odds", inputs: ["dense"], op: "softmax" },
  ],
  outputs: ["odds"],
};
/** Pictures of 5 × 5 to pictures. */
const painter: FloatGraph = {
  input: { shape: [25] },
  nodes: [
    { name: "dense", inputs: ["input"], op: "dense", units: 25, weights: numbers(5, 625), bias: numbers(6, 25) },
    { name: "out", inputs: ["dense"], op: "activation", kind: "sigmoid" },
  ],
  outputs: ["out"],
};

const quantised = (float: FloatGraph, size: number) => quantiseGraph(float, rowsOf(32, size)).graph;
const [classes, pictures] = [quantised(classifier, 36), quantised(painter, 25)];
const names = ["gato", "<perro>", "ñandú 🐦"];
let [classId, pictureId, namedId] = ["", "", ""];

beforeAll(async () => {
  await migrate();
  const publish = (bytes: Uint8Array<ArrayBuffer>) =>
    published(publication(), { parts: [{ role: "weights", bytes }] }).then(({ id }) => id);
  classId = await publish(encodeGraph(classes));
  pictureId = await publish(encodeGraph(pictures));
  namedId = await publish(encodeGraph({ ...classes, classes: names }));
});

const infer = (id: string, body: BodyInit, query = "", type = "application/json") =>
  ask(`/api/x/${id}/infer${query}`, { method: "POST", headers: { "Content-Type": type }, body });
const nested = (values: ArrayLike<number>, width: number) =>
  Array.from({ length: values.length / width }, (_, n) => Array.from(values).slice(n * width, (n + 1) * width));

describe("a published graph", () => {
  test("is described in its link", async () => {
    const { model } = (await (await ask(`/api/x/${classId}`)).json()) as { model: object };
    expect(model).toEqual({
      kind: "graph-int8",
      inputs: 36,
      outputs: 3,
      shape: [6, 6, 1],
      shapeOut: [3],
      classifies: true,
      parameters: 40 + 51,
      // Products, windows of the pooling, and the softmax's own.
      multiplyAdds: 16 * 36 + 4 * 16 + 48 + 3,
      operations: [{ op: "classify", takes: 36, gives: 3, picture: false }],
    });
  });

  test("classifies with the bytes of the readable engine", async () => {
    const rows = rowsOf(5, 36);
    const { odds } = scalarGraphs.run(classes, rows);
    const expected = dequantised(valueNamed(valuesOf(classes), "odds").code, odds);
    const answer = await infer(classId, JSON.stringify({ op: "classify", rows: nested(rows, 36) }));
    const { rows: odds32, ...others } = (await answer.json()) as { rows: number[][] };
    expect(others).toEqual({ op: "classify", width: 3, range: { low: 0, high: 1 } });
    expect(Float32Array.from(odds32.flat())).toEqual(expected);
    // Shortest decimals.
    expect(Math.max(...odds32.flat().map((odd) => String(odd).length))).toBeLessThanOrEqual(11);
    const bytes = await infer(classId, rows.buffer, "?op=classify", "application/octet-stream");
    expect(Float32Array.from(new Float64Array(await bytes.arrayBuffer()))).toEqual(expected);
    for (const row of nested(expected, 3)) expect(row.reduce((sum, odd) => sum + odd, 0)).toBeCloseTo(1, 1);
  });

  test("says the names of its classes, where it has them", async () => {
    const { model } = (await (await ask(`/api/x/${namedId}`)).json()) as { model: { classes?: string[] } };
    expect(model.classes).toEqual(names);
    const body = JSON.stringify({ op: "classify", rows: nested(rowsOf(2, 36), 36) });
    const [named, unnamed] = await Promise.all(
      [namedId, classId].map(async (id) => (await (await infer(id, body)).json()) as { classes?: string[] }),
    );
    const { classes: said, ...others } = named;
    expect(said).toEqual(names);
    expect(others).toEqual(unnamed);
  });

  test("gives pictures as numbers, and draws them", async () => {
    const rows = rowsOf(1, 25);
    const body = JSON.stringify({ op: "predict", rows: nested(rows, 25) });
    const output = pictures.outputs[0];
    const codes = scalarGraphs.run(pictures, rows)[output];
    const answer = (await (await infer(pictureId, body)).json()) as { rows: number[][] };
    expect(Float32Array.from(answer.rows[0])).toEqual(dequantised(valueNamed(valuesOf(pictures), output).code, codes));
    const drawn = readPng(new Uint8Array(await (await infer(pictureId, body, "?format=png")).arrayBuffer()));
    expect([drawn.width, drawn.height, drawn.values]).toEqual([5, 5, Array.from(codes)]);
  });

  test("draws codes of 7 bits from black to white", async () => {
    const dense = { units: 1, weights: numbers(7, 4), bias: numbers(8, 1) };
    const float: FloatGraph = {
      input: { shape: [4] },
      nodes: [
        { name: "seen", inputs: ["input"], op: "reshape", shape: [2, 2, 1] },
        { name: "product", inputs: ["input"], op: "dense", ...dense },
      ],
      outputs: ["seen"],
    };
    const { graph } = quantiseGraph(float, Float32Array.of(0, 127, 0, 127));
    expect(valueNamed(valuesOf(graph), "seen").code).toEqual({ scale: 1, zero: 0, top: 127 });
    const { id } = await published(publication(), { parts: [{ role: "weights", bytes: encodeGraph(graph) }] });
    const answer = await infer(id, JSON.stringify({ op: "predict", rows: [[0, 63, 64, 127]] }), "?format=png");
    // 255 · 63 / 127 = 126.496, and its counterpart.
    expect(readPng(new Uint8Array(await answer.arrayBuffer())).values).toEqual([0, 126, 129, 255]);
  });

  test.each<[string, () => Promise<Response>, number, string]>([
    ["draws no samples", () => ask(`/api/x/${classId}/sample`), 404, "no-samples"],
    [
      "has no operation of autoencoders",
      () => infer(classId, JSON.stringify({ op: "encode", rows: [[1]] })),
      400,
      "not-an-option",
    ],
    [
      "does not predict what it classifies",
      () => infer(classId, new Uint8Array(144), "?op=predict", "application/octet-stream"),
      400,
      "not-an-option",
    ],
    [
      "takes rows of its own width",
      () => infer(classId, JSON.stringify({ op: "classify", rows: [[1]] })),
      400,
      "wrong-width",
    ],
    [
      "draws no classes",
      () => infer(classId, JSON.stringify({ op: "classify", rows: nested(rowsOf(1, 36), 36) }), "?format=png"),
      400,
      "not-a-picture",
    ],
  ])("%s", async (_, asked, status, code) => expect(await refusal(asked())).toEqual([status, code]));
});

/** Codes of `units` for each of so many things: no product, and a file of a few bytes. */
function embedding(things: number, units: number, seed: number): FloatGraph {
  return {
    input: { shape: [things], things: 2 },
    nodes: [{ name: "e", inputs: ["input"], op: "embedding", units, weights: numbers(seed, 2 * units) }],
    outputs: ["e"],
  };
}
/** With a cache of 15 MiB. */
function remembering(seed: number): FloatGraph {
  const { nodes, ...others } = embedding(1, 2048, seed);
  const attention = { name: "a", op: "attention", inputs: ["e", "e", "e"], heads: 1, steps: 3900 } as const;
  return { ...others, nodes: [...nodes, attention], outputs: ["a"] };
}
async function publishedOf(float: FloatGraph): Promise<string> {
  const { graph } = quantiseGraph(float, new Float32Array(float.input.shape[0]));
  return (await published(publication(), { parts: [{ role: "weights", bytes: encodeGraph(graph) }] })).id;
}
const predict = (id: string, count: number, bindings?: Env) => predictAs("bytes", id, count, bindings);
const predictAs = (format: string, id: string, count: number, bindings?: Env) =>
  ask(
    `/api/x/${id}/infer?op=predict&format=${format}`,
    { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: new Float32Array(count) },
    bindings,
  );

describe("graphs of small files", () => {
  test("are asked no more rows than an answer has room for", async () => {
    // 131,072 numbers a row: eight rows make the 2^20 of an answer.
    const id = await publishedOf(embedding(16, 8192, 1));
    expect((await (await predict(id, 8 * 16)).arrayBuffer()).byteLength).toBe(8 * 2 ** 20);
    expect(await refusal(predict(id, 9 * 16))).toEqual([400, "too-many-rows"]);
  });

  test("are asked no more rows in JSON than it has bytes for, and told how many", async () => {
    const id = await publishedOf(embedding(16, 8192, 1));
    const inJson = (count: number) => predictAs("json", id, count * 16);
    const refused = (await (await inJson(8)).json()) as Failure;
    expect(refused.error.code).toBe("answer-too-large");
    const { rows, max, value } = refused.error.values as Record<string, number>;
    expect([rows > 0 && rows < 8, value > max]).toEqual([true, true]);
    const answered = await inJson(rows);
    expect([answered.status, (await answered.arrayBuffer()).byteLength < max + 200]).toEqual([200, true]);
    expect(await refusal(inJson(rows + 1))).toEqual([400, "answer-too-large"]);
  });

  test("are let go where those that were asked since need the memory", async () => {
    const withoutStore = { ...env, BLOBS: { get: () => Promise.reject(new Error("gone")) } } as unknown as Env;
    const ids: string[] = [];
    for (const seed of [2, 3, 4, 5, 6]) ids.push(await publishedOf(remembering(seed)));
    // 64 MiB have room for four of them.
    for (const id of ids) expect((await predict(id, 1)).status).toBe(200);
    expect(await refusal(predict(ids[0], 1, withoutStore))).toEqual([503, "store-unavailable"]);
    for (const id of ids.slice(1)) expect((await predict(id, 1, withoutStore)).status).toBe(200);
  });
});

describe("what is no graph", () => {
  const good = encodeGraph(classes);
  const text = new TextDecoder("latin1").decode(good);
  /** The file with its head changed, of the same length. */
  const changed = (from: string, to: string) => {
    const at = text.indexOf(from);
    expect(at).toBeGreaterThan(0);
    expect(to.length).toBe(from.length);
    const bytes = good.slice();
    bytes.set(new TextEncoder().encode(to), at);
    return bytes;
  };

  test.each<[string, () => Uint8Array<ArrayBuffer>]>([
    ["another format", () => changed("latente-graph-int8/1", "latente-graph-int9/1")],
    ["an unknown operation", () => changed("softmax", "softmix")],
    ["a picture of another size", () => changed("[6,6,1]", "[9,9,1]")],
    ["more filters than there are", () => changed('filters\\":4', 'filters\\":9')],
    ["a missing tensor", () => changed('"dense.bias"', '"dense.bios"')],
    ["bytes that end early", () => good.slice(0, -1)],
  ])("%s is refused when it is published", async (_, bytes) => {
    const response = await post(publication(), { parts: [{ role: "weights", bytes: bytes() }] });
    expect(response.status).toBe(400);
  });

  test("thousands of damaged graphs: a typed error, or a model", { timeout: 60_000 }, () => {
    let state = 7;
    const next = (below: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 8) % below;
    };
    let refused = 0;
    for (let i = 0; i < 5000; i++) {
      const mutant = good.slice(0, next(10) === 0 ? next(good.length) : good.length);
      for (let n = 1 + next(4); n > 0 && mutant.length > 0; n--)
        mutant[next(next(2) ? 2500 : good.length) % mutant.length] = next(256);
      try {
        describeModel(mutant);
      } catch (error) {
        expect(error).toBeInstanceOf(ExperimentError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(2000);
  });
});
