/** The gallery's page: samples without a press, by the same bytes as everywhere, and back again. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { sha256Hex } from "../../shared/experiment/digest.ts";
import { type Asked, bytesOf, cards, latentsOf, openModel, sample } from "../../shared/gallery/index.ts";
import { paramsOf } from "../../shared/labs/generative/sampler/asked.ts";
import { scalarGraphs } from "../../shared/quant/graph/index.ts";
import { thorough } from "../thorough.ts";
import { PageServer } from "./release.ts";
import { openSite, profile, violations, visit } from "./site.ts";

const site = openSite();

const drawnHere = (page: Page) =>
  page.waitForFunction(() => performance.getEntriesByName("latente.samples").length > 0, null, { timeout: 60_000 });

/** What the page says of the bytes of its samples. */
const hashOf = (page: Page) => page.getByRole("textbox", { name: /^SHA-256/ }).inputValue();
const say = (page: Page, hash: string) => expect.poll(() => hashOf(page)).toBe(hash);
const openTab = (page: Page, id: string) => page.locator(`#tab-${id}`).click();

async function expected(model: string, asked: Asked): Promise<string> {
  return sha256Hex(bytesOf(sample(await openModel(model), scalarGraphs, asked)));
}

/** Enough without all of them: one of each kind. */
const shown = cards.filter((card, i) => thorough || cards.findIndex(({ kind }) => kind === card.kind) === i);

test.each(shown)("$id: samples are there without a press, and are those of the seed, byte by byte", async (card) => {
  const { page, complaints } = await visit(site, `/lab/sampler?preset=${card.id}`);
  await drawnHere(page);
  expect(await page.locator(".run-main").textContent()).toContain("Run");
  await openTab(page, "elsewhere");
  const { count, temperature } = paramsOf(card);
  await say(page, await expected(card.id, { seed: 1, n: count, temperature }));
  await page.locator('[data-act="another"]').click();
  await say(page, await expected(card.id, { seed: 2, n: count, temperature }));
  await page.locator('[data-act="previous"]').click();
  await say(page, await expected(card.id, { seed: 1, n: count, temperature }));
  expect(complaints).toEqual([]);
});

test("sliders draw anew, undo takes them back one gesture at a time, and a card brings its own values", async () => {
  const { page } = await visit(site, "/lab/sampler?preset=digits");
  await drawnHere(page);
  await openTab(page, "elsewhere");
  const first = await expected("digits", { seed: 1, n: 16 });
  await say(page, first);
  await page.locator('[data-act="temperature"] input').fill("0.5");
  await say(page, await expected("digits", { seed: 1, n: 16, temperature: 0.5 }));
  await page.locator('[data-act="back"]').click();
  await say(page, first);
  await page.locator('[data-act="count"] input').fill("3");
  await say(page, await expected("digits", { seed: 1, n: 3 }));
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await say(page, first);
  await page.locator('[data-act="seed"] input').fill("41");
  await page.locator('[data-act="seed"] input').press("Enter");
  await say(page, await expected("digits", { seed: 41, n: 16 }));
});

test("the keyboard alone chooses a model, draws others and moves a hidden number; axe finds nothing in any tab", async () => {
  const { page } = await visit(site, "/lab/sampler?preset=digits");
  await drawnHere(page);
  await page.locator(".sampler-picker input:checked").focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => page.locator(".sampler-card:has(:checked)").textContent()).toBe("Cats and dogs");
  await page.locator('[data-act="another"]').focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator('[data-act="seed"] input').inputValue()).toBe("2");
  const slider = page.locator('[data-act="sliders"] input').first();
  const [code] = latentsOf(await openModel("cats-dogs"), { seed: 2, n: 1 });
  // As near as the slider's steps.
  await expect.poll(async () => Math.abs(Number(await slider.inputValue()) - code)).toBeLessThan(0.03);
  const before = await slider.inputValue();
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => slider.inputValue()).not.toBe(before);
  await page.locator('[data-act="reset"]').focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => slider.inputValue()).toBe(before);
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    expect(await violations(page), (await tab.textContent()) ?? "").toEqual([]);
  }
});

test("what was opened once draws all models without a network", async () => {
  const server = new PageServer();
  await server.start();
  const context = await profile("en-GB", { serviceWorkers: "allow" });
  const page = await context.newPage();
  await page.goto(`${server.origin}/lab/sampler`);
  await drawnHere(page);
  const kept = () =>
    page.evaluate(async () => {
      const answer = await caches.match("/offline/labs");
      return answer ? ((await answer.json()) as string[]) : [];
    });
  await expect.poll(kept, { timeout: 60_000 }).toContain("sampler");
  await server.stop();
  await context.setOffline(true);
  for (const { id } of shown) {
    await page.goto(`${server.origin}/lab/sampler?preset=${id}`);
    await drawnHere(page);
  }
});
