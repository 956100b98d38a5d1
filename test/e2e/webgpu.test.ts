/** A net of other people on WebGPU: on the adapter that imitates a GPU, which any machine has. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { softwareGpu } from "../chromium.ts";
import { thorough } from "../thorough.ts";
import { drop, netFiles } from "./net-files.ts";
import { openSite, runToEnd } from "./site.ts";

const site = openSite(softwareGpu);
const place = mkdtempSync(join(tmpdir(), "latente-webgpu-"));
for (const [name, content] of Object.entries(netFiles)) writeFileSync(join(place, name), content);
afterAll(() => rmSync(place, { recursive: true }));

const device = (page: Page) => page.locator(".run-bar .run-where label", { hasText: "Device" }).locator("select");
const line = (page: Page) => page.locator(".run-progress").textContent();
const accuracy = (page: Page) => page.locator(".metric", { hasText: "accuracy" }).locator("dd").first().textContent();

async function visit(): Promise<Page> {
  const page = await (await site.profile()).newPage();
  await page.goto(`${site.origin}/lab/mlp`);
  await page.locator(".run-main").waitFor();
  expect(await device(page).inputValue()).toBe("wasm");
  await drop(page, [place]);
  await expect.poll(() => page.locator(".data-notices").textContent()).toContain("layer steep (");
  await expect.poll(() => device(page).locator("option").allTextContents()).toContain("WebGPU");
  return page;
}

test("says where it ran, and both backends agree; what imitates a GPU is not taken unasked", async () => {
  const page = await visit();
  expect(await device(page).inputValue()).toBe("wasm");
  await runToEnd(page);
  expect(await line(page)).toContain("TensorFlow.js on WebAssembly");
  const expected = await accuracy(page);
  await device(page).selectOption("webgpu");
  await page.locator(".run-main").click();
  await expect.poll(() => line(page), { timeout: 60_000 }).toContain("TensorFlow.js on WebGPU");
  expect(await accuracy(page)).toBe(expected);
  expect(await page.locator(".run-instead").count()).toBe(0);
  await page.context().close();
});

test.runIf(thorough)("where its code does not arrive WebAssembly answers, and why is said", async () => {
  const page = await visit();
  await page.context().route(/webgpu\.thread/, (route) => route.fulfill({ status: 404, body: "" }));
  await device(page).selectOption("webgpu");
  await runToEnd(page);
  expect(await line(page)).toContain("TensorFlow.js on WebAssembly");
  expect(await page.locator(".run-instead").textContent()).toContain("WebGPU could not run this model");
  expect(await device(page).inputValue()).toBe("wasm");
  await page.context().close();
});
