/** What `npm start` serves: the bundle of a deployment, straight from workerd, with links that outlive it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { labs } from "../../shared/labs/index.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { securityHeaders } from "../../worker/headers.ts";
import { serve } from "../../worker/serve.mjs";

const state = mkdtempSync(join(tmpdir(), "latente-edge-"));
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  server = await serve({ port: 0, state });
});
afterAll(async () => {
  await server.close();
  rmSync(state, { recursive: true });
});

const get = (path: string, init?: RequestInit) => fetch(new URL(path, server.url), { redirect: "manual", ...init });

test("page, asset, API and errors have their true status and every security header", async () => {
  const script = /\/assets\/[\w.-]+\.js/.exec(await (await get("/")).text())?.[0];
  const statuses = {
    "/": 200,
    [`${script}`]: 200,
    "/icon.svg": 200,
    [`/lab/${labs[0].id}`]: 200,
    "/lab/none": 404,
    "/x/none": 404,
    "/assets/none.js": 404,
    "/api/health": 200,
    "/api/none": 404,
    "/b/none": 404,
  };
  for (const [path, status] of Object.entries(statuses)) {
    const answer = await get(path);
    expect([path, answer.status]).toEqual([path, status]);
    for (const [name, value] of securityHeaders) expect([path, answer.headers.get(name)]).toEqual([path, value]);
  }
  expect((await get(`${script}`)).headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
});

test("no asset lies where the Worker is asked first", () => {
  const [, list] = /^run_worker_first = (\[.*\])$/m.exec(readFileSync("wrangler.toml", "utf8")) ?? [];
  const folders = (JSON.parse(list) as string[]).map((pattern) => /^\/(\w+)\/\*$/.exec(pattern)?.[1]);
  expect(folders).toContain("api");
  expect(readdirSync("dist").filter((name) => folders.includes(name))).toEqual([]);
});

test("links outlive the server, and a second start applies no migration twice", async () => {
  const result = {
    engine: { wasm: {}, random: "test" },
    device: "wasm",
    digest: "0".repeat(64),
    metrics: { loss: 1 },
    seconds: 1,
  };
  const published = await get("/api/x", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
    body: JSON.stringify({ experiment: presetExperiment(await labs[0].load()), result, title: "kept" }),
  });
  expect(published.status).toBe(201);
  const { id, deleteToken } = (await published.json()) as { id: string; deleteToken: string };
  await server.close();
  server = await serve({ port: 0, state });
  expect(await (await get(`/api/x/${id}`)).json()).toMatchObject({ title: "kept" });
  const headers = { "X-Delete-Token": deleteToken };
  expect((await get(`/api/x/${id}`, { method: "DELETE", headers })).status).toBe(200);
  expect((await get(`/x/${id}`)).status).toBe(410);
});
