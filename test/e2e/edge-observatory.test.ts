import { expect, test } from "vitest";
import { labs } from "../../shared/labs/index.ts";
import { securityHeaders } from "../../worker/headers.ts";
import { pointsOf, scoreOf } from "./observatory.ts";
import { openSite } from "./site.ts";

const site = openSite();

test("home, lab, unknown address and API have 130 points by the rules of Mozilla's Observatory", async () => {
  for (const path of ["/", `/lab/${labs[0].id}`, "/open", "/none", "/api/health"]) {
    const response = await fetch(site.origin + path);
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
