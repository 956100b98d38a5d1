import { beforeAll, describe, expect, test } from "vitest";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import {
  encode,
  encodeQuantNet,
  type QuantNet,
  quantise,
  reconstruct,
  sample,
  scalarEngine,
} from "../../shared/quant/index.ts";
import { fillUniform32 } from "../../shared/random/index.ts";
import { checkArrays, describeModel } from "../../worker/inference/weights.ts";
import { randomLayers, valuesOf } from "../oracles/float-net.ts";
import { ask, migrate, post, publication } from "./edge.ts";

const COLUMNS = 20;
const ROWS = 8;

function smallNet(columns = COLUMNS, code = 4): { readonly model: QuantNet; readonly rows: Float32Array } {
  const layers = randomLayers([columns, code, columns], ["relu", "sigmoid"], [1, 2], 0.3);
  const rows = new Float32Array(ROWS * columns);
  fillUniform32([3, 4], 0, rows);
  const covariance = Float64Array.from({ length: code * code }, (_, at) => (at % (code + 1) === 0 ? 1 : 0));
  const model = quantise({
    layers,
    encoder: 1,
    activations: valuesOf(layers, rows),
    codeMean: new Float64Array(code),
    codeCovariance: covariance,
  });
  return { model, rows };
}

const { model, rows } = smallNet();
const nested = Array.from({ length: ROWS }, (_, n) => Array.from(rows.subarray(n * COLUMNS, (n + 1) * COLUMNS)));
const given = { count: ROWS, width: COLUMNS, values: Float64Array.from(rows) };
let id = "";
let without = "";

async function publish(weights?: Uint8Array<ArrayBuffer>): Promise<string> {
  const response = await post(publication(), { parts: weights ? [{ role: "weights", bytes: weights }] : [] });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}
const infer = (body: BodyInit, type = "application/json", query = "", link = id) =>
  ask(`/api/x/${link}/infer${query}`, { method: "POST", headers: { "Content-Type": type }, body });
const failure = async (response: Response) => (await response.json()) as { error: { code: string; message: string } };

beforeAll(async () => {
  await migrate();
  id = await publish(encodeQuantNet(model));
  without = await publish();
});

describe("a published model", () => {
  test("is described in its link", async () => {
    const view = (await (await ask(`/api/x/${id}`)).json()) as { model: unknown };
    expect(view.model).toMatchObject({ kind: "dense-int8", inputs: COLUMNS, code: 4, outputs: COLUMNS });
  });

  test("encodes, decodes and reconstructs with the bytes of the readable engine", async () => {
    const encoded = (await (await infer(JSON.stringify({ op: "encode", rows: nested }))).json()) as {
      rows: number[][];
    };
    const codes = encode(model, scalarEngine, given);
    expect(encoded.rows.flat()).toEqual(Array.from(codes.values));
    const back = (await (await infer(JSON.stringify({ op: "reconstruct", rows: nested }))).json()) as {
      rows: number[][];
    };
    const expected = reconstruct(model, scalarEngine, given).values;
    expect(back.rows.flat()).toEqual(Array.from(expected));
    const decoded = (await (await infer(JSON.stringify({ op: "decode", rows: encoded.rows }))).json()) as {
      rows: number[][];
    };
    expect(decoded.rows.flat()).toEqual(Array.from(expected));
  });

  test("takes and gives bytes too", async () => {
    const response = await infer(rows.slice().buffer as ArrayBuffer, "application/octet-stream", "?op=reconstruct");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(reconstruct(model, scalarEngine, given).values);
  });

  test("gives the same samples for the same seed, however many are asked", async () => {
    const answer = async (query: string) =>
      (await (await ask(`/api/x/${id}/sample?${query}`)).json()) as { rows: number[][] };
    const many = await answer("seed=7&n=5");
    const expected = sample(model, scalarEngine, 7, 5).pictures.values;
    expect(many.rows.flat()).toEqual(Array.from(expected));
    expect((await answer("seed=7&n=2")).rows).toEqual(many.rows.slice(0, 2));
    expect((await answer("seed=8&n=5")).rows).not.toEqual(many.rows);
  });
});

describe("refusals", () => {
  test.each<[string, () => Promise<Response>, number, string]>([
    ["a link without a model", () => infer("{}", "application/json", "", without), 404, "no-model"],
    ["an unknown link", () => infer("{}", "application/json", "", "A".repeat(22)), 404, "unknown-link"],
    ["an unknown operation", () => infer(JSON.stringify({ op: "train", rows: nested })), 400, "invalid-body"],
    ["text among numbers", () => infer(JSON.stringify({ op: "encode", rows: [["x"]] })), 400, "invalid-body"],
    ["ragged rows", () => infer(JSON.stringify({ op: "encode", rows: [[1], [1, 2]] })), 400, "ragged-row"],
    ["rows of another width", () => infer(JSON.stringify({ op: "encode", rows: [[1, 2]] })), 400, "wrong-width"],
    ["no rows", () => infer(JSON.stringify({ op: "decode", rows: [] })), 400, "wrong-width"],
    [
      "more rows than a batch",
      () => infer(JSON.stringify({ op: "decode", rows: Array.from({ length: 65 }, () => [0, 0, 0, 0]) })),
      400,
      "too-many-rows",
    ],
    [
      "bytes that are no rows",
      () => infer(new Uint8Array(7), "application/octet-stream", "?op=encode"),
      400,
      "wrong-length",
    ],
    [
      "an unknown operation on bytes",
      () => infer(new Uint8Array(80), "application/octet-stream", "?op=x"),
      400,
      "not-an-option",
    ],
    ["another media type", () => infer("x", "text/plain"), 415, "unsupported-type"],
    ["a body beyond its cap", () => infer("9".repeat(256 * 1024 + 1)), 413, "too-large"],
    ["a seed that is no number", () => ask(`/api/x/${id}/sample?seed=x`), 400, "out-of-range"],
    ["too many samples", () => ask(`/api/x/${id}/sample?n=65`), 400, "out-of-range"],
  ])("%s", async (_, request, status, code) => {
    const response = await request();
    expect([response.status, (await failure(response)).error.code]).toEqual([status, code]);
  });

  test("multiply-adds beyond the cap: a large model takes fewer rows", async () => {
    const large = await publish(encodeQuantNet(smallNet(2000, 200).model));
    // 800,000 multiply-adds a row: 40 rows fit into 32 million.
    const count = (n: number) => ask(`/api/x/${large}/sample?n=${n}`);
    expect((await count(40)).status).toBe(200);
    expect((await failure(await count(41))).error.code).toBe("too-many-rows");
  });

  test("weights that are no model are not published", async () => {
    const damaged = encodeQuantNet(model);
    damaged[damaged.length - 1000] ^= 255;
    for (const bytes of [new Uint8Array(100), damaged.slice(0, -1)]) {
      const response = await post(publication(), { parts: [{ role: "weights", bytes }] });
      expect(response.status).toBe(400);
    }
  });

  test("thousands of damaged models and arrays: a typed error, or a model that answers", { timeout: 30_000 }, () => {
    const good = encodeQuantNet(model);
    let state = 7;
    const next = (below: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 8) % below;
    };
    for (let i = 0; i < 5000; i++) {
      const mutant = good.slice(0, next(10) === 0 ? next(good.length) : good.length);
      // Half of the changes hit the header, where sizes, types and offsets stand.
      for (let n = 1 + next(4); n > 0 && mutant.length > 0; n--)
        mutant[next(next(2) ? 600 : good.length) % mutant.length] = next(256);
      for (const check of [checkArrays, describeModel]) {
        try {
          check(mutant);
        } catch (error) {
          expect(error).toBeInstanceOf(ExperimentError);
        }
      }
    }
  });

  test("a deleted link answers 410", async () => {
    const response = await post(publication(), { parts: [{ role: "weights", bytes: encodeQuantNet(model) }] });
    const { id: doomed, deleteToken } = (await response.json()) as { id: string; deleteToken: string };
    expect((await ask(`/api/x/${doomed}/sample`)).status).toBe(200);
    await ask(`/api/x/${doomed}`, { method: "DELETE", headers: { "X-Delete-Token": deleteToken } });
    expect((await ask(`/api/x/${doomed}/sample`)).status).toBe(410);
  });
});
