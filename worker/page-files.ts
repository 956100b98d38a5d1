/** The files of the build that a page of a lab is put together of: named in its document, they come at once and not one after the other has been read. */

/** What the build writes beside the document: addresses of scripts and style sheets. */
export interface PageFiles {
  /** Of all labs. */
  readonly desk: readonly string[];
  /** By lab, beside these. */
  readonly labs: Readonly<Record<string, readonly string[]>>;
}

/** Of one build there is one. What it says is kept, never the promise of it: one request must not wait for what another has asked for. */
const known = new WeakMap<Fetcher, PageFiles>();

/** Null where the page is served by something else than a build. */
export async function pageFiles(assets: Fetcher, origin: string): Promise<PageFiles | null> {
  const found = known.get(assets);
  if (found) return found;
  try {
    const answer = await assets.fetch(new URL("/page-files.json", origin));
    if (!answer.ok) return null;
    const read = await answer.json<PageFiles>();
    known.set(assets, read);
    return read;
  } catch {
    // Without them the page only takes longer; the next one asks again.
    return null;
  }
}

/** Markup for the head of a lab's page. */
export function preloadLinks(files: PageFiles | null, lab: string): string {
  if (files === null || !Object.hasOwn(files.labs, lab)) return "";
  return [...files.desk, ...files.labs[lab]]
    .map((path) =>
      path.endsWith(".css")
        ? `<link rel="preload" as="style" crossorigin href="${path}">`
        : `<link rel="modulepreload" crossorigin href="${path}">`,
    )
    .join("");
}
