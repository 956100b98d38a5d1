/** The built product over a socket, and a browser that visits it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { createTestHarness } from "wrangler";
import { chromiumArgs, chromiumPath } from "../chromium.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const axe = readFileSync(`${root}/node_modules/axe-core/axe.min.js`, "utf8");

export interface Site {
  readonly origin: string;
  /** A browser profile of its own. */
  profile(locale?: string, options?: BrowserContextOptions): Promise<BrowserContext>;
}

/** The site of a test file, started before its tests and ended after them. Read it inside tests. `flags`: of the browser, beside those of every test. */
export function openSite(flags: readonly string[] = []): Site {
  const server = createTestHarness({ root, workers: [{ configPath: "./wrangler.toml" }] });
  const started: { origin?: string } = {};
  const browser = openBrowser(flags);
  beforeAll(async () => {
    started.origin = (await server.listen()).url.origin;
    await server.getWorker().applyD1Migrations("DB");
  });
  afterAll(() => server.close());
  return {
    get origin() {
      return started.origin ?? "";
    },
    profile: browser.profile,
  };
}

/** The browser of a test file. Its pages have no service worker unless a test asks for one: it answers before what tests do to requests. */
export function openBrowser(flags: readonly string[] = []): Pick<Site, "profile"> {
  const started: { browser?: Browser } = {};
  beforeAll(async () => {
    started.browser = await chromium.launch({
      executablePath: await chromiumPath(),
      args: [...chromiumArgs, ...flags],
    });
  });
  afterAll(async () => {
    await started.browser?.close();
  });
  return {
    async profile(locale = "en-GB", options = {}) {
      if (started.browser === undefined) throw new Error("the browser has not started (ask for it inside a test)");
      const viewport = { width: 1440, height: 900 };
      const context = await started.browser.newContext({ viewport, locale, ...options });
      // Not by Playwright's own means, which complain in the page's console.
      if (options.serviceWorkers !== "allow") await context.addInitScript(hideServiceWorkers);
      return context;
    },
  };
}

/** Runs in the page before its own scripts: it then has none, as in an old browser. */
function hideServiceWorkers(): void {
  Object.defineProperty(Navigator.prototype, "serviceWorker", { get: () => undefined });
}

/** What axe finds on the page as it is now: rule and place. */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run(only ? { runOnly: only } : {})).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
    );
  }, rules);
}

/** A number of the form, typed. */
export async function type(page: Page, label: string, value: string): Promise<void> {
  const input = page.locator(".field", { hasText: label }).locator(".number-box").first();
  await input.fill(value);
  await input.press("Tab");
}

export async function runToEnd(page: Page): Promise<void> {
  await page.locator(".run-main").click();
  await page.locator(".run-progress", { hasText: /Finished|Terminado/ }).waitFor({ timeout: 90_000 });
}

/** Digest of the newest run in the history of the page's profile, once there is one that ended after that time (milliseconds since 1970). */
export async function lastDigest(page: Page, after = 0): Promise<string> {
  // The history is written a moment after the page has said that the run has finished.
  const newest = async () => {
    const [run] = await historyOf(page);
    return run && run.at > after ? run.digest : null;
  };
  await expect.poll(newest).not.toBeNull();
  return (await newest()) ?? "";
}

function historyOf(page: Page): Promise<readonly { digest: string; at: number }[]> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open("latente"));
    const history = await done(database.transaction("kept").objectStore("kept").get("history"));
    database.close();
    return history ?? [];
  });
}
