import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { some, thorough } from "../thorough.ts";
import { openSite, runToEnd, type } from "./site.ts";

const site = openSite();
const progress = (page: Page) => page.locator('.run-progress progress[value]:not([value="0"])');
const goOn = (page: Page) => page.getByRole("button", { name: "Resume it" });

/** Ways in which browsers deny storage, and service workers with it; each runs in the page before its own scripts. */
const denials: readonly [string, () => void][] = [
  [
    "the store cannot be named",
    () => {
      const get = () => {
        throw new DOMException("denied", "SecurityError");
      };
      Object.defineProperty(globalThis, "indexedDB", { get });
      Object.defineProperty(Navigator.prototype, "serviceWorker", { get });
    },
  ],
  [
    "opening throws",
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("denied", "InvalidStateError");
      };
      ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("denied", "SecurityError"));
    },
  ],
  [
    "writing fails",
    () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
      // As where none are allowed in a browser that is steered by a program.
      ServiceWorkerContainer.prototype.register = async () => undefined as unknown as ServiceWorkerRegistration;
    },
  ],
];

test.each(some(denials, 0))(
  "where %s, everything works and the page says once that nothing is kept",
  async (_, deny) => {
    const context = await site.profile("en-GB", { serviceWorkers: "allow" });
    await context.addInitScript(deny);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${site.origin}/lab/mcmc`);
    await page.locator(".stage-source").waitFor();
    await page.evaluate(() => {
      const seen = new Set<string>();
      (globalThis as unknown as { seen: Set<string> }).seen = seen;
      const look = () => {
        for (const toast of document.querySelectorAll(".toast")) {
          if (toast.hasAttribute("data-seen")) continue;
          toast.setAttribute("data-seen", "");
          seen.add(`${seen.size} ${toast.textContent}`);
        }
      };
      look();
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    });
    await type(page, "Draws per chain", "300");
    await runToEnd(page);
    await type(page, "Draws per chain", "400");
    await runToEnd(page);
    await page.getByRole("button", { name: "History" }).click();
    await expect.poll(() => page.locator(".history-list > li").count()).toBe(2);
    const seen = await page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain("does not let this page store anything");
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test("a second tab of a lab leaves the first one's run alone, shares its history, and may go on when it is closed", async () => {
  const context = await site.profile();
  const [first, second] = [await context.newPage(), await context.newPage()];
  await first.goto(`${site.origin}/lab/mcmc`);
  await type(first, "Draws per chain", "20000");
  await type(first, "Chains", "8");
  // So slowly that it is not over before it is paused.
  await first.locator('.run-bar [data-act="speed"] select').selectOption("100");
  await first.locator(".run-main").click();
  await progress(first).waitFor();
  await first.getByRole("button", { name: "Pause" }).click();
  await first.locator(".run-progress", { hasText: "Paused, saved" }).waitFor();

  await second.goto(`${site.origin}/lab/mcmc`);
  await second.locator(".stage-source").waitFor();
  await type(second, "Draws per chain", "200");
  await runToEnd(second);
  expect(await goOn(second).count()).toBe(0);
  // What the second has finished is in the first one's history too.
  await first.bringToFront();
  await first.getByRole("button", { name: "History" }).click();
  await expect.poll(() => first.locator(".history-list > li").count()).toBe(1);
  await first.keyboard.press("Escape");
  const done = Number(await progress(first).getAttribute("value"));
  expect(done).toBeGreaterThan(0);

  // The first goes; nobody runs it any more, so the second may.
  await first.close();
  await second.bringToFront();
  await goOn(second).click();
  await progress(second).waitFor();
  expect(Number(await progress(second).getAttribute("value"))).toBeGreaterThanOrEqual(done);
  await context.close();
});

test.runIf(thorough)(
  "a new run hides the offer of an older one, and ends it by finishing the same experiment",
  async () => {
    const context = await site.profile();
    const page = await context.newPage();
    await page.goto(`${site.origin}/lab/mcmc`);
    await type(page, "Draws per chain", "20000");
    await page.locator(".run-main").click();
    await progress(page).waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.locator(".run-progress", { hasText: "Paused, saved" }).waitFor();
    await page.reload();
    await goOn(page).waitFor();
    await page.locator(".run-main").click();
    await progress(page).waitFor();
    expect(await goOn(page).count()).toBe(0);
    await page.locator(".run-progress", { hasText: "Finished" }).waitFor({ timeout: 90_000 });
    expect(await goOn(page).count()).toBe(0);
    await page.reload();
    await page.locator(".run-main").waitFor();
    await page.waitForTimeout(500);
    expect(await goOn(page).count()).toBe(0);
    await context.close();
  },
);

test.runIf(thorough)(
  "after a release a run that was cut short is offered to be run again, and begins anew",
  async () => {
    const context = await site.profile();
    const before = await context.newPage();
    await before.goto(`${site.origin}/lab/mcmc`);
    await type(before, "Draws per chain", "20000");
    await before.locator(".run-main").click();
    await progress(before).waitFor();
    await before.getByRole("button", { name: "Pause" }).click();
    await before.locator(".run-progress", { hasText: "Paused, saved" }).waitFor();
    await before.close();

    const page = await context.newPage();
    await page.goto(site.origin);
    await page.evaluate(ageKeptRuns);
    await page.goto(`${site.origin}/lab/mcmc`);
    const notice = page.locator(".notice", { hasText: "A run was cut short" });
    expect(await notice.textContent()).toContain("in another version");
    expect(await goOn(page).count()).toBe(0);
    await notice.getByRole("button", { name: "Run again" }).click();
    await page.locator(".run-progress", { hasText: "Finished" }).waitFor({ timeout: 90_000 });
    await page.reload();
    await page.locator(".run-main").waitFor();
    await page.waitForTimeout(500);
    expect(await notice.count()).toBe(0);
    await context.close();
  },
);

/** Makes what lies in the browser's storage a run of the lab's revision before. */
async function ageKeptRuns(): Promise<void> {
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const store = (await asked(indexedDB.open("latente"))).transaction("kept", "readwrite").objectStore("kept");
  const keys = (await asked(store.getAllKeys())).map(String).filter((key) => key.startsWith("interrupted/"));
  for (const key of keys) {
    const run = await asked(store.get(key));
    await asked(store.put({ ...run, engine: { ...run.engine, revision: run.engine.revision - 1 } }, key));
  }
}
