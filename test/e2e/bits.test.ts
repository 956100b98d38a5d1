/**
 * The table of the bits; and, where BITS names labs (BITS=rbm,mcmc THREADS=1,2), their first presets run in the browser on so many threads and written down
 * for it.
 */
import { expect, test } from "vitest";
import { labs } from "../../shared/labs/index.ts";
import { recordedOf, writeRun } from "../bits/record.ts";
import { lastDigest, openSite, runToEnd, violations } from "./site.ts";

const site = openSite();
const named = process.env.BITS?.split(",") ?? [];
const counts = (process.env.THREADS ?? "1,2").split(",").map(Number);

test("the table says what was run and what was not, in both languages", async () => {
  for (const [locale, notRun] of [
    ["en-GB", "not run"],
    ["es-ES", "no ejecutado"],
  ]) {
    const context = await site.profile(locale);
    const page = await context.newPage();
    const answer = await page.goto(`${site.origin}/bits`);
    expect(answer?.status()).toBe(200);
    await page.locator(".bits-page tbody tr").first().waitFor();
    expect(await page.locator(".bits-page tbody tr").count()).toBe(labs.length);
    expect(await page.locator(".bits-none").first().textContent()).toContain(notRun);
    expect(await page.locator(".bits-different").count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  }
});

test.skipIf(named.length === 0)(
  "the browser gives the bits that were recorded",
  async () => {
    for (const threads of counts) {
      const context = await site.profile("en-GB");
      await context.addInitScript((count) => localStorage.setItem("latente.threads", String(count)), threads);
      for (const id of named) {
        const lab = await labs.find((entry) => entry.id === id)?.load();
        if (!lab) throw new Error(`unknown lab: ${id}`);
        const page = await context.newPage();
        await page.goto(`${site.origin}/lab/${id}?preset=${lab.presets[0].id}`);
        const start = await page.evaluate(() => Date.now());
        await runToEnd(page);
        const digest = await lastDigest(page, start);
        const version = context.browser()?.version() ?? "";
        writeRun(lab, "chromium", { threads, version, digest });
        expect([id, threads, digest]).toEqual([id, threads, recordedOf(lab).digest]);
        await page.close();
      }
    }
  },
  600_000,
);
