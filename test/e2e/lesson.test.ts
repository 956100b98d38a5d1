/** Lessons see what their reader does on the page: a run, a tab, a control. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openSite } from "./site.ts";

const site = openSite();
const done = (page: Page) =>
  page.$$eval(".lesson-step", (steps) => steps.flatMap((step, i) => (step.classList.contains("done") ? [i + 1] : [])));

test("a step is ticked by its own act on its own preset, stays ticked, and leads to its preset", async () => {
  const page = await (await site.profile("en-GB")).newPage();
  await page.goto(`${site.origin}/lab/ica`);
  await page.locator(".lesson-step").first().waitFor();
  await page.locator("[data-act=listen]").first().waitFor();
  expect(await done(page)).toEqual([]);
  expect(await page.locator(".lesson").textContent()).toContain(
    "Intermediate level · about 40 minutes · 0 of 15 steps",
  );

  await page.locator(".run-main").click();
  await expect.poll(() => done(page), { timeout: 60_000 }).toEqual([2]);
  await page.locator("[data-act=listen]").first().click();
  await expect.poll(() => done(page)).toEqual([1, 2]);
  await page.locator("#tab-components").click();
  await expect.poll(() => done(page)).toEqual([1, 2, 4]);

  await page.reload();
  await page.locator(".lesson-step").first().waitFor();
  expect(await done(page)).toEqual([1, 2, 4]);

  await page.locator(".lesson-open", { hasText: "Ten planted sources" }).first().click();
  await expect.poll(() => page.locator(".preset-menu select").inputValue()).toBe("planted");
  await page.locator("#tab-planes").click();
  await page.locator("[data-act=axes] select").first().selectOption({ index: 2 });
  await expect.poll(() => done(page)).toEqual([1, 2, 4, 5]);
});
