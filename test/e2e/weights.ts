/** What a page weighs, and what it may weigh at most. */
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect } from "vitest";
import type { Visit } from "./site.ts";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const assets = readdirSync(`${dist}/assets`);

/** A result that is worked out once for each name: many pages share their files. */
function remembered<T>(work: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const found = known.get(name) ?? work(name);
    known.set(name, found);
    return found;
  };
}

const textOf = (name: string) => readFileSync(`${dist}/assets/${name}`, "latin1");
/** The files of the build whose names are in the text of this one. */
const named = remembered((name) => {
  const words = new Set(textOf(name).match(/[\w.-]+\.\w+/g));
  return assets.filter((other) => words.has(other));
});
const imported = remembered((name) =>
  [...textOf(name).matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g)].map(([, other]) => other),
);

/** The files that these name, and those that they name in turn: of a thread's script all its parts, since threads share no file with the page. */
function reachedFrom(scripts: readonly string[]): ReadonlySet<string> {
  const found = new Set(scripts);
  for (const name of found) for (const other of named(name)) found.add(other);
  return found;
}

/** What these scripts cannot do without, and they themselves: their static imports, and those of these. */
function importedBy(scripts: Iterable<string>): ReadonlySet<string> {
  const found = new Set(scripts);
  for (const name of found) for (const other of imported(name)) found.add(other);
  return found;
}

/** Of the scripts of a page those that only the one that waits needs. `chunk`: its name. */
function waitingFor(chunk: string, scripts: readonly string[]): ReadonlySet<string> {
  const waiting = scripts.filter((name) => name.startsWith(`${chunk}-`));
  expect(waiting).toHaveLength(1);
  const its = importedBy(waiting);
  const others = importedBy(scripts.filter((name) => !its.has(name)));
  return new Set([...its].filter((name) => !others.has(name)));
}

/** Runs in the page: whether it asked for this script once it was idle. */
function hasWaited(chunk: string): boolean {
  const [{ startTime: idle }] = performance.getEntriesByName("latente.idle");
  const asked = performance.getEntriesByType("resource").find(({ name }) => name.includes(`/${chunk}-`));
  return asked !== undefined && asked.startTime >= idle;
}

const gzipped = remembered((path) => gzipSync(readFileSync(`${dist}${path === "/" ? "/index.html" : path}`)).length);

export interface Weight {
  readonly address: string;
  /** Bytes, gzipped, at most. */
  readonly withThreads: number;
  /** Without the threads at most, where that is not what every page may weigh. */
  readonly most?: number;
  /** Of the threads at least: what is weighed is a whole page and whole threads. */
  readonly leastThreads?: number;
  /** The script that a part of the page is, or that measures runs, which waits until the page is idle: it does not count without the threads. */
  readonly waits?: string;
}

/** The scripts that start threads, make runs and explain words, which wait until the page is idle and count with the threads. */
const starters = ["pool", "running", "lesson-term"];

/** Of every page of a net, without its threads. */
export const most = 235_000;

// Beside the code lies the recorded result of the experiment: from 9 to 63 kB.
export const weights: readonly Weight[] = [
  { address: "/lab/mlp", withThreads: 333_000 },
  { address: "/lab/mlp?preset=digits", withThreads: 370_000 },
  { address: "/lab/mlp?preset=spirals", withThreads: 360_500 },
  { address: "/lab/cnn", withThreads: 375_500 },
  { address: "/lab/forward", withThreads: 381_500 },
  { address: "/lab/pruning", withThreads: 425_500 },
  // Five formats, and what the choice of each asks.
  { address: "/lab/quantization", withThreads: 427_000, most: 241_000 },
  // Its threads hold what all labs of inference do, 175 kB: nets in floats and in integers, either in plain code too.
  { address: "/lab/hardware", withThreads: 394_000 },
  { address: "/lab/autoencoder", withThreads: 415_000 },
  { address: "/lab/anomaly", withThreads: 388_500 },
  { address: "/lab/depth", withThreads: 343_500 },
  { address: "/lab/depth?preset=parity", withThreads: 292_000 },
  { address: "/lab/vae", withThreads: 432_500 },
  { address: "/lab/denoising", withThreads: 357_500 },
  { address: "/lab/sparse-autoencoder", withThreads: 357_500 },
  { address: "/lab/factors-of-variation", withThreads: 428_500 },
  { address: "/lab/factors-of-variation?preset=factor-vae", most: 239_000, withThreads: 379_000 },
  { address: "/lab/gan", withThreads: 364_000 },
  { address: "/lab/flow", withThreads: 340_000 },
  { address: "/lab/diffusion", withThreads: 340_500 },
  { address: "/lab/augmentation", withThreads: 352_000 },
  { address: "/lab/char-rnn", withThreads: 334_000 },
  { address: "/lab/transformer", most: 236_500, withThreads: 362_500 },
  // Its threads bring the first model, 208 kB.
  { address: "/lab/sampler", withThreads: 501_500 },
  // Its threads load no module of WebAssembly.
  { address: "/lab/bayes-net", most: 236_500, withThreads: 337_500 },
  { address: "/lab/bayes-net?preset=structure", withThreads: 348_000, waits: "graph-editor" },
  { address: "/lab/factor-graph", withThreads: 286_500, leastThreads: 40_000 },
  { address: "/lab/state-space", withThreads: 264_500, leastThreads: 30_000 },
  { address: "/lab/hmm", withThreads: 279_000, leastThreads: 30_000 },
  { address: "/lab/importance", withThreads: 307_500, leastThreads: 20_000, most: 180_000 },
  { address: "/lab/markov-field", withThreads: 240_000, leastThreads: 20_000 },
  { address: "/lab/integration", withThreads: 303_500, leastThreads: 20_000, most: 180_000 },
  { address: "/lab/log-z", withThreads: 275_500, leastThreads: 20_000 },
  { address: "/lab/likelihood-gradient", withThreads: 275_500, leastThreads: 20_000 },
  { address: "/lab/dbn", withThreads: 356_000 },
  { address: "/lab/mcmc", withThreads: 359_500, leastThreads: 20_000, most: 162_000, waits: "measuring" },
];

/**
 * That a fresh visit loads by itself no more than this: document, scripts, style sheets, lesson, recorded result; with threads, also their scripts, the
 * WebAssembly modules and the part that waits, which come once the page is idle.
 */
export async function expectWeight(
  { page, loaded, threads }: Visit,
  { address, withThreads, waits, leastThreads = 50_000, most: mostOwn = most }: Weight,
): Promise<void> {
  const { origin } = new URL(page.url());
  await page.locator(".stage-source").waitFor();
  await page.locator(".lesson").waitFor();
  await page.waitForFunction(() => performance.getEntriesByName("latente.warm").length > 0);
  if (waits === "graph-editor") await page.locator(".graph-editor").waitFor();
  await page.waitForLoadState("networkidle");
  // The first question of a view asks for the pool sooner.
  for (const chunk of ["running", "lesson-term", ...(waits ? [waits] : [])])
    expect(await page.evaluate(hasWaited, chunk), chunk).toBe(true);
  const paths = new Set<string>();
  // What writes signs otherwise is fetched where no font has them, as in this browser, alone.
  for (const { pathname, origin: of } of loaded.map((url) => new URL(url)))
    if (of === origin && !pathname.startsWith("/api/") && !pathname.startsWith("/assets/signs-"))
      paths.add(pathname === new URL(address, origin).pathname ? "/" : pathname);
  const ofThreads = reachedFrom(threads.map((url) => basename(new URL(url).pathname)));
  const sum = (some: readonly string[]) => some.reduce((total, path) => total + gzipped(path), 0);
  const all = [...paths];
  const scripts = all.map((path) => basename(path)).filter((name) => name.endsWith(".js") && !ofThreads.has(name));
  const waited = [...starters, ...(waits ? [waits] : [])].map((chunk) => waitingFor(chunk, scripts));
  const isLate = (path: string) =>
    path.endsWith(".wasm") || [ofThreads, ...waited].some((late) => late.has(basename(path)));
  const own = sum(all.filter((path) => !isLate(path)));
  expect(own).toBeLessThanOrEqual(mostOwn);
  expect(sum(all)).toBeLessThanOrEqual(withThreads);
  expect(own).toBeGreaterThan(150_000);
  expect(sum(all) - own).toBeGreaterThan(leastThreads);
}
