/**
 * The table of the bits; and, where BITS names labs (BITS=rbm,mcmc THREADS=1,2), their first presets run in the browsers that there are, Chromium and
 * Firefox, on so many threads and written down for it.
 */
import { type Browser, firefox } from "playwright-core";
import { expect, test } from "vitest";
import runs from "../../client/app/bits/runs.json" with { type: "json" };
import { type AllRuns, cellOf, columnsOf } from "../../client/app/bits/runs.ts";
import { labs } from "../../shared/labs/index.ts";
import { firefoxPath } from "../bits/firefox.ts";
import { recordedOf, writeRun } from "../bits/record.ts";
import { browserWith, lastDigest, openSite, profileIn, runToEnd, violations } from "./site.ts";

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
    // Labs and engines without any run are not shown.
    const all: AllRuns = runs;
    const columns = columnsOf(all);
    expect(await page.locator(".bits-page tbody tr").count()).toBe(Object.keys(all).length);
    expect(await page.locator(".bits-page tbody tr").first().locator("td").count()).toBe(columns.length);
    const shown = await page.locator(".bits-page thead").textContent();
    for (const [engine, name] of Object.entries({ node: "Node", firefox: "Firefox", workerd: "workerd" }))
      expect([name, shown?.includes(name)]).toEqual([name, columns.some((column) => column.engine === engine)]);
    const cells = Object.values(all).flatMap((lab) =>
      columns.map(({ engine, threads }) => cellOf(lab, engine, threads).kind),
    );
    const dashes = await page.locator(".bits-none").allTextContents();
    expect(dashes.length).toBe(cells.filter((kind) => kind === "not run").length);
    expect(dashes.every((text) => text.includes(notRun))).toBe(true);
    expect(await page.locator(".bits-different").count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  }
});

const browsers: Record<"chromium" | "firefox", () => Promise<Browser>> = {
  chromium: () => browserWith([]),
  firefox: () => firefox.launch({ executablePath: firefoxPath() ?? "" }),
};
const hasFirefox = firefoxPath() !== undefined;
if (named.length > 0 && !hasFirefox)
  process.stderr.write("Firefox: not run, there is none (FIREFOX=/path, or npx playwright install firefox)\n");

test.skipIf(named.length === 0).each(hasFirefox ? (["chromium", "firefox"] as const) : (["chromium"] as const))(
  "%s gives the bits that were recorded",
  async (engine) => {
    const browser = browsers[engine]();
    for (const threads of counts) {
      const context = await profileIn(browser, "en-GB");
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
        writeRun(lab, engine, { threads, version, digest });
        expect([id, threads, digest]).toEqual([id, threads, recordedOf(lab).digest]);
        await page.close();
      }
    }
    if (engine === "firefox") await (await browser).close();
  },
  600_000,
);
