/**
 * What the service worker keeps: one cache per build, all of it of that build. Labs are kept by name in it, so that the next build brings the
 * same ones. `caches` and `fetch` are given, since tests have their own.
 */
import { documentAddress, type Release } from "./release.ts";

export interface Browser {
  readonly caches: CacheStorage;
  fetch(request: Request): Promise<Response>;
  /** Address of the site. */
  readonly origin: string;
}

const prefix = "latente-";
const cacheName = ({ version }: Release) => prefix + version;
/** The names of the kept labs lie in the cache too; no such address exists at the edge. */
const listAddress = "/offline/labs";
/** Files fetched side by side. */
const width = 6;

/** Fetches the whole build except for its labs, and those labs that the build before had. Rejects unless all of it is there. */
export async function install(browser: Browser, release: Release): Promise<void> {
  const before = await keptIn(browser, await others(browser, release));
  const labs = before.filter((lab) => lab in release.labs);
  try {
    await fill(browser, release, [...release.shell, ...labs.flatMap((lab) => release.labs[lab])]);
  } catch (error) {
    if (!(await isWhole(browser, release))) await browser.caches.delete(cacheName(release));
    throw error;
  }
  await note(browser, release, labs);
}

/** The list comes last: without one something of the build is missing. */
async function isWhole({ caches, origin }: Browser, release: Release): Promise<boolean> {
  return (await (await caches.open(cacheName(release))).match(origin + listAddress)) !== undefined;
}

/** Drops the caches of other builds; `isShared`: pages of the newest of them are still open, so it stays until the next time. */
export async function sweep(browser: Browser, release: Release, isShared: boolean): Promise<void> {
  const old = await others(browser, release);
  const gone = isShared ? old.slice(0, -1) : old;
  await Promise.all(gone.map((name) => browser.caches.delete(name)));
}

/** Names of the labs that run without a network. */
export async function keptLabs(browser: Browser, release: Release): Promise<readonly string[]> {
  return keptIn(browser, [cacheName(release)]);
}

export async function keepLab(browser: Browser, release: Release, lab: string): Promise<void> {
  const files = release.labs[lab];
  if (files === undefined) throw new RangeError(`unknown lab: ${lab} (reload the page)`);
  await fill(browser, release, [...release.shell, ...files]);
  await note(browser, release, [...new Set([...(await keptLabs(browser, release)), lab])]);
}

export async function dropLab(browser: Browser, release: Release, lab: string): Promise<void> {
  const labs = (await keptLabs(browser, release)).filter((one) => one !== lab);
  await note(browser, release, labs);
  const needed = new Set([...release.shell, ...labs.flatMap((one) => release.labs[one] ?? [])]);
  const cache = await browser.caches.open(cacheName(release));
  const files = (release.labs[lab] ?? []).filter((file) => !needed.has(file));
  await Promise.all(files.map((file) => cache.delete(browser.origin + file)));
}

/** The document of this build; undefined where the browser has dropped it. */
export async function keptDocument(browser: Browser, release: Release): Promise<Response | undefined> {
  return (await browser.caches.open(cacheName(release))).match(browser.origin + documentAddress);
}

/** A file of this build, or of an older one whose page is still open. A name with a hash in it means the same file in any build. */
export async function keptFile(browser: Browser, release: Release, url: string): Promise<Response | undefined> {
  const own = await browser.caches.open(cacheName(release));
  return (await own.match(url)) ?? (await browser.caches.match(url));
}

async function fill(browser: Browser, release: Release, files: readonly string[]): Promise<void> {
  const cache = await browser.caches.open(cacheName(release));
  const left = [...new Set(files)];
  const work = async () => {
    for (let file = left.pop(); file !== undefined; file = left.pop()) {
      const url = browser.origin + file;
      if (!(await cache.match(url))) await cache.put(url, await fetched(browser, release, file));
    }
  };
  await Promise.all(Array.from({ length: width }, work));
}

async function fetched(browser: Browser, release: Release, file: string): Promise<Response> {
  const url = browser.origin + file;
  const isNamedByHash = file.startsWith("/assets/");
  const known = isNamedByHash ? await browser.caches.match(url) : undefined;
  if (known) return known;
  const response = await browser.fetch(new Request(url, { cache: isNamedByHash ? "default" : "reload" }));
  if (response.status !== 200) throw new Error(`${file} answers ${response.status} (must be 200)`);
  // A deployment may come between the service worker and its document.
  if (file === documentAddress && !(await response.clone().text()).includes(release.entry)) {
    throw new Error(`the document belongs to another build (must load ${release.entry})`);
  }
  return response;
}

/** Caches of other builds, oldest first. */
async function others({ caches }: Browser, release: Release): Promise<readonly string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName(release));
}

async function keptIn({ caches, origin }: Browser, names: readonly string[]): Promise<readonly string[]> {
  const lists = names.map(async (name) => (await (await caches.open(name)).match(origin + listAddress))?.json());
  return [...new Set((await Promise.all(lists)).flatMap((list: readonly string[] | undefined) => list ?? []))];
}

async function note({ caches, origin }: Browser, release: Release, labs: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName(release));
  await cache.put(origin + listAddress, new Response(JSON.stringify(labs)));
}
