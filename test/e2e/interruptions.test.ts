/** What happens to a page in the middle of a run: it is left and come back to, stands still, or has no memory to share. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { thorough } from "../thorough.ts";
import { PageServer } from "./release.ts";
import { lastDigest, profile, runToEnd, type } from "./site.ts";

const server = new PageServer();
const alone = new PageServer({ isolated: false });
beforeAll(() => Promise.all([server.start(), alone.start()]));
afterAll(() => Promise.all([server.stop(), alone.stop()]));

const finished = (page: Page) => page.locator(".run-progress", { hasText: "Finished" }).waitFor({ timeout: 90_000 });
const underWay = (page: Page) => page.locator('.run-progress progress[value]:not([value="0"])').waitFor();

/** The run of some seconds that these tests interrupt. */
async function openLab(page: Page, origin = server.origin): Promise<void> {
  await page.goto(origin);
  await page.locator(".card-lab").first().waitFor();
  await page.evaluate(() => document.querySelector<HTMLAnchorElement>('.card-lab[href$="/mcmc"]')?.click());
  await page.locator(".stage-source").waitFor();
  await type(page, "Draws per chain", "12000");
  // Long enough that it is still under way when it is paused.
  await page.locator("details.controls-more > summary").first().click();
  await type(page, "Thinning", "8");
}

/** Of that run, left alone. */
let whole: Promise<string> | null = null;
function undisturbed(): Promise<string> {
  whole ??= (async () => {
    const context = await profile();
    const page = await context.newPage();
    await openLab(page);
    await runToEnd(page);
    const digest = await lastDigest(page);
    await context.close();
    return digest;
  })();
  return whole;
}

test("back and forward in the middle of a run: it is offered and goes on to the same digest", async () => {
  const expected = await undisturbed();
  const context = await profile();
  const page = await context.newPage();
  await openLab(page);
  await page.locator(".run-main").click();
  await underWay(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.locator(".run-progress", { hasText: "Paused, saved" }).waitFor();
  await page.locator(".brand").click();
  await page.locator(".card-lab").first().waitFor();
  await page.goBack();
  await page.getByRole("button", { name: "Resume it" }).click();
  await underWay(page);
  // First to the steps before the numbers were typed, which leave the run alone, then to the page before the lab.
  await page.goBack();
  await page.locator(".run-earlier").waitFor();
  await page.goBack();
  await page.goBack();
  await page.locator(".card-lab").first().waitFor();
  await page.goForward();
  // It ran again after the pause: whatever was kept of it is a beginning of the same run.
  const again = page.getByRole("button", { name: /Resume it|Run again/ });
  await again.click();
  await finished(page);
  expect(await lastDigest(page)).toBe(expected);
  await context.close();
});

test("another site and back in the middle of a run", async () => {
  const expected = await undisturbed();
  const context = await profile();
  const page = await context.newPage();
  await openLab(page);
  await page.locator(".run-main").click();
  await underWay(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.locator(".run-progress", { hasText: "Paused, saved" }).waitFor();
  await page.goto("about:blank");
  await page.goBack();
  // Either the browser has kept the page as it was, or the run is offered.
  const resume = page.getByRole("button", { name: /^Resume/ });
  await resume.click();
  await finished(page);
  expect(await lastDigest(page)).toBe(expected);
  await context.close();
});

test("a page without cross-origin isolation has no memory to share, and gives the same digest", async () => {
  const expected = await undisturbed();
  const context = await profile();
  const page = await context.newPage();
  await openLab(page, alone.origin);
  expect(await page.evaluate(() => [crossOriginIsolated, typeof SharedArrayBuffer])).toEqual([false, "undefined"]);
  await runToEnd(page);
  expect(await lastDigest(page)).toBe(expected);
  await context.close();
});

test.runIf(thorough)(
  "a machine that sleeps in the middle of a run, for longer than a thread may be silent, goes on when it wakes",
  async () => {
    const expected = await undisturbed();
    const context = await profile();
    const page = await context.newPage();
    await openLab(page);
    const devtools = await context.browser()?.newBrowserCDPSession();
    const { processInfo } = (await devtools?.send("SystemInfo.getProcessInfo")) ?? { processInfo: [] };
    const renderers = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
    expect(renderers.length).toBeGreaterThan(0);
    await page.locator(".run-main").click();
    await underWay(page);
    // Chromium freezes only tabs that are hidden, which none is without a display: the processes of all its pages stand still instead.
    for (const id of renderers) process.kill(id, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 17_000));
    for (const id of renderers) process.kill(id, "SIGCONT");
    await finished(page);
    expect(await lastDigest(page)).toBe(expected);
    expect(await page.locator(".run-failed").count()).toBe(0);
    await context.close();
  },
);
