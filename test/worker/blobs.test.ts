import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { sha256 } from "../../worker/hash.ts";
import { ask, migrate, post, publication, published, refusal, remove } from "./edge.ts";

beforeAll(migrate);

/** An experiment on own files with these bytes, and the parts that publish them. */
async function own(...texts: readonly string[]) {
  const parts = texts.map((text) => ({ role: "data" as const, bytes: new TextEncoder().encode(text).slice() }));
  const files = await Promise.all(
    parts.map(async ({ bytes }, i) => ({
      sha256: await sha256(bytes),
      format: "csv",
      shape: [1, 1],
      name: `${i}.csv`,
    })),
  );
  const body = publication({ experiment: { v: 1, lab: "toy", seed: 1, data: { files } } });
  return { body, parts, hashes: files.map((file) => file.sha256) };
}

test("a blob comes back byte for byte, as bytes to be saved", async () => {
  const page = "<!doctype html><script>alert(1)</script>";
  const { body, parts, hashes } = await own(page);
  const { id } = await published(body, { parts });
  const response = await ask(`/b/${hashes[0]}`);
  expect(new TextDecoder().decode(await response.bytes())).toBe(page);
  expect(response.headers.get("content-type")).toBe("application/octet-stream");
  expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${hashes[0]}.bin"`);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
  expect(response.headers.get("cache-control")).toContain("immutable");
  const link = await (await ask(`/api/x/${id}`)).json();
  expect(link).toMatchObject({
    blobs: [{ role: "data", sha256: hashes[0], bytes: page.length, url: `/b/${hashes[0]}` }],
  });
});

test("a blob lives while one link points at it, then it is gone from the store and answers 410", async () => {
  const { body, parts, hashes } = await own("shared by two");
  const one = await published(body, { parts });
  const two = await published(body, { parts });
  await remove(one.id, one.deleteToken);
  expect((await ask(`/b/${hashes[0]}`)).status).toBe(200);
  await remove(two.id, two.deleteToken);
  expect(await refusal(ask(`/b/${hashes[0]}`))).toEqual([410, "deleted"]);
  expect(await env.BLOBS.head(hashes[0])).toBeNull();
  const again = await published(body, { parts });
  expect((await ask(`/b/${hashes[0]}`)).status).toBe(200);
  await remove(again.id, again.deleteToken);
});

test("a blob that no link names is not served, even when it is in the store", async () => {
  const bytes = new Uint8Array(new TextEncoder().encode("written, but its index failed"));
  const hash = await sha256(bytes);
  await env.BLOBS.put(hash, bytes);
  expect(await refusal(ask(`/b/${hash}`))).toEqual([404, "unknown-blob"]);
});

test.each(["x", "A".repeat(64), "0".repeat(63), "0".repeat(65), "0".repeat(64)])(
  "a name that is no published hash is a 404 in JSON: %s",
  async (name) => {
    const response = await ask(`/b/${name}`);
    expect(response.status).toBe(404);
  },
);

test("published data are the files of the experiment, all of them and in order", async () => {
  const { body, parts } = await own("first", "second");
  expect((await post(body, { parts })).status).toBe(201);
  expect(await refusal(post(body, { parts: [parts[1], parts[0]] }))).toEqual([400, "other-data"]);
  expect(await refusal(post(body, { parts: [parts[0]] }))).toEqual([400, "other-data"]);
  expect(await refusal(post(publication(), { parts }))).toEqual([400, "other-data"]);
});

test("a banned blob is no longer served, nor is a link that has it, and it cannot come back", async () => {
  const { body, parts, hashes } = await own("to be banned");
  const { id } = await published(body, { parts });
  await env.DB.prepare("INSERT INTO bans VALUES (?, 'test', 0)").bind(hashes[0]).run();
  expect(await refusal(ask(`/b/${hashes[0]}`))).toEqual([410, "deleted"]);
  expect(await refusal(ask(`/api/x/${id}`))).toEqual([410, "taken-down"]);
  expect(await refusal(post({ ...body, title: "Under another title" }, { parts }))).toEqual([403, "banned"]);
});
