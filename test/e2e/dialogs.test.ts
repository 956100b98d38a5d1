import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { thorough } from "../thorough.ts";
import { openSite, runToEnd, type, violations } from "./site.ts";

const site = openSite();
const folder = mkdtempSync(`${tmpdir()}/latente-dialogs-`);
afterAll(() => rmSync(folder, { recursive: true }));

/** What axe finds in both languages, each in one theme (in both where all is tried); `show` brings up what is looked at. */
async function inAllLooks(page: Page, show: () => Promise<void>): Promise<void> {
  for (const language of ["ES", "EN"]) {
    await page.getByRole("button", { name: language, exact: true }).click();
    await show();
    await page.emulateMedia({ colorScheme: "light" });
    if (thorough || language === "ES") expect(await violations(page), `${language}, light`).toEqual([]);
    // Another theme changes colours alone.
    await page.emulateMedia({ colorScheme: "dark" });
    if (thorough || language === "EN")
      expect(await violations(page, ["color-contrast"]), `${language}, dark`).toEqual([]);
    await page.keyboard.press("Escape");
  }
}

test("sharing and publishing have no axe violations, before, while and after", async () => {
  const context = await site.profile();
  const page = await context.newPage();
  await page.goto(`${site.origin}/lab/mcmc`);
  const share = page.locator(".header-tools button.primary");
  const dialog = page.locator("dialog.share[open]");
  await share.waitFor();
  await inAllLooks(page, async () => {
    await share.click();
    await dialog.locator(".share-hint").first().waitFor();
  });
  await type(page, "Draws per chain", "200");
  await runToEnd(page);
  await inAllLooks(page, async () => {
    await share.click();
    await dialog.locator(".publish-form").waitFor();
  });
  await inAllLooks(page, async () => {
    await share.click();
    await dialog.locator(".publish-form button[type=submit]").click();
    await dialog.locator(".publish-done").waitFor();
  });
  await context.close();
});

test.runIf(thorough)("the page that opens files, and a file that is open, have no axe violations", async () => {
  const context = await site.profile();
  const page = await context.newPage();
  await page.goto(`${site.origin}/lab/mcmc`);
  await type(page, "Draws per chain", "200");
  await runToEnd(page);
  await page.locator(".header-tools button.primary").click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Experiment and result" }).click();
  await (await download).saveAs(`${folder}/run.latente`);
  await page.goto(`${site.origin}/open`);
  await inAllLooks(page, () => page.locator(".open-link").waitFor());
  await page.locator(".open-page input[type=file]").setInputFiles(`${folder}/run.latente`);
  await inAllLooks(page, () => page.locator(".verdict.claimed").waitFor());
  // It is still there after a reload, and not where a file is asked for anew.
  await page.reload();
  await page.locator(".verdict.claimed").waitFor();
  await page.goto(`${site.origin}/links`);
  await page.goto(`${site.origin}/open`);
  await page.locator(".open-link").waitFor();
  // Own data: the chooser of files, and its report.
  await page.goto(`${site.origin}/lab/mcmc?preset=logistic`);
  await page.locator("details.data-panel > summary").click();
  const rows = Array.from({ length: 30 }, (_, i) => `${i % 7},${(i * 5) % 11},${i % 2}`).join("\n");
  const own = { name: "own.csv", mimeType: "text/csv", buffer: Buffer.from(`a,b,c\n${rows}\n`) };
  await page.locator(".data-own input[type=file]").setInputFiles(own);
  await inAllLooks(page, () => page.locator("details.data-panel > summary", { hasText: "30" }).waitFor());
  await context.close();
});
