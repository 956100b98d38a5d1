import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { randomName } from "../../worker/hash.ts";
import { ask, migrate, post, publication, published, refusal, remove } from "./edge.ts";
import { payloads } from "./payloads.ts";

beforeAll(migrate);

const envelope = { title: "Práctica 3", text: "Mueve solo la semilla.\n¿Qué cambia?", hide: ["data", "params.size"] };
const viewOf = async (id: string) => (await (await ask(`/api/x/${id}`)).json()) as Record<string, unknown>;

test("comes back beside the experiment, as it was said", async () => {
  const { id } = await published(publication({ envelope }));
  const view = await viewOf(id);
  expect(view.envelope).toEqual(envelope);
  expect(view.experiment).toEqual(publication().experiment);
  expect(view.result).toEqual(publication().result);
});

test("a publication without one has none", async () => {
  for (const nothing of [undefined, null, {}, { title: "", text: "", hide: [] }]) {
    const view = await viewOf((await published(publication({ envelope: nothing }))).id);
    expect("envelope" in view).toBe(false);
  }
});

test("is part of what was published under a key, and goes when the link is deleted", async () => {
  const key = randomName(32);
  const { id, deleteToken } = await published(publication({ envelope }), { key });
  expect((await post(publication({ envelope }), { key })).status).toBe(200);
  expect(await refusal(post(publication(), { key }))).toEqual([409, "key-reused"]);
  await remove(id, deleteToken);
  const row = await env.DB.prepare("SELECT envelope FROM links WHERE id = ?").bind(id).first();
  expect(row).toEqual({ envelope: null });
});

test("its caps are those of links: 120, 4,000, 100 names", async () => {
  const hide = Array.from({ length: 100 }, (_, i) => `p${i}`);
  const of = (change: object) => post(publication({ envelope: { ...envelope, ...change } }));
  expect((await of({ title: "ñ".repeat(120), text: "ñ".repeat(4_000), hide })).status).toBe(201);
  expect(await refusal(of({ title: "ñ".repeat(121) }))).toEqual([400, "too-long"]);
  expect(await refusal(of({ text: "ñ".repeat(4_001) }))).toEqual([400, "too-long"]);
  expect(await refusal(of({ hide: [...hide, "p100"] }))).toEqual([400, "wrong-length"]);
  expect(await refusal(of({ text: "a\u202eb" }))).toEqual([400, "unfit-character"]);
  expect(await refusal(of({ hide: ["<img src=x>"] }))).toEqual([400, "wrong-type"]);
  expect(await refusal(post(publication({ envelope: "hello" })))).toEqual([400, "wrong-type"]);
});

test("what was written is text in JSON, and in no page", { timeout: 60_000 }, async () => {
  for (const payload of payloads.slice(0, 40)) {
    const response = await post(publication({ envelope: { text: payload } }));
    if (response.status !== 201) continue;
    const { id } = (await response.json()) as { id: string };
    const answer = await ask(`/api/x/${id}`);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(((await answer.json()) as { envelope: { text: string } }).envelope.text).toBe(
      payload.normalize("NFC").trim(),
    );
    expect(await (await ask(`/x/${id}`)).text()).not.toContain(payload);
  }
});
