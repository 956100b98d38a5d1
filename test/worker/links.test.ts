import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { randomName } from "../../worker/hash.ts";
import { ask, countOf, migrate, post, publication, published, refusal, remove } from "./edge.ts";

beforeAll(migrate);

test("a link is read as it was published, marked with nothing but what was said", async () => {
  const body = publication({ title: "  Café ", notes: "line\r\nline" });
  const { id, url, deleteToken } = await published(body);
  expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(deleteToken).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(url).toBe(`/x/${id}`);
  const response = await ask(`/api/x/${id}`);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const link = await response.json();
  expect(link).toMatchObject({
    id,
    title: "Café",
    notes: "line\nline",
    experiment: body.experiment as object,
    result: body.result as object,
    parent: null,
    blobs: [],
    model: null,
  });
  expect(JSON.stringify(link)).not.toContain(deleteToken);
});

test("a publication as JSON may leave out notes, parent and what the schema has defaults for", async () => {
  const { notes: _, parent: __, ...rest } = publication({ experiment: { v: 1, lab: "bare", seed: 1 } });
  const { id } = await published(rest);
  const link = await (await ask(`/api/x/${id}`)).json();
  expect(link).toMatchObject({ experiment: { params: { size: 10, mode: "plain" }, data: null } });
});

test("the same key and body give the same link and the same token; one row is written", async () => {
  const key = randomName(32);
  const before = await countOf("links");
  const first = await published(publication(), { key });
  const second = await post(publication(), { key });
  expect(second.status).toBe(200);
  expect(await second.json()).toEqual(first);
  expect(await countOf("links")).toBe(before + 1);
  expect((await remove(first.id, first.deleteToken)).status).toBe(200);
});

test("duplicates at the same time give one link", async () => {
  const key = randomName(32);
  const before = await countOf("links");
  const parts = [{ role: "data" as const, bytes: new Uint8Array([1, 2, 3]) }];
  const sha256 = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";
  const file = { sha256, format: "csv", shape: [1, 1], name: "a.csv" };
  const body = publication({ experiment: { v: 1, lab: "toy", seed: 1, data: { files: [file] } } });
  const responses = await Promise.all(Array.from({ length: 8 }, () => post(body, { key, parts })));
  const answers = await Promise.all(responses.map((response) => response.json()));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(responses.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(await countOf("links")).toBe(before + 1);
});

test("a key that was used for something else is refused", async () => {
  const key = randomName(32);
  await published(publication(), { key });
  expect(await refusal(post(publication({ title: "Another" }), { key }))).toEqual([409, "key-reused"]);
});

test.each(["", "short", `${"a".repeat(22)}!`, "a".repeat(129)])("a key must be long and random: %j", async (key) => {
  expect(await refusal(post(publication(), { key }))).toEqual([400, "missing-key"]);
});

test("only the token deletes; deleted means 410, also for the second time and for a repeated request", async () => {
  const key = randomName(32);
  const { id, deleteToken } = await published(publication(), { key });
  expect(await refusal(ask(`/api/x/${id}`, { method: "DELETE" }))).toEqual([401, "missing-token"]);
  expect(await refusal(remove(id, randomName(32)))).toEqual([403, "wrong-token"]);
  expect((await ask(`/api/x/${id}`)).status).toBe(200);
  expect(await (await remove(id, deleteToken)).json()).toEqual({ deleted: true });
  expect(await refusal(ask(`/api/x/${id}`))).toEqual([410, "deleted"]);
  expect(await refusal(remove(id, deleteToken))).toEqual([410, "deleted"]);
  expect(await refusal(remove(id, randomName(32)))).toEqual([410, "deleted"]);
  expect(await refusal(post(publication(), { key }))).toEqual([410, "deleted"]);
});

test("a deleted link leaves nothing behind of what was published", async () => {
  const { id, deleteToken } = await published(publication({ title: "Secret title", notes: "secret notes" }));
  await remove(id, deleteToken);
  const row = await env.DB.prepare("SELECT * FROM links WHERE id = ?").bind(id).first();
  expect(JSON.stringify(row)).not.toMatch(/secret|seed|loss/i);
});

test("tokens and keys are stored as hashes alone", async () => {
  const key = randomName(32);
  const { id, deleteToken } = await published(publication(), { key });
  const row = JSON.stringify(await env.DB.prepare("SELECT * FROM links WHERE id = ?").bind(id).first());
  expect(row).not.toContain(key);
  expect(row).not.toContain(deleteToken);
});

test("a fork names its parent and outlives it", async () => {
  const parent = await published();
  const fork = await published(publication({ parent: parent.id }));
  await remove(parent.id, parent.deleteToken);
  expect(await (await ask(`/api/x/${fork.id}`)).json()).toMatchObject({ parent: parent.id });
  const late = await published(publication({ parent: parent.id }));
  expect(await (await ask(`/api/x/${late.id}`)).json()).toMatchObject({ parent: parent.id });
});

test("a fork of what never was is refused", async () => {
  expect(await refusal(post(publication({ parent: randomName(16) })))).toEqual([400, "unknown-link"]);
  expect(await refusal(post(publication({ parent: "../../etc/passwd" })))).toEqual([400, "wrong-type"]);
});

test("ids are random, and no answer tells others", async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, async () => (await published()).id));
  expect(new Set(ids).size).toBe(20);
  expect(await refusal(ask(`/api/x/${randomName(16)}`))).toEqual([404, "unknown-link"]);
  expect(await refusal(remove(randomName(16), randomName(32)))).toEqual([404, "unknown-link"]);
  for (const path of ["/api/x/", "/api/links", "/b", "/b/", "/api/x/%25", "/api/x/*"]) {
    expect((await ask(path)).status, path).toBe(404);
  }
  expect((await ask("/api/x")).status).toBe(405);
  expect(await (await ask(`/api/expiry?ids=${randomName(16)},*,%25`)).json()).toEqual({ links: [] });
});

const columnOf = async (id: string, column: "content" | "wording") =>
  (await env.DB.prepare(`SELECT ${column} AS hash FROM links WHERE id = ?`).bind(id).first<{ hash: string }>())?.hash;
const ban = (hash = "") => env.DB.prepare("INSERT INTO bans VALUES (?, 'test', 0)").bind(hash).run();

test("banned content is gone and cannot come back under another title, with other notes or another claim", async () => {
  const experiment = { ...(publication().experiment as object), seed: 1001 };
  const { id } = await published(publication({ experiment, title: "Bad" }));
  await ban(await columnOf(id, "content"));
  expect(await refusal(ask(`/api/x/${id}`))).toEqual([410, "taken-down"]);
  expect((await ask(`/x/${id}`)).status).toBe(410);
  const result = { ...(publication().result as object), seconds: 99, metrics: { loss: 7 } };
  for (const change of [{}, { title: "Good" }, { notes: "new" }, { envelope: { text: "new" } }, { result }]) {
    expect(await refusal(post(publication({ experiment, title: "Bad", ...change })))).toEqual([403, "banned"]);
  }
  expect((await post(publication({ title: "Bad" }))).status).toBe(201);
});

test("banned words are gone and cannot come back with another experiment, case or spacing", async () => {
  const { id } = await published(publication({ title: "Bád words", notes: "here" }));
  await ban(await columnOf(id, "wording"));
  expect(await refusal(ask(`/api/x/${id}`))).toEqual([410, "taken-down"]);
  const experiment = { ...(publication().experiment as object), seed: 1002 };
  for (const title of ["Bád words", "bad  WORDS!", "B a d-words"]) {
    expect(await refusal(post(publication({ experiment, title, notes: "Here." })))).toEqual([403, "banned"]);
  }
  expect((await post(publication({ title: "Other words", notes: "here" }))).status).toBe(201);
});
