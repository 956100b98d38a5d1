import { readFileSync } from "node:fs";
import { request } from "node:http";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestHarness } from "wrangler";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { labs } from "../../shared/labs/index.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { headersFile, securityHeaders } from "../../worker/headers.ts";
import { pointsOf, scoreOf } from "./observatory.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const server = createTestHarness({ root, workers: [{ configPath: "./wrangler.toml" }] });
let origin: string;
let experiment: Experiment;

beforeAll(async () => {
  origin = (await server.listen()).url.origin;
  await server.getWorker().applyD1Migrations("DB");
  experiment = presetExperiment(await labs[0].load());
});
afterAll(() => server.close());

/** From outside, as a browser or a script: over the socket. */
const get = (path: string, init?: RequestInit) => fetch(origin + path, { redirect: "manual", ...init });

function publish(title: string, key = crypto.randomUUID()): Promise<Response> {
  const result = {
    engine: { wasm: {}, random: "test" },
    device: "wasm",
    digest: "0".repeat(64),
    metrics: { loss: 1 },
    seconds: 1,
  };
  return get("/api/x", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify({ experiment, result, title }),
  });
}

test("page, asset, thread script, API and errors: every answer has every security header", async () => {
  const html = await (await get("/")).text();
  const asset = /\/assets\/[\w.-]+\.js/.exec(html)?.[0];
  expect(asset).toBeDefined();
  const paths = [
    "/",
    `${asset}`,
    "/icon.svg",
    "/lab/none",
    `/lab/${labs[0].id}`,
    "/x/none",
    "/none",
    "/assets/none.js",
    "/api/health",
    "/api/none",
    "/b/none",
  ];
  for (const path of paths) {
    const { headers } = await get(path);
    for (const [name, value] of securityHeaders) expect(headers.get(name), `${path}: ${name}`).toBe(value);
    expect(headers.get("set-cookie"), path).toBeNull();
  }
});

test("the headers of the built page are those of the Worker", () => {
  expect(readFileSync(`${root}/dist/_headers`, "utf8")).toBe(headersFile());
});

test("an unknown address is a true 404, on pages, assets and data", async () => {
  const expected: Record<string, readonly [number, string]> = {
    "/": [200, "text/html; charset=utf-8"],
    "/open": [200, "text/html; charset=utf-8"],
    "/links": [200, "text/html; charset=utf-8"],
    "/glossary": [200, "text/html; charset=utf-8"],
    [`/lab/${labs[0].id}`]: [200, "text/html; charset=utf-8"],
    "/lab/none": [404, "text/html; charset=utf-8"],
    "/x/AAAAAAAAAAAAAAAAAAAAAA": [404, "text/html; charset=utf-8"],
    "/x/": [404, "text/html; charset=utf-8"],
    "/none": [404, "text/html; charset=utf-8"],
    "/assets/none.js": [404, "text/html; charset=utf-8"],
    "/api/none": [404, "application/json"],
    "/api/x/AAAAAAAAAAAAAAAAAAAAAA": [404, "application/json"],
    [`/b/${"0".repeat(64)}`]: [404, "application/json"],
    "/api/health": [200, "application/json"],
  };
  for (const [path, answer] of Object.entries(expected)) {
    // As a browser asks for a page: the platform must not take the page for an asset then either.
    for (const headers of [{}, { Accept: "text/html", "Sec-Fetch-Mode": "navigate" }]) {
      const response = await get(path, { headers });
      expect([path, response.status, response.headers.get("content-type")]).toEqual([path, ...answer]);
      const text = await response.text();
      if (answer[1].startsWith("text/html")) expect(text, path).toContain('<div id="app">');
    }
  }
});

test("a link goes round: published, read, opened, repeated, forked, deleted, gone", async () => {
  const key = crypto.randomUUID();
  const response = await publish("A title", key);
  expect(response.status).toBe(201);
  const link = (await response.json()) as { id: string; url: string; deleteToken: string };
  const view = (await (await get(`/api/x/${link.id}`)).json()) as object;
  expect(view).toMatchObject({ id: link.id, title: "A title", experiment, parent: null });
  const page = await get(link.url);
  expect([page.status, page.headers.get("cache-control")]).toEqual([200, "no-cache"]);
  expect(await page.text()).not.toContain("A title");
  const repeated = await publish("A title", key);
  expect([repeated.status, await repeated.json()]).toEqual([200, link]);
  const wrong = await get(`/api/x/${link.id}`, { method: "DELETE", headers: { "X-Delete-Token": "x" } });
  expect(wrong.status).toBe(403);
  const headers = { "X-Delete-Token": link.deleteToken };
  expect((await get(`/api/x/${link.id}`, { method: "DELETE", headers })).status).toBe(200);
  expect((await get(`/api/x/${link.id}`)).status).toBe(410);
  expect((await get(link.url)).status).toBe(410);
  expect((await get(`/api/x/${link.id}`, { method: "DELETE", headers })).status).toBe(410);
});

test("an oversized chunked body is refused, and its sender is told so", async () => {
  for (const megabytes of [2, 24]) {
    const status = await new Promise((resolve, reject) => {
      const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() };
      const post = request(`${origin}/api/x`, { method: "POST", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      post.on("error", reject);
      Readable.from(Array.from({ length: megabytes * 16 }, () => Buffer.alloc(65_536, " "))).pipe(post);
    });
    expect(status).toBe(413);
  }
});

test("the licences of what the page is made of are there, as text", async () => {
  const response = await get("/licences.txt");
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  const licences = await response.text();
  for (const name of ["@observablehq/plot", "@tensorflow/tfjs-core", "comlink", "d3-array", "d3-shape", "preact"]) {
    expect(licences).toMatch(new RegExp(`^${name} [\\d.]+ \\((ISC|Apache-2\\.0|MIT)\\)\\n-+\\n\\n`, "m"));
  }
});

test("home, lab, unknown address and API have 130 points by the rules of Mozilla's Observatory", async () => {
  for (const path of ["/", `/lab/${labs[0].id}`, "/open", "/none", "/api/health"]) {
    const response = await get(path);
    const judged = { headers: response.headers, html: await response.text() };
    expect([path, pointsOf(judged), scoreOf(judged)]).toEqual([
      path,
      {
        csp: 10,
        cookies: 0,
        cors: 0,
        referrer: 5,
        hsts: 0,
        integrity: 0,
        nosniff: 0,
        framing: 5,
        resources: 10,
      },
      130,
    ]);
  }
});

test("the rules take points for what is missing", () => {
  const html = '<script type="module" src="/assets/a.js"></script>';
  const all = Object.fromEntries(securityHeaders);
  const score = (change: Record<string, string>, page = html) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries({ ...all, ...change })) if (value !== "") headers.set(name, value);
    return scoreOf({ headers, html: page });
  };
  expect(score({})).toBe(130);
  expect(score({ "Content-Security-Policy": "" })).toBe(75);
  expect(score({ "Content-Security-Policy": "script-src 'self' 'unsafe-inline'; frame-ancestors 'none'" })).toBe(80);
  expect(score({ "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'" })).toBe(125);
  expect(score({ "Strict-Transport-Security": "max-age=3600" })).toBe(120);
  expect(score({ "X-Content-Type-Options": "" })).toBe(125);
  expect(score({ "Referrer-Policy": "unsafe-url" })).toBe(120);
  expect(score({ "Access-Control-Allow-Origin": "*" })).toBe(50);
  expect(score({ "Set-Cookie": "a=1" })).toBe(80);
  expect(score({}, '<script src="https://example.org/a.js"></script>')).toBe(125);
});
