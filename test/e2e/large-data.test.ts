/** Links whose data take much: the page stays at hand, makes nothing by itself, and says what it would take. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { encodeLink } from "../../shared/experiment/link.ts";
import { labs } from "../../shared/labs/index.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { parseExperiment } from "../../shared/labs/parse-experiment.ts";
import { thorough } from "../thorough.ts";
import { openSite, type } from "./site.ts";

const site = openSite();

async function linkTo(id: string, generator: string, params: object): Promise<string> {
  const lab = await labs.find((entry) => entry.id === id)?.load();
  if (!lab) throw new Error(`no lab ${id}`);
  const data = { generator, seed: 1, params };
  const { experiment } = await parseExperiment({ ...presetExperiment(lab), data }, labs);
  return `${site.origin}/lab/${id}${await encodeLink(experiment)}`;
}

/** The page of a link, and the scripts of the threads that it has started. */
async function open(link: string, locale?: string): Promise<{ readonly page: Page; readonly threads: string[] }> {
  const page = await (await site.profile(locale)).newPage();
  const threads: string[] = [];
  page.on("worker", (worker) => threads.push(worker.url()));
  await page.goto(link);
  await page.locator(".run-main").waitFor();
  return { page, threads };
}

const making = (threads: readonly string[]) => threads.filter((url) => url.includes("generate-thread"));

test("a link that asks for much makes nothing before it is asked to; the form stays at hand", async () => {
  const largest = { rows: 100_000, columns: 200, factors: 20, missing: 0.6 };
  const { page, threads } = await open(await linkTo("ppca", "planted-factors", largest));
  const waiting = page.locator(".data-waiting");
  await waiting.waitFor();
  expect(await waiting.textContent()).toContain("20,000,000 values, which take about 196 MB");
  expect(making(threads)).toEqual([]);
  // Neither made nor run; and a smaller table is made at once.
  await page.locator(".data-panel > summary").click();
  await page.locator(".data-panel .field").first().waitFor();
  await type(page, "Rows", "50");
  await type(page, "Columns", "5");
  await page.locator(".data-summary + span", { hasText: "50 rows × 5 columns" }).waitFor();
  expect(await waiting.count()).toBe(0);
});

test.runIf(thorough)("it is made on a thread of its own when asked for, and left when the form changes", async () => {
  const { page, threads } = await open(await linkTo("ppca", "digits", { count: 60_000 }), "es-ES");
  await page.getByRole("button", { name: "Generar los datos" }).click();
  const summary = page.locator(".data-summary + span");
  await summary.filter({ hasText: "Generando 47.040.000 valores…" }).waitFor();
  const alive = () => making(page.workers().map((worker) => worker.url())).length;
  const patience = { timeout: 20_000 };
  await expect.poll(alive, patience).toBe(1);
  await page.locator(".data-panel > summary").click();
  await page.locator(".data-panel .field").first().waitFor();
  await type(page, "Imágenes", "20");
  await summary.filter({ hasText: "20 imágenes de 28 × 28" }).waitFor();
  // A browser gives a busy thread some seconds before it ends it.
  await expect.poll(alive, patience).toBe(0);
  expect(making(threads)).toHaveLength(2);
});
