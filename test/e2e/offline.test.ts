import { readdirSync, readFileSync } from "node:fs";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { thorough } from "../thorough.ts";
import { nextBuild, PageServer } from "./release.ts";
import { lastDigest, openSite, profile, runToEnd, type } from "./site.ts";

const edge = openSite();
const server = new PageServer();
const next = nextBuild();
beforeAll(() => server.start());
afterEach(async () => {
  await server.stop().catch(() => {});
  server.folder = builtFolder;
  await server.start();
});
afterAll(async () => {
  await server.stop();
  next.drop();
});
const builtFolder = server.folder;

const visitor = () => profile("en-GB", { serviceWorkers: "allow" });

/** Until the service worker keeps these labs. */
async function keeps(page: Page, ...labs: string[]): Promise<void> {
  await expect.poll(() => keptIn(page), { timeout: 30_000 }).toEqual(labs);
}

/** What lies in the one cache of the page's build. */
function keptIn(page: Page): Promise<string[] | null> {
  return page.evaluate(async () => {
    const answer = await caches.match("/offline/labs");
    return answer ? ((await answer.json()) as string[]).sort() : null;
  });
}

/** The result of a short run of mcmc. */
async function digestOf(page: Page): Promise<string> {
  await type(page, "Draws per chain", "300");
  const start = await page.evaluate(() => Date.now());
  await runToEnd(page);
  return lastDigest(page, start);
}

async function goOffline(context: BrowserContext): Promise<void> {
  await server.stop();
  await context.setOffline(true);
}

test("no file of the build is left out of what can be kept, but for what only a GPU needs", () => {
  const worker = readFileSync(`${builtFolder}/sw.js`, "utf8");
  const files = readdirSync(`${builtFolder}/assets`);
  const left = files.filter((name) => !worker.includes(`/assets/${name}`));
  expect(left).not.toHaveLength(0);
  expect(left.filter((name) => !/^webgpu\.thread-/.test(name))).toEqual([]);
});

test("a lab that was opened once runs without a network after a reload, with the same digest, isolated as before", async () => {
  const context = await visitor();
  const page = await context.newPage();
  await page.goto(`${server.origin}/lab/mcmc`);
  const online = await digestOf(page);
  await keeps(page, "mcmc");
  await goOffline(context);
  await page.goto(`${server.origin}/lab/mcmc?preset=eight-schools`);
  await page.locator(".stage-source").waitFor();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.goto(`${server.origin}/lab/mcmc`);
  expect(await digestOf(page)).toBe(online);
  // Its lesson, in the other language too.
  await page.getByRole("button", { name: "ES", exact: true }).click();
  await page.locator(".lesson-body h2, .lesson-body h3").first().waitFor();
  // So is what its words mean, once they no longer are mere links to the glossary.
  await page.locator(".lesson-term[aria-haspopup]").first().press("Enter");
  await page.locator(".term-note", { hasText: "Ver en el glosario" }).waitFor();
  await context.close();
});

test("a lab that is kept from home runs without ever having been opened; others say what they lack and come when the network does", async () => {
  const context = await visitor();
  const page = await context.newPage();
  await page.goto(server.origin);
  const card = page.locator(".card", { hasText: "Slow feature analysis" });
  await card.locator(".keep-offline", { hasText: "Keep offline" }).click();
  await card.locator(".keep-offline", { hasText: "Works offline" }).waitFor({ timeout: 30_000 });
  await goOffline(context);
  await page.reload();
  await card.locator(".card-lab").click();
  await page.locator(".stage-source").waitFor();
  await runToEnd(page);
  await page.goto(`${server.origin}/lab/fa`);
  await page.locator(".page-message", { hasText: "could not be loaded" }).waitFor();
  await server.start();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(".stage-source").waitFor();
  await page.goto(server.origin);
  await card.locator(".keep-offline").click();
  await card.locator(".keep-offline", { hasText: "Keep offline" }).waitFor();
  await keeps(page, "fa");
  await context.close();
});

test("after one visit of home, search and glossary answer without a network, in either language; steps lead to labs that say what they lack", async () => {
  const context = await visitor();
  const page = await context.newPage();
  await page.goto(server.origin);
  await keeps(page);
  await goOffline(context);
  await page.reload();
  const box = page.locator(".search input");
  await box.fill("convolutional nets");
  await page.locator('.search-result.lab[href="/lab/cnn"]').waitFor();
  await page.getByRole("button", { name: "ES", exact: true }).click();
  await box.fill("verosimilitud estocastica");
  await page.locator('.search-result.term[href="/glossary#sml"]').waitFor();
  // Steps are among what is searched: nothing says that they are not.
  await box.fill("máquina");
  await page.locator(".search-result.step").first().waitFor();
  await box.fill("verosimilitud estocastica");
  await page.locator('.search-result.term[href="/glossary#sml"]').click();
  await page.locator("#sml.asked").waitFor();
  // The same from its address.
  await page.goto(`${server.origin}/glossary#contrastive-divergence`);
  await page.locator("#contrastive-divergence.asked").waitFor();
  await page.locator("#contrastive-divergence .term-step").first().click();
  await page.locator(".page-message", { hasText: "No se pudo cargar" }).waitFor();
  await context.close();
});

test("where nothing is kept, the search says that it could not be loaded, and comes with the network", async () => {
  const context = await profile("en-GB");
  const page = await context.newPage();
  await page.goto(server.origin);
  await page.locator(".card").first().waitFor();
  await goOffline(context);
  const box = page.locator(".search input");
  await box.fill("nets");
  const panel = page.locator(".search-panel");
  await expect.poll(() => panel.textContent()).toContain("could not be loaded");
  // By keyboard too: the browser keeps an import that failed, so the page is loaded again.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => panel.textContent()).toContain("still cannot be reached");
  await server.start();
  await context.setOffline(false);
  await page.keyboard.press("Enter");
  await expect.poll(() => box.inputValue()).toBe("");
  await box.fill("nets");
  await page.locator(".search-result").first().waitFor();
  await context.close();
});

test.runIf(thorough)(
  "a published link opens the page without a network and says that it needs one; the edge is never answered for",
  async () => {
    const context = await visitor();
    const page = await context.newPage();
    await page.goto(server.origin);
    await keeps(page);
    expect(await page.evaluate(async () => (await fetch("/api/health")).status)).toBe(404);
    await goOffline(context);
    await page.goto(`${server.origin}/x/0123456789012345678901`);
    await page.locator(".page-message", { hasText: "Published links are kept on the server" }).waitFor();
    expect(await page.evaluate(() => fetch("/api/health").then(String, () => "no network"))).toBe("no network");
    const kept = await page.evaluate(async () => {
      const [name] = await caches.keys();
      return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
    });
    expect(kept.filter((path) => /^\/(api|b|x|lab)\b/.test(path))).toEqual([]);
    await context.close();
  },
);

test.runIf(thorough)(
  "a new version is told, waits until it is taken, brings the kept labs, and no page is half of each",
  async () => {
    const context = await visitor();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${server.origin}/lab/mcmc`);
    await page.locator(".stage-source").waitFor();
    await keeps(page, "mcmc");
    server.folder = next.folder;
    // The old page lives on, from its own files, though the server has none of them any more.
    await page.goto(`${server.origin}/lab/mcmc`);
    const notice = page.locator(".toast.update");
    await notice.waitFor({ timeout: 30_000 });
    expect(await page.locator("body").getAttribute("data-build")).toBeNull();
    await page.locator(".stage-source").waitFor();
    const other = await context.newPage();
    await other.goto(`${server.origin}/lab/mcmc`);
    await other.locator(".stage-source").waitFor();
    await page.bringToFront();
    await notice.getByRole("button", { name: "Reload" }).click();
    await page.locator("body[data-build=next]").waitFor({ timeout: 30_000 });
    await page.locator(".stage-source").waitFor();
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .filter((name) => name.endsWith(".js")),
    );
    expect(scripts.filter((name) => !name.endsWith("_next.js"))).toEqual([]);
    // The other tab is still of the old build: it is told, and still finds the old files.
    await other.bringToFront();
    await other.locator(".toast.update").waitFor();
    await other.getByRole("button", { name: "History" }).click();
    await other.keyboard.press("Escape");
    await type(other, "Draws per chain", "300");
    await runToEnd(other);
    await other.close();
    await goOffline(context);
    await page.reload();
    await page.locator("body[data-build=next]").waitFor();
    await type(page, "Draws per chain", "300");
    await runToEnd(page);
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test.runIf(thorough)("the edge's own answers pass its service worker", async () => {
  const context = await edge.profile("en-GB", { serviceWorkers: "allow" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(`${edge.origin}/lab/mcmc`);
  await keeps(page, "mcmc");
  await page.reload();
  await page.locator(".stage-source").waitFor();
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toBe(`${edge.origin}/sw.js`);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(await page.evaluate(async () => (await fetch("/api/health")).status)).toBe(200);
  expect(complaints).toEqual([]);
  await context.close();
});
