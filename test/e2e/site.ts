/** The built product over a socket, and a browser that visits it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect, inject, onTestFinished } from "vitest";
import { chromiumArgs, chromiumPath } from "../chromium.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const axe = readFileSync(`${root}/node_modules/axe-core/axe.min.js`, "utf8");

export interface Site {
  readonly origin: string;
  profile(locale?: string, options?: BrowserContextOptions): Promise<BrowserContext>;
}

/**
 * The one edge of the run (server.ts), and a browser. Many files publish there: what a test reads of it is what it published. `flags`: of the
 * browser, beside those of every test.
 */
export function openSite(flags: readonly string[] = []): Site {
  return { origin: inject("origin"), profile: (...asked) => profileIn(browserWith(flags), ...asked) };
}

/**
 * A browser profile of its own, until the test ends. Its pages have no service worker unless a test asks for one: it answers before what tests do
 * to requests.
 */
export const profile: Site["profile"] = (...asked) => profileIn(browserWith([]), ...asked);

/** What Chromium itself says where a page asks for a GPU and there is none. */
export const isOfBrowser = (text: string): boolean => text === "No available adapters.";

/** By their flags: all files that a worker runs share them, and they end with the worker. */
const browsers = new Map<string, Promise<Browser>>();

export function browserWith(flags: readonly string[]): Promise<Browser> {
  const name = flags.join(" ");
  const started =
    browsers.get(name) ??
    chromiumPath().then((executablePath) => chromium.launch({ executablePath, args: [...chromiumArgs, ...flags] }));
  browsers.set(name, started);
  return started;
}

export async function profileIn(
  browser: Promise<Browser>,
  locale = "en-GB",
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const viewport = { width: 1440, height: 900 };
  const context = await (await browser).newContext({ viewport, locale, ...options });
  onTestFinished(() => context.close());
  // Not by Playwright's own means, which complain in the page's console.
  if (options.serviceWorkers !== "allow") await context.addInitScript(hideServiceWorkers);
  return context;
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console errors, CSP reports, exceptions, requests that went elsewhere. */
  readonly complaints: string[];
  /** Addresses that page and threads have asked for so far, and those of the threads' scripts. */
  readonly loaded: string[];
  readonly threads: string[];
}

/** A page in a profile of its own. */
export async function visit(site: Site, path: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await site.profile("en-US", options);
  const page = await context.newPage();
  const [complaints, loaded, threads]: [string[], string[], string[]] = [[], [], []];
  page.on("console", (message) => {
    const isComplaint = message.type() === "error" || message.type() === "warning";
    if (isComplaint && !isOfBrowser(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("worker", (worker) => threads.push(worker.url()));
  context.on("request", (request) => {
    const url = new URL(request.url());
    loaded.push(url.href);
    if (url.origin !== site.origin && url.protocol !== "blob:") complaints.push(`request to ${url.origin}`);
  });
  await page.goto(site.origin + path);
  return { context, page, complaints, loaded, threads };
}

/** Runs in the page before its own scripts: it then has none, as in an old browser. */
function hideServiceWorkers(): void {
  Object.defineProperty(Navigator.prototype, "serviceWorker", { get: () => undefined });
}

/** What axe finds on the page as it is now: rule and place. */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (await page.evaluate(() => !("axe" in globalThis))) await page.evaluate(axe);
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run({ resultTypes: ["violations"], ...(only && { runOnly: only }) })).violations.map(
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
