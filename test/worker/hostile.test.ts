import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { encodeContainer } from "../../shared/publication/container.ts";
import { randomName } from "../../worker/hash.ts";
import { ask, countOf, hexOf, migrate, post, publication, published, refusal } from "./edge.ts";
import { payloads } from "./payloads.ts";

beforeAll(migrate);

const claim = publication().result as Record<string, unknown>;

test("a corpus of over a hundred payloads", () => {
  expect(new Set(payloads).size).toBeGreaterThanOrEqual(140);
});

test("what was written is text in JSON, and in no page", { timeout: 30_000 }, async () => {
  for (const payload of payloads) {
    const { id } = await published(publication({ title: payload.slice(0, 120), notes: payload }));
    const api = await ask(`/api/x/${id}`);
    expect(api.headers.get("content-type")).toBe("application/json");
    expect(api.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await api.json()) as object).toMatchObject({ title: payload.slice(0, 120).trim(), notes: payload });
    const page = await ask(`/x/${id}`);
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain("alert");
  }
});

test("a payload in the address comes back in no page, and in JSON alone", async () => {
  for (const payload of payloads) {
    const path = encodeURIComponent(payload);
    for (const address of [`/x/${path}`, `/lab/${path}`, `/${path}`]) {
      const response = await ask(address);
      expect(response.status, address).toBe(404);
      expect(await response.text()).not.toContain("alert");
    }
    const api = await ask(`/api/${path}`);
    expect([api.status, api.headers.get("content-type")]).toEqual([404, "application/json"]);
  }
});

test.each(["__proto__", "constructor", "prototype", "toString"])("the key %s poisons nothing", async (key) => {
  const body = JSON.stringify(publication()).replace(/\}$/, `,"${key}":{"x":1}}`);
  const inside = JSON.stringify(publication()).replace('"params":{', `"params":{"${key}":{"x":1},`);
  const metrics = JSON.stringify(publication()).replace('"metrics":{', `"metrics":{"${key}":1,`);
  for (const text of [body, inside, metrics]) {
    const response = await ask("/api/x", {
      method: "POST",
      headers: { "Idempotency-Key": randomName(32), "Content-Type": "application/json" },
      body: text,
    });
    expect([201, 400]).toContain(response.status);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  }
});

test("a claim is checked to its last field", async () => {
  const bad: Record<string, unknown>[] = [
    { digest: "xyz" },
    { digest: hexOf("D") },
    { device: "quantum" },
    { seconds: -1 },
    { seconds: "1" },
    { metrics: { loss: "0.1" } },
    { metrics: { loss: null } },
    { metrics: [1] },
    { metrics: { "": 1 } },
    { metrics: { "a\u0000": 1 } },
    { engine: { wasm: { math: "short" }, random: "x" } },
    { engine: { wasm: {}, random: 1 } },
    { engine: null },
    { engine: { ...(claim.engine as object), revision: 0 } },
    { engine: { ...(claim.engine as object), revision: 1.5 } },
    { engine: { ...(claim.engine as object), revision: "1" } },
    { engine: { ...(claim.engine as object), revision: null } },
    { engine: { ...(claim.engine as object), data: -1 } },
    { engine: { ...(claim.engine as object), more: 1 } },
    { more: 1 },
  ];
  for (const change of bad) {
    const response = await post(publication({ result: { ...claim, ...change } }));
    expect(response.status, JSON.stringify(change)).toBe(400);
  }
  for (const result of [null, [], "x", undefined]) expect((await post(publication({ result }))).status).toBe(400);
});

test.each([{}, { revision: 1 }, { revision: 7, data: 2 }])(
  "an engine of today and one of before: with %j",
  async (parts) => {
    const result = { ...claim, engine: { ...(claim.engine as object), ...parts } };
    const { id } = await published(publication({ result }));
    expect(await (await ask(`/api/x/${id}`)).json()).toMatchObject({ result });
  },
);

test.each([
  [{ v: 3, lab: "bare", seed: 1 }, "newer-version"],
  [{ v: 0, lab: "bare", seed: 1 }, "unknown-version"],
  [{ v: 1, lab: "none-such", seed: 1 }, "unknown-lab"],
  [{ v: 1, lab: "bare", seed: -1 }, "wrong-type"],
  [{ v: 1, lab: "bare", seed: 1, params: { size: 101 } }, "out-of-range"],
  [{ v: 1, lab: "bare", seed: 1, params: { size: 0 } }, "out-of-range"],
  [{ v: 1, lab: "bare", seed: 1, params: { mode: "x" } }, "not-an-option"],
  [{ v: 1, lab: "bare", seed: 1, params: { other: 1 } }, "unknown-param"],
  [null, "wrong-type"],
] as const)("an experiment that the lab's schema refuses: %j", async (experiment, code) => {
  expect(await refusal(post(publication({ experiment })))).toEqual([400, code]);
});

test.each(["cross-site", "same-site"])("another site (%s) can neither publish nor delete", async (site) => {
  const headers = { "Sec-Fetch-Site": site };
  expect(await refusal(post(publication(), { headers }))).toEqual([403, "cross-site"]);
  const { id, deleteToken } = await published();
  const response = ask(`/api/x/${id}`, { method: "DELETE", headers: { ...headers, "X-Delete-Token": deleteToken } });
  expect(await refusal(response)).toEqual([403, "cross-site"]);
});

test("what a form of another site can send is refused even without Sec-Fetch-Site", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    const init = { method: "POST", headers: { "Content-Type": type }, body: JSON.stringify(publication()) };
    expect((await ask("/api/x", init)).status).toBe(400);
    const withKey = { ...init, headers: { ...init.headers, "Idempotency-Key": randomName(32) } };
    expect(await refusal(ask("/api/x", withKey))).toEqual([415, "unsupported-type"]);
  }
  const preflight = await ask("/api/x", {
    method: "OPTIONS",
    headers: { Origin: "https://example.org", "Access-Control-Request-Method": "POST" },
  });
  expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
});

test("no answer sets a cookie", async () => {
  for (const response of [await post(), await ask("/api/health"), await ask("/x/none")]) {
    expect(response.headers.get("set-cookie")).toBeNull();
  }
});

test("no table has a place for an address of a person", async () => {
  const { results } = await env.DB.prepare(
    "SELECT sql FROM sqlite_master WHERE name IN ('links', 'link_blobs', 'bans')",
  ).run();
  expect(JSON.stringify(results)).not.toMatch(/\b(ip|address|agent|email)\b/i);
});

test("bodies that are cut, mixed up or made up end in a typed error and leave nothing", {
  timeout: 30_000,
}, async () => {
  const good = encodeContainer({ header: publication(), parts: [] });
  const before = await countOf("links");
  const send = (body: Uint8Array<ArrayBuffer>) =>
    ask("/api/x", {
      method: "POST",
      headers: { "Idempotency-Key": randomName(32), "Content-Type": "application/vnd.latente" },
      body,
    });
  const structure = 12 + 20;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.integer({ min: 0, max: good.length - 1 }).map((length) => good.slice(0, length)),
        fc.tuple(fc.integer({ min: 0, max: structure }), fc.integer({ min: 0, max: 255 })).map(([at, byte]) => {
          const mutant = good.slice();
          mutant[at] = mutant[at] === byte ? byte ^ 1 : byte;
          return mutant;
        }),
        fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)),
      ),
      async (body) => {
        const response = await send(body);
        const { error } = (await response.json()) as { error: { code: string } };
        return [400, 413].includes(response.status) && error.code.length > 0 && error.code !== "internal";
      },
    ),
    { numRuns: 300, seed: 1 },
  );
  expect(await countOf("links")).toBe(before);
});
