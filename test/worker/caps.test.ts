import { beforeAll, expect, test } from "vitest";
import { decodeSafetensors, encodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import { canonicalJson } from "../../shared/experiment/canonical.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { encodeContainer } from "../../shared/publication/container.ts";
import { randomName, sha256 } from "../../worker/hash.ts";
import { ask, hexOf, migrate, post, publication, refusal } from "./edge.ts";

beforeAll(migrate);

const claim = publication().result as Record<string, unknown>;

/** A body of pieces that nobody announced the length of; counts what was read of it. */
function chunked(piece: Uint8Array<ArrayBuffer>, pieces: number) {
  const counter = { read: 0 };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (counter.read === pieces) return controller.close();
        counter.read++;
        controller.enqueue(piece.slice());
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, counter };
}

function send(
  body: BodyInit,
  type = "application/vnd.latente",
  headers: Record<string, string> = {},
): Promise<Response> {
  return ask("/api/x", {
    method: "POST",
    headers: { "Idempotency-Key": randomName(32), "Content-Type": type, ...headers },
    body,
  });
}

test("title: 120 characters, not 121, not none", async () => {
  expect((await post(publication({ title: "ñ".repeat(120) }))).status).toBe(201);
  expect(await refusal(post(publication({ title: "a".repeat(121) })))).toEqual([400, "too-long"]);
  expect(await refusal(post(publication({ title: " " })))).toEqual([400, "empty"]);
  expect(await refusal(post(publication({ title: 5 })))).toEqual([400, "wrong-type"]);
});

test("notes: 4,000 characters, not 4,001", async () => {
  expect((await post(publication({ notes: "n".repeat(4000) }))).status).toBe(201);
  expect(await refusal(post(publication({ notes: "n".repeat(4001) })))).toEqual([400, "too-long"]);
});

test.each(["\u0000", "\u001b", "\u202e", "\u2066", "\u200f", "\u2028", "\ufeff", "\ud800"])(
  "title and notes hold no control or direction characters: %j",
  async (character) => {
    expect(await refusal(post(publication({ title: `a${character}b` })))).toEqual([400, "unfit-character"]);
    expect(await refusal(post(publication({ notes: `a${character}b` })))).toEqual([400, "unfit-character"]);
  },
);

test("experiment JSON: 16 deep, 2,000 keys, strings of 4,096", async () => {
  const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
  const of = (params: unknown) => post(publication({ experiment: { v: 1, lab: "bare", seed: 1, params } }));
  expect(await refusal(of({ a: deep(20) }))).toEqual([400, "too-deep"]);
  expect(await refusal(of({ a: Array.from({ length: 2001 }, () => 1) }))).toEqual([400, "too-many-keys"]);
  expect(await refusal(of({ a: "x".repeat(4097) }))).toEqual([400, "string-too-long"]);
  const bottomless = JSON.stringify(publication()).replace(
    '"params":{',
    `"params":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)},`,
  );
  expect(await refusal(send(bottomless, "application/json"))).toEqual([400, "too-deep"]);
});

test("values by name: 400 of them, names and texts of 128 characters", async () => {
  const of = (evidence: unknown) =>
    post(publication({ experiment: { v: 1, lab: "maps", seed: 1, data: null, params: { evidence } } }));
  const entries = (count: number, length = 128) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}`.padEnd(length, "n"), "s".repeat(length)]));
  const own = JSON.parse(JSON.stringify(entries(399)).replace(/^\{/, '{"__proto__":"yes",')) as object;
  const published = await of(own);
  expect(published.status).toBe(201);
  const { id } = (await published.json()) as { readonly id: string };
  const kept = (await (await ask(`/api/x/${id}`)).json()) as { readonly experiment: Experiment };
  expect(canonicalJson(kept.experiment.params)).toBe(canonicalJson({ evidence: own }));
  expect(await refusal(of(entries(401)))).toEqual([400, "too-many-items"]);
  expect(await refusal(of(entries(1, 129)))).toEqual([400, "not-a-name"]);
  expect(await refusal(of({ a: 1 }))).toEqual([400, "not-a-name"]);
});

/** So many metrics, each of the same length, of a family that the lab declares or of none. */
function metrics(count: number, length: number, stem = "posterior.node."): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${stem}${i}`.padEnd(length, "m"), 0.125]));
}
const claiming = (metrics: Record<string, number>) => post(publication({ result: { ...claim, metrics } }));

test("result JSON: 1 MiB", async () => {
  const sizeOf = (length: number) => JSON.stringify({ ...claim, metrics: metrics(9_000, length) }).length;
  const most = [...Array(128).keys()].findLast((length) => sizeOf(length) <= limits.result.json) ?? 0;
  expect(sizeOf(most)).toBeGreaterThan(limits.result.json - 9_000);
  expect((await claiming(metrics(9_000, most))).status).toBe(201);
  expect(await refusal(claiming(metrics(9_000, most + 1)))).toEqual([413, "too-large"]);
});

test("metrics: 20,000 of declared families, 2,000 of others", async () => {
  const families = metrics(20_000, 20);
  const response = await claiming(families);
  expect(response.status).toBe(201);
  const { id } = (await response.json()) as { id: string };
  const view = (await (await ask(`/api/x/${id}`)).json()) as { result: { metrics: object } };
  expect(view.result.metrics).toEqual(families);
  expect(await refusal(claiming({ ...families, "posterior.node.more": 1 }))).toEqual([400, "too-many-keys"]);
  expect((await claiming(metrics(2_000, 20, "mine."))).status).toBe(201);
  expect(await refusal(claiming(metrics(2_001, 20, "mine.")))).toEqual([400, "too-many-keys"]);
  expect(await refusal(claiming({ ...metrics(17_000, 20), ...metrics(2_001, 20, "mine.") }))).toEqual([
    400,
    "too-many-keys",
  ]);
});

test("weights: 256 tensors, not 257", () => {
  const tensors = (count: number) =>
    encodeSafetensors(
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`w${i}`, { shape: [1], values: Float32Array.of(i) }]),
      ),
    );
  expect(Object.keys(decodeSafetensors(tensors(256), "weights", limits.weights).arrays)).toHaveLength(256);
  expect(() => decodeSafetensors(tensors(257), "weights", limits.weights)).toThrow(
    /257 tensors \(must be at most 256\)/,
  );
});

test("JSON body: counted while it is read; the rest is discarded, so that the sender reads why", async () => {
  const { stream, counter } = chunked(new Uint8Array(16_384).fill(0x20), 100);
  expect(await refusal(send(stream, "application/json"))).toEqual([413, "too-large"]);
  expect(counter.read).toBe(100);
});

test("an endless body is cut off", async () => {
  for (const type of ["application/json", "application/vnd.latente", "text/plain"]) {
    const { stream, counter } = chunked(new Uint8Array(1 << 20), Number.POSITIVE_INFINITY);
    expect([413, 415, 400]).toContain((await send(stream, type)).status);
    expect(counter.read).toBeLessThan(140);
  }
});

test.each([
  ["arrays", limits.result.bytes],
  ["weights", limits.weights.bytes],
  ["data", limits.publishedData.bytes],
] as const)("%s: refused by what the header declares, before any of it is read", async (role, bytes) => {
  const header = new TextEncoder().encode(JSON.stringify({ ...publication(), parts: [{ role, bytes: bytes + 1 }] }));
  const body = new Uint8Array(12 + header.length);
  body.set(new TextEncoder().encode("latente1"));
  new DataView(body.buffer).setUint32(8, header.length, true);
  body.set(header, 12);
  expect(await refusal(send(body))).toEqual([413, "too-large"]);
});

test("data: the cap is on all files together", async () => {
  const half = Math.ceil(limits.publishedData.bytes / 2) + 1;
  const parts = [0, 1].map(() => ({ role: "data" as const, bytes: new Uint8Array(half) }));
  expect(await refusal(post(publication(), { parts }))).toEqual([413, "too-large"]);
});

test("a header that declares itself too large is refused unread", async () => {
  const head = new Uint8Array(12);
  head.set(new TextEncoder().encode("latente1"));
  new DataView(head.buffer).setUint32(8, 0xffffffff, true);
  expect(await refusal(send(head))).toEqual([413, "too-large"]);
});

test("chunks that go on after the declared end are refused", async () => {
  const start = encodeContainer({ header: publication(), parts: [] });
  const more = new Uint8Array(start.length + 1);
  more.set(start);
  expect(await refusal(send(chunked(more, 1).stream))).toEqual([413, "too-large"]);
  expect((await send(chunked(start, 1).stream)).status).toBe(201);
});

test("a length that is announced too large is refused", async () => {
  const response = send("{}", "application/vnd.latente", { "Content-Length": String(10 ** 9) });
  expect(await refusal(response)).toEqual([413, "too-large"]);
});

test("a question with more than its announced length is counted as it is", async () => {
  const headers = { "Content-Type": "application/octet-stream", "Content-Length": "8" };
  const body = new Uint8Array(limits.inference.bytes + 1);
  const response = ask(`/api/x/${"A".repeat(22)}/infer?op=encode`, { method: "POST", headers, body });
  expect(await refusal(response)).toEqual([413, "too-large"]);
});

test("bodies are never inflated: an encoded one is refused unread", async () => {
  const bomb = new Response(new Uint8Array(8 << 20)).body?.pipeThrough(new CompressionStream("gzip"));
  const bytes = await new Response(bomb).bytes();
  for (const encoding of ["gzip", "deflate", "br", "gzip, gzip"]) {
    const answer = send(bytes, "application/json", { "Content-Encoding": encoding });
    expect(await refusal(answer)).toEqual([415, "encoded-body"]);
  }
});

test("creating links has no limit by address: a class of 150 publishes at once", { timeout: 30_000 }, async () => {
  const all = await Promise.all(
    Array.from({ length: 150 }, (_, i) =>
      post(publication({ title: `Student ${i}` }), { headers: { "CF-Connecting-IP": "192.0.2.1" } }),
    ),
  );
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201]));
});

test("the caps are those of the table", async () => {
  expect(limits).toMatchObject({
    json: { bytes: 262_144, depth: 16, keys: 2000, string: 4096 },
    title: { length: 120 },
    notes: { length: 4000 },
    weights: { bytes: 1_048_576, tensors: 256, rank: 4 },
    result: { bytes: 2_097_152, json: 1_048_576, keys: 20_000 },
    publishedData: { bytes: 8_388_608 },
    inference: { batch: 64, multiplyAdds: 32_000_000, bytes: 262_144 },
  });
  expect(await sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(hexOf("0")).toHaveLength(64);
});
