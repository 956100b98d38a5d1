import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { some, thorough } from "../thorough.ts";
import { openSite, type, violations } from "./site.ts";

const site = openSite();

/** Collects what the live regions of a run say, in order. */
function listen(page: Page): Promise<void> {
  return page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const look = () => {
      for (const region of document.querySelectorAll(".run-news, .run-failed")) {
        const text = `${region.getAttribute("role")}: ${region.textContent}`;
        if (region.textContent && heard.at(-1) !== text) heard.push(text);
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

const heard = (page: Page) => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);

const WORDS = [
  ["en-GB", "Skip to the Run button", /^status: The run has started$/, /^status: The run has finished in /],
  ["es-ES", "Saltar al botón Ejecutar", /^status: La ejecución ha empezado$/, /^status: La ejecución ha terminado en /],
] as const;

test.each(some(WORDS, 0))(
  "a run is started by the keyboard's second stop and is heard in %s",
  async (locale, skip, started, ended) => {
    const context = await site.profile(locale);
    const page = await context.newPage();
    await page.goto(`${site.origin}/lab/sfa`);
    await page.locator(".stage-source").waitFor();
    const address = page.url();
    await listen(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(skip);
    await page.keyboard.press("Enter");
    expect(page.url()).toBe(address);
    const button = page.locator(".run-main");
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await button.getAttribute("aria-keyshortcuts")).toBe("Space");
    expect(await button.locator("kbd").isVisible()).toBe(true);
    await page.keyboard.press("Space");
    await expect.poll(async () => (await heard(page)).at(-1), { timeout: 60_000 }).toMatch(ended);
    // The focus stays where the reader is.
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
    const all = await heard(page);
    expect(all[0]).toMatch(started);
    expect(all.length).toBeLessThanOrEqual(6);
    expect(await violations(page)).toEqual([]);
    await context.close();
  },
);

test.runIf(thorough)("a failure interrupts, with its cause", async () => {
  const context = await site.profile();
  const page = await context.newPage();
  await page.route(/\.wasm$/, (route) => route.abort());
  await page.goto(`${site.origin}/lab/mcmc`);
  await type(page, "Draws per chain", "300");
  await listen(page);
  await page.locator(".run-main").click();
  await expect.poll(async () => (await heard(page)).at(-1)).toMatch(/^alert: .*could not be loaded/);
  expect(await violations(page)).toEqual([]);
  await context.close();
});
