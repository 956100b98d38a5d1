import { beforeAll, expect, test } from "vitest";
import { headersFile, securityHeaders } from "../../worker/headers.ts";
import { ask, migrate, published } from "./edge.ts";

beforeAll(migrate);

test("every answer has every security header", async () => {
  const { id } = await published();
  const paths = [
    `/x/${id}`,
    "/x/none",
    "/lab/toy",
    "/lab/none",
    "/open",
    "/none",
    `/api/x/${id}`,
    "/api/x/none",
    "/api/none",
    "/api/health",
    "/b/none",
  ];
  for (const path of paths) {
    const response = await ask(path);
    for (const [name, value] of securityHeaders) expect(response.headers.get(name), `${path} ${name}`).toBe(value);
  }
});

test("page addresses have the status that is true", async () => {
  const { id } = await published();
  const statuses: Record<string, number> = {
    [`/x/${id}`]: 200,
    [`/x/${id}/more`]: 404,
    "/x/none": 404,
    "/x": 404,
    "/lab/toy": 200,
    "/lab/none": 404,
    "/open": 200,
    "/links": 200,
    "/glossary": 200,
    "/api": 200,
    "/none": 404,
    "/embed/none": 404,
    "/assets/none.js": 404,
  };
  for (const [path, status] of Object.entries(statuses)) {
    const response = await ask(path);
    expect([path, response.status]).toEqual([path, status]);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  }
});

test("unknown data addresses answer in JSON", async () => {
  for (const [method, path] of [
    ["GET", "/api/"],
    ["GET", "/api/none"],
    ["GET", "/b"],
    ["POST", "/b/none"],
    ["PUT", "/api/none"],
  ] as const) {
    const response = await ask(path, { method });
    expect([path, response.status, response.headers.get("content-type")]).toEqual([path, 404, "application/json"]);
    expect(await response.json()).toMatchObject({ error: { code: "unknown-address" } });
  }
});

test("a wrong method is refused on every route, with those that are right", async () => {
  const routes: Record<string, string> = {
    "/api": "GET, HEAD",
    "/api/openapi.json": "GET, HEAD",
    "/api/health": "GET, HEAD",
    "/api/expiry": "GET, HEAD",
    "/api/x": "POST",
    "/api/x/none": "GET, HEAD, DELETE",
    "/api/x/none/infer": "POST",
    "/api/x/none/sample": "GET, HEAD",
    [`/b/${"0".repeat(64)}`]: "GET, HEAD",
    "/": "GET, HEAD",
    "/x/none": "GET, HEAD",
    "/lab/toy": "GET, HEAD",
    "/open": "GET, HEAD",
    "/links": "GET, HEAD",
    "/_headers.txt": "",
  };
  for (const [path, allow] of Object.entries(routes)) {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      if (allow.includes(method)) continue;
      const response = await ask(path, { method });
      const expected = allow === "" ? [404, null] : [405, allow];
      expect([method, path, response.status, response.headers.get("allow")]).toEqual([method, path, ...expected]);
      if (path.startsWith("/api/")) {
        const { error } = (await response.json()) as { error: { code: string; message: string } };
        expect(error.code).toBe("wrong-method");
        expect(error.message).toContain(`(must be ${allow})`);
      }
    }
  }
});

test("the policy is the strict one", () => {
  const headers = Object.fromEntries(securityHeaders);
  const policy = headers["Content-Security-Policy"];
  expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; /);
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|data:|\*|https?:/);
  expect(headers).toMatchObject({
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  });
  expect(Number(headers["Strict-Transport-Security"].match(/max-age=(\d+)/)?.[1])).toBeGreaterThanOrEqual(
    2 * 365 * 86_400,
  );
});

test("the file for the assets says the same, in lines that the platform takes", () => {
  const lines = headersFile().split("\n");
  const start = lines.indexOf("/*");
  const given = lines.slice(start + 1, start + 1 + securityHeaders.length).map((line) => line.trim());
  expect(given).toEqual(securityHeaders.map(([name, value]) => `${name}: ${value}`));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(2000);
});
