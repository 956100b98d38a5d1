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

/** The run that these tests interrupt: chains of 20,000 draws, whose rows are kept in several pieces. */
async function openLab(page: Page, origin = server.origin): Promise<void> {
  await page.goto(origin);
  await page.locator(".card-lab").first().waitFor();
  await page.evaluate(() => document.querySelector<HTMLAnchorElement>('.card-lab[href$="/mcmc"]')?.click());
  await page.locator(".stage-source").waitFor();
  await type(page, "Draws per chain", "20000");
}

/** Steps of each chain at a time, in a run under way or in the next; 0: as fast as it goes. */
const slowDown = (page: Page, steps: 0 | 1 | 100) =>
  page.locator('.run-bar [data-act="speed"] select').selectOption(String(steps));

/** Part of all steps that is done. */
const done = (page: Page) =>
  page.locator(".run-progress progress").evaluate((bar: HTMLProgressElement) => bar.position);

/**
 * Starts it; returns in the middle of it, where it goes so slowly that it is not over before the test ends, whatever the machine: all of it would take 17 seconds
 * by the clock at first, and half an hour then.
 */
async function runToMiddle(page: Page): Promise<void> {
  await slowDown(page, 100);
  await page.locator(".run-main").click();
  await underWay(page);
  // Rows of more than one piece.
  await expect.poll(() => done(page), { timeout: 60_000 }).toBeGreaterThan(0.42);
  await slowDown(page, 1);
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
  await runToMiddle(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.locator(".run-progress", { hasText: "Paused, saved" }).waitFor();
  await page.locator(".brand").click();
  await page.locator(".card-lab").first().waitFor();
  await page.goBack();
  await page.locator(".notice", { hasText: "cut short" }).waitFor();
  await slowDown(page, 1);
  await page.getByRole("button", { name: "Resume it" }).click();
  await underWay(page);
  // First to the step before the number was typed, which leaves the run alone, then to the page before the lab.
  await page.goBack();
  await page.locator(".run-earlier").waitFor();
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
  await runToMiddle(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.locator(".run-progress", { hasText: "Paused, saved" }).waitFor();
  await page.goto("about:blank");
  await page.goBack();
  // Either the browser has kept the page as it was, or the run is offered.
  await page.getByRole("button", { name: /^Resume/ }).click();
  await slowDown(page, 0);
  await finished(page);
  expect(await lastDigest(page)).toBe(expected);
  await context.close();
});

// A browser may stop reading what a leaving page still writes: on a busy machine the last portions are lost.
test.runIf(thorough)("a page that is reloaded in the middle of a run has lost none of its steps", async () => {
  const context = await profile();
  const page = await context.newPage();
  await openLab(page);
  await runToMiddle(page);
  await slowDown(page, 100);
  // A while after a write, and before the next: what came since is written as the page goes away.
  let before = 0;
  const unsaved = async () => {
    before = await done(page);
    return before - (await stored(page));
  };
  await expect.poll(unsaved, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0.03);
  await page.reload();
  const notice = page.locator(".notice", { hasText: "cut short" });
  const [, percent] = /\((\d+)/.exec((await notice.textContent()) ?? "") ?? [];
  expect(Number(percent)).toBeGreaterThanOrEqual(Math.floor(100 * before));
  await context.close();
});

/** Part of all steps that lies in the browser's storage. */
const stored = (page: Page) =>
  page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open("latente"));
    const kept = database.transaction("kept").objectStore("kept");
    const all = (prefix: string) => answer(kept.getAll(IDBKeyRange.bound(prefix, `${prefix}~`)));
    const [slots, [head]] = await Promise.all([all("interrupted-slot/"), all("interrupted/")]);
    database.close();
    const sum = (of: readonly { readonly step: number }[]) => of.reduce((total, { step }) => total + step, 0);
    return sum(slots) / sum(head.tasks.map(({ steps }: { steps: number }) => ({ step: steps })));
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
    await runToMiddle(page);
    // Chromium freezes only tabs that are hidden, which none is without a display: the processes of all its pages stand still instead.
    for (const id of renderers) process.kill(id, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 17_000));
    for (const id of renderers) process.kill(id, "SIGCONT");
    await slowDown(page, 0);
    await finished(page);
    expect(await lastDigest(page)).toBe(expected);
    expect(await page.locator(".run-failed").count()).toBe(0);
    await context.close();
  },
);
