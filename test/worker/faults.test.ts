import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { randomName, sha256 } from "../../worker/hash.ts";
import { ask, countOf, migrate, nameOf, post, publication, published, refusal, remove, storedNames } from "./edge.ts";

beforeAll(migrate);

/** A binding whose named methods are replaced; the rest is the real one. */
function altered<T extends object>(binding: T, methods: Partial<Record<keyof T, unknown>>): T {
  return new Proxy(binding, {
    get(target, name) {
      if (name in methods) return methods[name as keyof T];
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
const throws = () => {
  throw new Error("D1_ERROR: connection to 10.0.0.1 lost, secret=hunter2");
};
const rejects = async () => throws();
const withDb = (methods: Partial<Record<keyof D1Database, unknown>>): Env => ({ ...env, DB: altered(env.DB, methods) });
const withBlobs = (methods: Partial<Record<keyof R2Bucket, unknown>>): Env => ({
  ...env,
  BLOBS: altered(env.BLOBS, methods),
});

/** The index answers, except that `work` stands for the transaction that writes a link. */
function onWritingLink(work: (statements: D1PreparedStatement[]) => Promise<unknown>): Env {
  let writes = false;
  return withDb({
    prepare: (sql: string) => {
      writes ||= sql.startsWith("INSERT INTO links");
      return env.DB.prepare(sql);
    },
    batch: (statements: D1PreparedStatement[]) => {
      if (!writes) return env.DB.batch(statements);
      writes = false;
      return work(statements);
    },
  });
}

const own = (text: string) => ownBytes(new TextEncoder().encode(text).slice());

async function ownBytes(bytes: Uint8Array<ArrayBuffer>) {
  const hash = await sha256(bytes);
  const file = { sha256: hash, format: "csv", shape: [1, 1], name: "a.csv" };
  const body = publication({ experiment: { v: 1, lab: "toy", seed: 1, data: { files: [file] } } });
  return { body, parts: [{ role: "data" as const, bytes }], hash };
}

test("the index throws: a typed error without its words, everywhere", async () => {
  const bindings = withDb({ prepare: throws, batch: rejects });
  const { id, deleteToken } = await published();
  for (const answer of [
    post(publication(), { bindings }),
    ask(`/api/x/${id}`, undefined, bindings),
    remove(id, deleteToken, bindings),
    ask(`/b/${"0".repeat(64)}`, undefined, bindings),
  ]) {
    const response = await answer;
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(JSON.parse(text)).toMatchObject({ error: { code: "index-unavailable" } });
    expect(text).not.toMatch(/hunter2|D1_ERROR/);
  }
  expect((await ask(`/x/${id}`, undefined, bindings)).status).toBe(503);
  const health = await ask("/api/health", undefined, bindings);
  expect([health.status, await health.json()]).toEqual([503, { ok: false, index: false, store: true }]);
  expect((await ask(`/api/x/${id}`)).status).toBe(200);
});

test("the index fails after the blob was written: no half link, and the same request succeeds later", async () => {
  const { body, parts, hash } = await own("index fails once");
  const key = randomName(32);
  const before = [await countOf("links"), await countOf("link_blobs"), await countOf("objects"), await storedNames()];
  const bindings = onWritingLink(rejects);
  expect(await refusal(post(body, { key, parts, bindings }))).toEqual([503, "index-unavailable"]);
  expect([await countOf("links"), await countOf("link_blobs"), await countOf("objects"), await storedNames()]).toEqual(
    before,
  );
  expect((await ask(`/b/${hash}`)).status).toBe(404);
  expect((await post(body, { key, parts })).status).toBe(201);
  expect((await ask(`/b/${hash}`)).status).toBe(200);
});

test("the index fails for good after the blob was written: its row is left, for the collector", async () => {
  const { body, parts, hash } = await own("index fails for good");
  const before = (await storedNames()).length;
  let isDown = false;
  const bindings = onWritingLink(async () => {
    isDown = true;
    return throws();
  });
  const down = altered(bindings.DB, {
    prepare: (sql: string) => (isDown ? throws() : bindings.DB.prepare(sql)),
  });
  expect(await refusal(post(body, { parts, bindings: { ...env, DB: down } }))).toEqual([503, "index-unavailable"]);
  expect((await storedNames()).length).toBe(before + 1);
  const orphans = await env.DB.prepare("SELECT sha256, orphan FROM objects WHERE orphan IS NOT NULL").run();
  expect(orphans.results).toMatchObject([{ sha256: null }]);
  expect((await ask(`/b/${hash}`)).status).toBe(404);
});

test("a statement of the batch fails: the link's row is not there either", async () => {
  const { body, parts } = await own("second statement fails");
  const before = await countOf("links");
  const bindings = onWritingLink((statements) =>
    env.DB.batch([...statements, env.DB.prepare("INSERT INTO nowhere VALUES (1)")]),
  );
  expect(await refusal(post(body, { parts, bindings }))).toEqual([503, "index-unavailable"]);
  expect(await countOf("links")).toBe(before);
});

test("the answer to a publication is lost: the retry gets the same link and token", async () => {
  const key = randomName(32);
  const { body, parts, hash } = await own("committed, but nobody heard");
  const bindings = onWritingLink(async (statements) => {
    await env.DB.batch(statements);
    throw new Error("network lost after commit");
  });
  expect(await refusal(post(body, { key, parts, bindings }))).toEqual([503, "index-unavailable"]);
  const retry = await post(body, { key, parts });
  expect(retry.status).toBe(200);
  const { id, deleteToken } = (await retry.json()) as { id: string; deleteToken: string };
  expect((await ask(`/b/${hash}`)).status).toBe(200);
  expect((await remove(id, deleteToken)).status).toBe(200);
});

test("the store refuses: no row", async () => {
  const { body, parts } = await own("store refuses");
  const before = await countOf("links");
  expect(await refusal(post(body, { parts, bindings: withBlobs({ put: rejects }) }))).toEqual([
    503,
    "store-unavailable",
  ]);
  expect(await countOf("links")).toBe(before);
});

test("the store returns other bytes, fewer bytes, or fails while reading: an error, never wrong data", async () => {
  const { body, parts, hash } = await own("the right bytes");
  await published(body, { parts });
  const returns = (bytes: Uint8Array) =>
    withBlobs({ get: async () => ({ arrayBuffer: async () => bytes.slice().buffer }) });
  const wrong = parts[0].bytes.slice();
  wrong[3] ^= 1;
  expect(await refusal(ask(`/b/${hash}`, undefined, returns(wrong)))).toEqual([502, "corrupt-blob"]);
  expect(await refusal(ask(`/b/${hash}`, undefined, returns(wrong.slice(1))))).toEqual([502, "corrupt-blob"]);
  expect(await refusal(ask(`/b/${hash}`, undefined, returns(new Uint8Array(0))))).toEqual([502, "corrupt-blob"]);
  const breaks = withBlobs({ get: async () => ({ arrayBuffer: rejects }) });
  expect(await refusal(ask(`/b/${hash}`, undefined, breaks))).toEqual([503, "store-unavailable"]);
  expect(await refusal(ask(`/b/${hash}`, undefined, withBlobs({ get: async () => null })))).toEqual([
    404,
    "unknown-blob",
  ]);
  expect((await ask(`/b/${hash}`)).status).toBe(200);
});

test("a large blob is proved while it passes: of other bytes the last never come", async () => {
  const bytes = new Uint8Array(3 * 1024 * 1024).fill(7);
  const { body, parts, hash } = await ownBytes(bytes);
  await published(body, { parts });
  const whole = await (await ask(`/b/${hash}`)).bytes();
  expect(await sha256(whole.slice())).toBe(hash);
  const name = (await nameOf(hash)) ?? "";
  const wrong = bytes.slice();
  wrong[1_000_000] ^= 1;
  await env.BLOBS.put(name, wrong);
  const broken = await ask(`/b/${hash}`);
  await expect(broken.arrayBuffer()).rejects.toThrow();
  await env.BLOBS.put(name, wrong.slice(1));
  expect(await refusal(ask(`/b/${hash}`))).toEqual([502, "corrupt-blob"]);
});

test("the store fails in the middle of large data: a typed error, and nothing stays", async () => {
  const { body, parts } = await ownBytes(new Uint8Array(3 * 1024 * 1024).fill(9));
  const before = [await countOf("links"), await countOf("objects"), (await storedNames()).length];
  const bindings = withBlobs({
    put: async (_: string, stream: ReadableStream) => {
      const reader = stream.getReader();
      await reader.read();
      await reader.cancel();
      return throws();
    },
  });
  expect(await refusal(post(body, { parts, bindings }))).toEqual([503, "store-unavailable"]);
  expect([await countOf("links"), await countOf("objects"), (await storedNames()).length]).toEqual(before);
});
