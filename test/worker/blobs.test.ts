import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { sha256 } from "../../worker/hash.ts";
import { ask, migrate, nameOf, post, publication, published, refusal, remove } from "./edge.ts";

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
  expect(response.headers.get("cache-control")).toBe("private, no-cache");
  const link = await (await ask(`/api/x/${id}`)).json();
  expect(link).toMatchObject({
    blobs: [{ role: "data", sha256: hashes[0], bytes: page.length, url: `/b/${hashes[0]}` }],
  });
});

test("a blob lives while one link points at it, then it answers 410", async () => {
  const { body, parts, hashes } = await own("shared by two");
  const one = await published(body, { parts });
  const two = await published(body, { parts });
  await remove(one.id, one.deleteToken);
  expect((await ask(`/b/${hashes[0]}`)).status).toBe(200);
  await remove(two.id, two.deleteToken);
  expect(await refusal(ask(`/b/${hashes[0]}`))).toEqual([410, "deleted"]);
  const again = await published(body, { parts });
  expect((await ask(`/b/${hashes[0]}`)).status).toBe(200);
  expect(await env.BLOBS.head((await nameOf(hashes[0])) ?? "")).toMatchObject({ size: 13 });
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

test("a banned link takes its blobs with it, unless another link needs them", async () => {
  const { body, parts, hashes } = await own("of a banned link");
  const { id } = await published({ ...body, title: "Words to be banned" }, { parts });
  const ban = "INSERT INTO bans SELECT wording, 'test', 0 FROM links WHERE id = ?";
  await env.DB.prepare(ban).bind(id).run();
  expect(await refusal(ask(`/api/x/${id}`))).toEqual([410, "taken-down"]);
  expect(await refusal(ask(`/b/${hashes[0]}`))).toEqual([410, "deleted"]);
  await published({ ...body, title: "Fair words" }, { parts });
  expect((await ask(`/b/${hashes[0]}`)).status).toBe(200);
});

test("readers may keep a blob but ask each time, and hear of its end", async () => {
  const { body, parts, hashes } = await own("kept by a reader");
  const { id, deleteToken } = await published(body, { parts });
  const first = await ask(`/b/${hashes[0]}`);
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toBe(`"${hashes[0]}"`);
  for (const known of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
    const response = await ask(`/b/${hashes[0]}`, { headers: { "If-None-Match": known } });
    expect([response.status, (await response.bytes()).length]).toEqual([304, 0]);
    expect(response.headers.get("cache-control")).toBe("private, no-cache");
    expect(response.headers.get("etag")).toBe(etag);
  }
  expect((await ask(`/b/${hashes[0]}`, { headers: { "If-None-Match": '"x"' } })).status).toBe(200);
  await remove(id, deleteToken);
  expect(await refusal(ask(`/b/${hashes[0]}`, { headers: { "If-None-Match": etag } }))).toEqual([410, "deleted"]);
});

test("HEAD tells the size and gives no bytes", async () => {
  const { body, parts, hashes } = await own("0123456789");
  await published(body, { parts });
  const response = await ask(`/b/${hashes[0]}`, { method: "HEAD", headers: { Range: "bytes=0-1" } });
  const { length } = await response.bytes();
  expect([response.status, response.headers.get("content-length"), length]).toEqual([200, "10", 0]);
});

test.each([10, 3_000_000])("ranges of %d bytes, as RFC 9110 has them", async (size) => {
  const text = "0123456789".repeat(size / 10);
  const { body, parts, hashes } = await own(text);
  await published(body, { parts });
  const asked = async (headers: Record<string, string>) => {
    const response = await ask(`/b/${hashes[0]}`, { headers });
    const { status } = response;
    const range = response.headers.get("content-range");
    if (status === 416) return [status, range, ((await response.json()) as { error: { code: string } }).error.code];
    const given = new TextDecoder().decode(await response.bytes());
    expect(Number(response.headers.get("content-length"))).toBe(given.length);
    expect(response.headers.get("accept-ranges")).toBe("bytes");
    return [status, range, given === text ? "all" : given];
  };
  const last = size - 1;
  const cases: readonly (readonly [Record<string, string>, readonly unknown[]])[] = [
    [{}, [200, null, "all"]],
    [{ Range: "bytes=0-0" }, [206, `bytes 0-0/${size}`, "0"]],
    [{ Range: "bytes=2-4" }, [206, `bytes 2-4/${size}`, "234"]],
    [{ Range: `bytes=${size - 3}-` }, [206, `bytes ${size - 3}-${last}/${size}`, "789"]],
    [{ Range: `bytes=${last}-${size * 9}` }, [206, `bytes ${last}-${last}/${size}`, "9"]],
    [{ Range: "bytes=-2" }, [206, `bytes ${size - 2}-${last}/${size}`, "89"]],
    [{ Range: `bytes=-${size * 9}` }, [206, `bytes 0-${last}/${size}`, "all"]],
    [{ Range: `bytes=${size}-` }, [416, `bytes */${size}`, "unfit-range"]],
    [{ Range: "bytes=-0" }, [416, `bytes */${size}`, "unfit-range"]],
    [{ Range: "bytes=4-2" }, [200, null, "all"]],
    [{ Range: "bytes=-" }, [200, null, "all"]],
    [{ Range: "bytes=a-b" }, [200, null, "all"]],
    [{ Range: "rows=0-1" }, [200, null, "all"]],
    [{ Range: "bytes=0-1,4-5" }, [200, null, "all"]],
    [{ Range: "bytes=2-4", "If-Range": `"${hashes[0]}"` }, [206, `bytes 2-4/${size}`, "234"]],
    [{ Range: "bytes=2-4", "If-Range": '"other"' }, [200, null, "all"]],
    [{ Range: "bytes=2-4", "If-Range": `W/"${hashes[0]}"` }, [200, null, "all"]],
    [{ Range: "bytes=2-4", "If-Range": "Sun, 06 Nov 1994 08:49:37 GMT" }, [200, null, "all"]],
  ];
  for (const [headers, answer] of cases) expect([headers, await asked(headers)]).toEqual([headers, answer]);
});
