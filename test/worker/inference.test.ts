import { env } from "cloudflare:workers";
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
import { ask, migrate, post, publication, published, refusal, remove } from "./edge.ts";
import { readPng } from "./read-png.ts";

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

describe("pictures", () => {
  const sampleOf = (query: string, headers: Record<string, string> = {}) =>
    ask(`/api/x/${id}/sample?width=5&${query}`, { headers });
  /** Head, and the levels of grey, as another decoder reads them. */
  const read = async (response: Response) => {
    expect(response.headers.get("content-type")).toBe("image/png");
    return readPng(new Uint8Array(await response.arrayBuffer()));
  };

  test.each([
    ["the address", "format=png", {}],
    ["the header", "", { Accept: "image/png" }],
    ["an image element", "", { Accept: "image/avif,image/webp,image/*,*/*;q=0.8" }],
  ])("are asked for by %s", async (_, query, headers) => {
    const { width, height, values } = await read(await sampleOf(`seed=3&${query}`, headers as Record<string, string>));
    expect([width, height]).toEqual([5, 4]);
    expect(values).toEqual(Array.from(sample(model, scalarEngine, 3, 1).pictures.values));
  });

  test.each(["", "application/json, image/png;q=0.5", "text/html,*/*;q=0.8", "image/png;q=0"])(
    "are not where %j is accepted",
    async (Accept) => {
      const response = await sampleOf("seed=3", { Accept });
      expect([response.headers.get("content-type"), response.headers.get("vary")]).toEqual([
        "application/json",
        "Accept",
      ]);
    },
  );

  test("are a grid where there are several, with lines between them", async () => {
    const { width, height, values } = await read(await sampleOf("seed=3&n=3&format=png"));
    expect([width, height]).toEqual([11, 9]);
    const pictures = sample(model, scalarEngine, 3, 3).pictures.values;
    const expected = Array.from({ length: 11 * 9 }, (_, at) => {
      const [x, y] = [at % 11, Math.floor(at / 11)];
      const place = Math.floor(y / 5) * 2 + Math.floor(x / 6);
      if (x % 6 === 5 || y % 5 === 4 || place > 2) return 96;
      return pictures[place * 20 + (y % 5) * 5 + (x % 6)];
    });
    expect(values).toEqual(expected);
  });

  test("are drawn of what was decoded and reconstructed, too", async () => {
    const asked = await infer(
      JSON.stringify({ op: "reconstruct", rows: nested.slice(0, 1) }),
      undefined,
      "?format=png&width=4",
    );
    const { width, height, values } = await read(asked);
    expect([width, height]).toEqual([4, 5]);
    expect(values).toEqual(Array.from(reconstruct(model, scalarEngine, given).values.subarray(0, 20)));
  });

  test("are bytes alone where bytes are asked for", async () => {
    const response = await sampleOf("seed=3&n=2&format=bytes");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(sample(model, scalarEngine, 3, 2).pictures.values);
  });

  test("longer than a block of the format are whole", async () => {
    const large = await publish(encodeQuantNet(smallNet(2000, 8).model));
    const { width, height, values } = await read(await ask(`/api/x/${large}/sample?n=64&width=50&format=png`));
    expect([width, height, values.length]).toEqual([407, 327, 407 * 327]);
  });
});

describe("samples that are kept", () => {
  test("have a name, which brings a 304 without them", async () => {
    const first = await ask(`/api/x/${id}/sample?seed=5&n=2`);
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    const name = first.headers.get("etag") ?? "";
    const again = await ask(`/api/x/${id}/sample?seed=5&n=2`, { headers: { "If-None-Match": name } });
    expect([again.status, again.headers.get("etag")]).toEqual([304, name]);
    for (const query of ["seed=6&n=2", "seed=5&n=3", "seed=5&n=2&format=bytes"]) {
      const other = await ask(`/api/x/${id}/sample?${query}`, { headers: { "If-None-Match": name } });
      expect([query, other.status]).toEqual([query, 200]);
      await other.arrayBuffer();
    }
  });

  test("are answered without the weights where the isolate has lost them, and not once the link is gone", async () => {
    const weights = encodeQuantNet(smallNet(24, 3).model);
    const link = await published(publication(), { parts: [{ role: "weights", bytes: weights }] });
    const asked = (query: string, bindings?: Env) => ask(`/api/x/${link.id}/sample?${query}`, {}, bindings);
    const first = await (await asked("seed=9&n=4")).text();
    // An isolate has room for eight nets.
    for (let i = 0; i < 8; i++) {
      const other = await publish(encodeQuantNet(smallNet(25 + i, 3).model));
      expect((await ask(`/api/x/${other}/sample`)).status).toBe(200);
    }
    const withoutStore = { ...env, BLOBS: { get: () => Promise.reject(new Error("gone")) } } as unknown as Env;
    const kept = await asked("seed=9&n=4", withoutStore);
    expect([kept.status, await kept.text()]).toEqual([200, first]);
    expect(await refusal(asked("seed=10&n=4", withoutStore))).toEqual([503, "store-unavailable"]);
    expect((await remove(link.id, link.deleteToken)).status).toBe(200);
    expect(await refusal(asked("seed=9&n=4"))).toEqual([410, "deleted"]);
  });
});

describe("what a question costs", () => {
  test("is known before the weights are read", async () => {
    const weights = encodeQuantNet(smallNet(1900, 200).model);
    const link = await publish(weights);
    const withoutStore = { ...env, BLOBS: { get: () => Promise.reject(new Error("gone")) } } as unknown as Env;
    const asked = (path: string, init?: RequestInit) => refusal(ask(`/api/x/${link}/${path}`, init, withoutStore));
    const body = (value: unknown) => ({
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(value),
    });
    expect(await asked("sample?n=64")).toEqual([400, "too-many-rows"]);
    expect(await asked("infer", body({ op: "decode", rows: [[1]] }))).toEqual([400, "wrong-width"]);
    expect(await asked("infer?format=png", body({ op: "encode", rows: [new Array(1900).fill(0)] }))).toEqual([
      400,
      "not-a-picture",
    ]);
    expect(await asked("sample?n=1")).toEqual([503, "store-unavailable"]);
  });
});

test("an operation that the model does not have is refused with those that it has", async () => {
  const allowed = "encode, decode, reconstruct";
  const inJson = await (await infer(JSON.stringify({ op: "train", rows: nested }))).json();
  expect(inJson).toMatchObject({ error: { path: "op", values: { value: "train", allowed } } });
  const inBytes = await (await infer(new Uint8Array(80), "application/octet-stream", "?op=train")).json();
  expect(inBytes).toEqual(inJson);
});

describe("refusals", () => {
  test.each<[string, () => Promise<Response>, number, string]>([
    ["a link without a model", () => infer("{}", "application/json", "", without), 404, "no-model"],
    ["an unknown link", () => infer("{}", "application/json", "", "A".repeat(22)), 404, "unknown-link"],
    ["an unknown operation", () => infer(JSON.stringify({ op: "train", rows: nested })), 400, "not-an-option"],
    ["an operation that is no text", () => infer(JSON.stringify({ op: 1, rows: nested })), 400, "invalid-body"],
    ["text among numbers", () => infer(JSON.stringify({ op: "encode", rows: [["x"]] })), 400, "invalid-body"],
    ["ragged rows", () => infer(JSON.stringify({ op: "encode", rows: [[1], [1, 2]] })), 400, "ragged-row"],
    ["rows of another width", () => infer(JSON.stringify({ op: "encode", rows: [[1, 2]] })), 400, "wrong-width"],
    ["no rows", () => infer(JSON.stringify({ op: "decode", rows: [] })), 400, "too-many-rows"],
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
    ["an unknown form", () => ask(`/api/x/${id}/sample?format=gif`), 400, "not-an-option"],
    ["pixels that are no square", () => ask(`/api/x/${id}/sample?format=png`), 400, "not-a-picture"],
    ["a width that leaves a rest", () => ask(`/api/x/${id}/sample?format=png&width=7`), 400, "not-a-picture"],
    ["a width of nothing", () => ask(`/api/x/${id}/sample?format=png&width=0`), 400, "out-of-range"],
    [
      "codes as a picture",
      () => infer(JSON.stringify({ op: "encode", rows: nested }), undefined, "?format=png"),
      400,
      "not-a-picture",
    ],
    ["nesting without end", () => infer("[".repeat(200_000)), 400, "not-json"],
    ["rows in rows", () => infer(JSON.stringify({ op: "encode", rows: [[[1]]] })), 400, "invalid-body"],
    ["numbers beyond all", () => infer('{"op":"encode","rows":[[1e999]]}'), 400, "invalid-body"],
    ["members of no question", () => infer('{"op":"encode","rows":[[1]],"__proto__":{"x":1}}'), 400, "invalid-body"],
    ["half a number", () => infer(new Uint8Array(81), "application/octet-stream", "?op=encode"), 400, "wrong-length"],
    [
      "bytes that are not finite",
      () => infer(new Uint8Array(80).fill(255), "application/octet-stream", "?op=encode"),
      400,
      "not-finite-input",
    ],
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
