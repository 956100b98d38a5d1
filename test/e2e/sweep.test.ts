import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { encodeLink } from "../../shared/experiment/link.ts";
import { presetExperiment, setPath } from "../../shared/labs/parse.ts";
import { mlp } from "../../shared/labs/representation/mlp/lab.ts";
import { sweepRuns } from "../../shared/labs/sweep.ts";
import { thorough } from "../thorough.ts";
import { isOfBrowser, openSite, violations } from "./site.ts";

const site = openSite();
const preset = presetExperiment(mlp, "width-and-rate");
const experiment = [
  ["params.epochs", 10],
  ["sweep.params.hidden", [[2], [8]]],
  ["sweep.params.learningRate", [0.0001, 0.01, 0.1]],
].reduce((now, [path, value]) => setPath(mlp, now, String(path), value), preset);
const cells = (page: Page) => page.locator(".sweep-cell");
const formOf = (page: Page, label: string) => page.locator(".field", { hasText: label }).locator("input").last();

async function open(locale = "en-GB") {
  const context = await site.profile(locale, { reducedMotion: "reduce", acceptDownloads: true });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (/warning|error/.test(message.type()) && !isOfBrowser(message.text())) complaints.push(message.text());
  });
  await page.goto(`${site.origin}/lab/mlp${await encodeLink(experiment)}`);
  await page.locator(".run-main").waitFor();
  return { context, page, complaints };
}

test("a link of a sweep says what it runs, runs all on demand, marks the best, and opens one", async () => {
  const { context, page, complaints } = await open();
  await page.locator(".sweep-count", { hasText: "6 runs" }).waitFor();
  expect(await cells(page).count()).toBe(0);
  expect(await page.locator(".run-button, .run-step").count()).toBe(0);

  await page.locator(".run-main").click();
  await page.locator(".run-progress", { hasText: "Finished" }).waitFor({ timeout: 60_000 });
  expect(await cells(page).count()).toBe(6);
  // Each with what its net says over the plane.
  expect(await page.locator(".sweep-cell .card-map canvas").count()).toBe(6);
  await page.locator(".sweep-head", { hasText: "Best: Hidden layers" }).waitFor();
  const best = page.locator(".sweep-best");
  expect(await best.count()).toBe(1);
  expect(await best.textContent()).toMatch(/^Hidden layers .* · Learning rate .*best.*accuracy: [\d.]+$/);
  expect(await violations(page)).toEqual([]);

  // The table says the same, sorted, and as a file.
  await page.locator(".sweep-table summary").click();
  const heading = page.locator(".sweep-table th", { hasText: "Held-out accuracy" });
  await heading.getByRole("button").click();
  await heading.getByRole("button").click();
  expect(await heading.getAttribute("aria-sort")).toBe("descending");
  await expect.poll(() => page.locator(".sweep-table tbody tr").first().getAttribute("class")).toBe("sweep-best-row");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save CSV" }).click(),
  ]);
  const lines = readFileSync(await file.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines[0]).toMatch(/^run,params\.hidden,params\.learningRate,accuracy,/);
  expect(lines).toHaveLength(7);
  expect(await violations(page)).toEqual([]);

  // By keyboard: the second run, its place and its parameters.
  await cells(page).first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator(".sweep-opened", { hasText: "Run 5 of 6" }).waitFor();
  await page.locator(".stage-main canvas, .stage-main svg").first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Use these parameters" }).click();
  expect(await formOf(page, "Learning rate").inputValue()).toBe("0.01");
  await expect.poll(() => page.locator(".sweep-count").count()).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator(".sweep-count", { hasText: "6 runs" }).waitFor();
  await page.getByRole("button", { name: "Back to the grid" }).click();
  await expect.poll(() => cells(page).count()).toBe(6);

  // A reload keeps the numbers; a phone shows them.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await expect.poll(() => page.locator(".sweep-best").count(), { timeout: 20_000 }).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test.runIf(thorough)(
  "a control is varied from the form, in the reader's numbers, and the address says so",
  async () => {
    const { context, page, complaints } = await open("es-ES");
    await page.getByRole("button", { name: "Variar «Penalización L2»" }).click();
    const values = page.getByRole("textbox", { name: /^Valores de «Penalización L2»/ });
    await values.fill("0; 0,01");
    await values.press("Tab");
    await page.locator(".sweep-count", { hasText: "12 ejecuciones" }).waitFor();
    expect(await page.getByRole("button", { name: /^Variar «/ }).count()).toBe(0);
    await page.getByRole("spinbutton", { name: "Semillas" }).fill("2");
    await page.keyboard.press("Tab");
    await page.locator(".sweep-count", { hasText: "24 ejecuciones" }).waitFor();
    await values.fill("0; mucho");
    await values.press("Tab");
    await page.locator(".sweep-axis [role=alert]").waitFor();
    expect(await violations(page)).toEqual([]);
    await expect.poll(() => page.evaluate(() => location.hash.length)).toBeGreaterThan(20);
    const address = page.url();
    const other = await context.newPage();
    await other.goto(address);
    await other.locator(".sweep-count", { hasText: "24 ejecuciones" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test("the runs of the visit are those of the link", () => {
  expect(sweepRuns(mlp, experiment)).toHaveLength(6);
});
