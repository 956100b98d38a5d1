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
    if (origin === site.origin && !pathname.startsWith("/api/"))
      paths.add(pathname === new URL(address, origin).pathname ? "/" : pathname);
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

/** Of every page of a net. */
const most = 260_000;

// Beside the code lies the recorded result of the experiment: from 9 to 63 kB.
test.each([
  { address: "/lab/mlp", withThreads: 330_000 },
  { address: "/lab/mlp?preset=digits", withThreads: 385_000 },
  { address: "/lab/mlp?preset=spirals", withThreads: 360_000 },
  { address: "/lab/cnn", withThreads: 390_000 },
  { address: "/lab/autoencoder", withThreads: 400_000 },
  { address: "/lab/anomaly", withThreads: 390_000 },
  { address: "/lab/depth", withThreads: 400_000 },
  { address: "/lab/depth?preset=parity", withThreads: 350_000 },
  { address: "/lab/vae", withThreads: 410_000 },
  { address: "/lab/denoising", withThreads: 350_000 },
  { address: "/lab/sparse-autoencoder", withThreads: 350_000 },
  { address: "/lab/factors-of-variation", withThreads: 410_000 },
  { address: "/lab/factors-of-variation?preset=factor-vae", withThreads: 410_000 },
  // Its threads load no module of WebAssembly.
  { address: "/lab/bayes-net", withThreads: 345_000 },
  { address: "/lab/factor-graph", withThreads: 310_000, leastThreads: 40_000 },
])(
  `$address takes at most ${most} bytes, gzipped, and $withThreads with its threads`,
  async ({ address, withThreads, leastThreads = 50_000 }) => {
    const weight = await weigh(address);
    expect(weight.page).toBeLessThanOrEqual(most);
    expect(weight.withThreads).toBeLessThanOrEqual(withThreads);
    // What is weighed is a whole page and whole threads.
    expect(weight.page).toBeGreaterThan(150_000);
    expect(weight.withThreads - weight.page).toBeGreaterThan(leastThreads);
  },
);
