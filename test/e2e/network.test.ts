import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { some } from "../thorough.ts";
import { openSite, runToEnd, type } from "./site.ts";

const site = openSite();
const finished = (page: Page) => page.locator(".run-progress", { hasText: /Finished|Terminado/ });

/** A lab that has been looked at for as long as it takes to fetch what its runs need. */
async function openLab(context: BrowserContext, lab: string): Promise<Page> {
  const page = await context.newPage();
  const module = page.waitForResponse(/\.wasm$/);
  await page.goto(`${site.origin}/lab/${lab}`);
  await page.locator(".stage-source").waitFor();
  await module;
  await page.waitForFunction(() => performance.getEntriesByName("latente.warm").length > 0);
  return page;
}

const LABS = [
  ["mcmc", "Draws per chain", "300"],
  ["autoencoder", "Epochs", "1"],
  ["rbm?preset=bars-and-stripes", "Epochs", "20"],
] as const;

// One whose code comes with the lab, and one of nets, whose code comes after it.
test.each(some(LABS, 0, 1))("%s runs when the network goes before Run is pressed", async (lab, short, value) => {
  const context = await site.profile();
  const page = await openLab(context, lab);
  await context.setOffline(true);
  await type(page, short, value);
  await page.locator(".run-main").click();
  await finished(page).waitFor({ timeout: 90_000 });
  await context.close();
});

test.each([
  ["module", /\.wasm$/, /A part of the program that this run needs \(the module \w+\) could not be loaded/],
  ["thread", /\/thread-[^/]*\.js$/, /The code that does the computing could not be loaded/],
])("a run whose %s cannot be fetched says so at once, and works when tried again", async (_, lost, sentence) => {
  const context = await site.profile();
  const page = await context.newPage();
  await page.route(lost, (route) => route.abort());
  await page.goto(`${site.origin}/lab/mcmc`);
  await page.locator(".stage-source").waitFor();
  await type(page, "Draws per chain", "300");
  await page.locator(".run-main").click();
  const alert = page.locator(".run-failed");
  await alert.getByText(sentence).waitFor({ timeout: 10_000 });
  // It stays: nothing that comes later takes its place.
  await page.waitForTimeout(300);
  expect(await page.locator(".run-progress").textContent()).toContain("Could not finish");
  // The recorded picture is still there: nothing has been computed that could take its place.
  expect(await page.locator(".stage-source").count()).toBe(1);
  await page.unroute(lost);
  await alert.getByRole("button", { name: "Try again" }).click();
  await finished(page).waitFor({ timeout: 90_000 });
  expect(await alert.count()).toBe(0);
  await context.close();
});

const WORDS = [
  ["es-ES", "No se pudo cargar una parte de la página", "Sigue sin haber conexión", "Volver a intentarlo"],
  ["en-GB", "Part of the page could not be loaded", "The server still cannot be reached", "Try again"],
] as const;

test.each(some(WORDS, 0))(
  "a part of the page that cannot be loaded says so in %s, and is loaded when the network is back",
  async (locale, lost, still, again) => {
    const context = await site.profile(locale);
    const page = await context.newPage();
    await page.goto(site.origin);
    await page.locator(".card-lab").first().waitFor();
    await context.setOffline(true);
    await page.locator(".card-lab").first().click();
    const message = page.locator(".page-message");
    await message.getByText(lost).waitFor();
    const button = message.getByRole("button", { name: again });
    await button.click();
    await message.getByText(still).waitFor();
    await context.setOffline(false);
    await button.click();
    await page.locator(".stage-source").waitFor();
    // With its style sheets.
    expect(await page.locator(".lab-columns").evaluate((one) => getComputedStyle(one).display)).toBe("grid");
    await runToEnd(page);
    await context.close();
  },
);
