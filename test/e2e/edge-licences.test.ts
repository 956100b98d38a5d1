import { expect, test } from "vitest";
import { openSite } from "./site.ts";

const site = openSite();

test("the home page links to the licences of what it is made of, in both languages", async () => {
  for (const [locale, text] of [
    ["es-ES", "Licencias del software de terceros"],
    ["en-GB", "Licences of third-party software"],
  ]) {
    const context = await site.profile(locale);
    const page = await context.newPage();
    await page.goto(site.origin);
    expect(await page.getByRole("link", { name: text }).getAttribute("href")).toBe("/licences.txt");
    await context.close();
  }
  const response = await fetch(`${site.origin}/licences.txt`);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  const licences = await response.text();
  for (const name of ["@observablehq/plot", "@tensorflow/tfjs-core", "comlink", "d3-array", "d3-shape", "preact"]) {
    expect(licences).toMatch(new RegExp(`^${name} [\\d.]+ \\((ISC|Apache-2\\.0|MIT)\\)\\n-+\\n\\n`, "m"));
  }
});
