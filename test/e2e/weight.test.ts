import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openSite } from "./site.ts";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const site = openSite();
const assets = readdirSync(`${dist}/assets`);

/** The files that these name, and those that they name in turn: of a thread's script all its parts, since threads share no file with the page. */
function reachedFrom(scripts: readonly string[]): ReadonlySet<string> {
  const found = new Set(scripts);
  for (const name of found) {
    const text = readFileSync(`${dist}/assets/${name}`, "latin1");
    for (const other of assets) if (text.includes(other)) found.add(other);
  }
  return found;
}

const gzipped = (path: string) => gzipSync(readFileSync(`${dist}${path === "/" ? "/index.html" : path}`)).length;

/**
 * All that a visit loads by itself: document, scripts, style sheets, lesson, recorded result; with threads, also their scripts and the WebAssembly
 * modules, which come once the page is idle.
 */
async function weigh(address: string): Promise<{ readonly page: number; readonly withThreads: number }> {
  const context = await site.profile();
  const page = await context.newPage();
  const paths = new Set<string>();
  const threads = new Set<string>();
  context.on("request", (request) => {
    const { pathname, origin } = new URL(request.url());
    if (origin === site.origin && !pathname.startsWith("/api/")) paths.add(pathname === address ? "/" : pathname);
  });
  page.on("worker", (worker) => threads.add(basename(new URL(worker.url()).pathname)));
  await page.goto(site.origin + address);
  await page.locator(".stage-source").waitFor();
  await page.locator(".lesson").waitFor();
  await page.waitForFunction(() => performance.getEntriesByName("latente.warm").length > 0);
  await page.waitForLoadState("networkidle");
  await context.close();
  const ofThreads = reachedFrom([...threads]);
  const sum = (some: readonly string[]) => some.reduce((total, path) => total + gzipped(path), 0);
  const all = [...paths];
  const own = all.filter((path) => !path.endsWith(".wasm") && !ofThreads.has(basename(path)));
  return { page: sum(own), withThreads: sum(all) };
}

// Beside the code, whose part is about the same, lies the recorded result of the first experiment: 10, 53 and 76 kB.
test.each([
  { lab: "mlp", page: 250_000, withThreads: 345_000 },
  { lab: "cnn", page: 292_000, withThreads: 410_000 },
  { lab: "autoencoder", page: 308_000, withThreads: 435_000 },
])("the page of $lab takes at most $page bytes, gzipped, and $withThreads with its threads", async (most) => {
  const weight = await weigh(`/lab/${most.lab}`);
  expect(weight.page).toBeLessThanOrEqual(most.page);
  expect(weight.withThreads).toBeLessThanOrEqual(most.withThreads);
  // What is weighed is a whole page and whole threads.
  expect(weight.page).toBeGreaterThan(150_000);
  expect(weight.withThreads - weight.page).toBeGreaterThan(50_000);
});
