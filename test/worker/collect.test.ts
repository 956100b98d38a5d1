import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { limits } from "../../shared/experiment/limits.ts";
import { collect } from "../../worker/collect.ts";
import { sha256 } from "../../worker/hash.ts";
import worker from "../../worker/index.ts";
import {
  ask,
  countOf,
  edgeWith,
  emptyAll,
  migrate,
  post,
  publication,
  published,
  refusal,
  remove,
  storedNames,
} from "./edge.ts";

beforeAll(migrate);
beforeEach(emptyAll);

const day = 86_400_000;

async function own(text: string) {
  const bytes = new TextEncoder().encode(text).slice();
  const hash = await sha256(bytes);
  const file = { sha256: hash, format: "csv", shape: [1, 1], name: "a.csv" };
  const body = publication({ experiment: { v: 1, lab: "toy", seed: 1, data: { files: [file] } } });
  return { body, options: { parts: [{ role: "data" as const, bytes }] }, hash };
}
const after = (days: number) => collect(env, Date.now() + days * day);

test("a deleted link's blob goes after a day, not before, and leaves no row", async () => {
  const { body, options, hash } = await own("to be collected");
  const { id, deleteToken } = await published(body, options);
  await remove(id, deleteToken);
  expect(await after(0.9)).toEqual({ links: 0, objects: 0 });
  expect(await storedNames()).toHaveLength(1);
  expect(await after(1.1)).toEqual({ links: 0, objects: 1 });
  expect([await storedNames(), await countOf("objects")]).toEqual([[], 0]);
  expect(await refusal(ask(`/b/${hash}`))).toEqual([410, "deleted"]);
  await published(body, options);
  expect((await ask(`/b/${hash}`)).status).toBe(200);
});

test("a blob that another link needs stays", async () => {
  const { body, options, hash } = await own("needed twice");
  const { id, deleteToken } = await published(body, options);
  await published(body, options);
  await remove(id, deleteToken);
  await after(3);
  expect((await ask(`/b/${hash}`)).status).toBe(200);
  expect(await storedNames()).toHaveLength(1);
});

test("what a publication stored that was never written is collected", async () => {
  await env.DB.prepare("INSERT INTO objects (name, bytes, orphan) VALUES ('o/lost', 1, ?)").bind(Date.now()).run();
  await env.BLOBS.put("o/lost", "x");
  await after(0.5);
  expect(await storedNames()).toEqual(["o/lost"]);
  await after(2);
  expect([await storedNames(), await countOf("objects")]).toEqual([[], 0]);
});

test("a removal that was cut off is taken up again", async () => {
  const { body, options } = await own("cut off");
  const { id, deleteToken } = await published(body, options);
  await remove(id, deleteToken);
  const BLOBS = {
    delete: async () => {
      throw new Error("gone away");
    },
  } as unknown as R2Bucket;
  await expect(collect({ ...env, BLOBS }, Date.now() + 2 * day)).rejects.toThrow("blob storage does not answer");
  expect(await storedNames()).toHaveLength(1);
  // The bytes come anew while the old ones wait for their removal: those are others, under another name.
  await published(body, options);
  await after(2);
  expect([await storedNames(), await countOf("objects")]).toEqual([[expect.any(String)], 1]);
});

test("a ban can be lifted for 30 days; then the bytes go", async () => {
  const { body, options, hash } = await own("banned for good");
  const { id } = await published(body, options);
  await env.DB.prepare("INSERT INTO bans SELECT content, 'test', ? FROM links WHERE id = ?").bind(Date.now(), id).run();
  await after(29);
  expect(await storedNames()).toHaveLength(1);
  await env.DB.prepare("DELETE FROM bans").run();
  expect((await ask(`/b/${hash}`)).status).toBe(200);
  await env.DB.prepare("INSERT INTO bans VALUES (?, 'test', ?)").bind(hash, Date.now()).run();
  await after(31);
  expect(await storedNames()).toEqual([]);
});

test("a link that nobody opened for a year goes, and says so; one that is opened stays", async () => {
  let now = Date.now();
  const edge = edgeWith({ clock: () => now, quota: limits.quota });
  const get = async (path: string) => edge.fetch(new Request(`http://latente.test${path}`), env);
  const { body, options } = await own("opened and not opened");
  const left = await published(body, options);
  const kept = await published({ ...body, title: "Opened" }, options);
  const inDays = (days: number) => Math.round((Date.parse(days > 0 ? left.expires : "") - now) / day);
  expect(inDays(1)).toBe(limits.keep.unopened);
  now += 300 * day;
  const view = (await (await get(`/api/x/${kept.id}`)).json()) as { expires: string };
  expect(Math.round((Date.parse(view.expires) - now) / day)).toBe(limits.keep.unopened);
  const lives = await (await get(`/api/expiry?ids=${left.id},${kept.id},${"A".repeat(22)}`)).json();
  expect(lives).toEqual({
    links: expect.arrayContaining([
      { id: left.id, expires: left.expires },
      { id: kept.id, expires: view.expires },
    ]),
  });
  now += 66 * day;
  // Asking when it goes did not keep it.
  expect(await collect(env, now)).toEqual({ links: 1, objects: 0 });
  expect(await refusal(get(`/api/x/${left.id}`))).toEqual([410, "expired"]);
  expect((await get(`/x/${left.id}`)).status).toBe(410);
  expect((await get(`/api/x/${kept.id}`)).status).toBe(200);
  const { links } = (await (await get(`/api/expiry?ids=${left.id}`)).json()) as { links: unknown };
  expect(links).toEqual([{ id: left.id, expires: null }]);
  const row = JSON.stringify(await env.DB.prepare("SELECT * FROM links WHERE id = ?").bind(left.id).first());
  expect(row).not.toMatch(/A title|toy".*csv/);
});

test("links from before expiry was counted have their year from the migration on", async () => {
  const { id } = await published();
  await env.DB.prepare("UPDATE links SET opened = 0").run();
  expect(await after(360)).toEqual({ links: 0, objects: 0 });
  expect((await ask(`/api/x/${id}`)).status).toBe(200);
});

test("the nightly run is this one", async () => {
  await env.DB.prepare("INSERT INTO objects (name, bytes, orphan) VALUES ('o/lost', 1, 0)").run();
  await worker.scheduled({} as ScheduledController, env);
  expect(await countOf("objects")).toBe(0);
});

test("more than one run takes is left to the next", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 620 }, (_, i) =>
    env.DB.prepare("INSERT INTO objects (name, bytes, orphan) VALUES (?, 1, 0)").bind(`o/${i}`),
  );
  await env.DB.batch(rows);
  expect(await after(0)).toEqual({ links: 0, objects: 500 });
  expect(await after(0)).toEqual({ links: 0, objects: 120 });
});

test("ids of the question when links go: 90, not 91", async () => {
  const ids = (count: number) => Array.from({ length: count }, (_, i) => String(i).padStart(22, "A")).join(",");
  expect((await ask(`/api/expiry?ids=${ids(90)}`)).status).toBe(200);
  expect(await refusal(ask(`/api/expiry?ids=${ids(91)}`))).toEqual([400, "wrong-length"]);
});

test("a request that is repeated stores nothing", async () => {
  const { body, options } = await own("repeated");
  const key = "k".repeat(30);
  await published(body, { ...options, key });
  const before = [await storedNames(), await countOf("objects")];
  expect((await post(body, { ...options, key })).status).toBe(200);
  expect([await storedNames(), await countOf("objects")]).toEqual(before);
});
