/** How the service worker answers a request. Nothing here knows of caches. */

export type Source =
  /** The document of the page. */
  | "document"
  /** The same, unless the edge says that there is no such link (any more). */
  | "link"
  /** A file of the build. */
  | "file"
  /** None of the service worker's business: what the edge computes and stores is always asked of the edge. */
  | "network";

export function sourceOf({ url, method, mode }: Pick<Request, "url" | "method" | "mode">, origin: string): Source {
  const address = new URL(url);
  if (method !== "GET" || address.origin !== origin) return "network";
  // /api itself is the page that shows what is below it. Who may show a link in a frame the edge alone says, in headers.
  if (/^\/(api\/|embed\/|b(\/|$))/.test(address.pathname)) return "network";
  if (address.pathname.startsWith("/assets/") || isPublic(address.pathname)) return "file";
  if (mode !== "navigate") return "network";
  return address.pathname.startsWith("/x/") ? "link" : "document";
}

/** What the browser shows of the page itself: its sign, and what it is called once it is installed. */
const isPublic = (path: string) => /^\/(icon(-\d+)?\.(svg|png)|manifest\.webmanifest)$/.test(path);

/**
 * The answer to a visit to a published link: the edge's own where there is no such link (404) or no longer (410), otherwise the document of the
 * page's build, which asks for the link itself and says what came in the way: no network, an edge in trouble. Rejects where there is neither.
 */
export async function linkAnswer(
  ask: () => Promise<Response>,
  kept: () => Promise<Response | undefined>,
): Promise<Response> {
  const said = ask();
  const isNone = await said.then(
    ({ status }) => status === 404 || status === 410,
    () => false,
  );
  return isNone ? said : ((await kept()) ?? said);
}

/** The part that a Range header asks for, as a server gives it (206, or 416): without it sound cannot be searched. Other requests get all. */
export async function ranged(whole: Response, range: string | null): Promise<Response> {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (whole.status !== 200 || (from === "" && to === "")) return whole;
  const bytes = await whole.arrayBuffer();
  const size = bytes.byteLength;
  // "-500" asks for the last 500 bytes.
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(size - 1, Number(to));
  const headers = new Headers(whole.headers);
  if (first >= size || last < first) {
    headers.set("Content-Range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("Content-Range", `bytes ${first}-${last}/${size}`);
  headers.set("Content-Length", String(last - first + 1));
  return new Response(bytes.slice(first, last + 1), { status: 206, headers });
}
