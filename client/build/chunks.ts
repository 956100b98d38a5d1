/** Which modules share a file: those that the same pages load. Left alone, each set of dynamic imports with a module in common has a file of its own. */
import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { join } from "node:path";
import type { Rolldown } from "vite";

type Find = Rolldown.ChunkingContext["getModuleInfo"];

const root = join(import.meta.dirname, "../..");
const client = (path: string) => join(root, "client", path);

const entry = client("main.tsx");
const home = ["app/home/home.tsx", "app/home/digits.ts", "labs/indexes.ts"].map(client);
const others = ["app/open/link-page.tsx", "app/open/open-page.tsx", "share/opened-link.tsx", "share/my-links.tsx"];
/** What starts threads: pages of all kinds ask for it once they are idle. */
const pool = client("compute/browser/pool.ts");
const desk = client("app/lab/page.tsx");
/** What each page loads of itself: of a lab the desk, its views, and what it says of itself. */
const pages = [
  home,
  [pool],
  ...others.map((path) => [client(path)]),
  ...globSync("client/labs/*/*/view.tsx", { cwd: root })
    .sort()
    .map((view) => [desk, join(root, view), join(root, view.replace(/^client(.*)view\.tsx$/, "shared$1lab.ts"))]),
].map((own) => [entry, ...own]);

/** These modules and all that they cannot do without. */
function closure(from: readonly string[], find: Find): ReadonlySet<string> {
  const found = new Set(from);
  for (const id of found) for (const next of find(id)?.importedIds ?? []) found.add(next);
  return found;
}

/** By module the pages that load it. */
function usersOf(find: Find): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [page, entries] of pages.entries())
    for (const id of closure(entries, find)) found.set(id, [...(found.get(id) ?? []), page]);
  return found;
}

/** Share of the labs. */
const common = 0.6;

/** Numerics, of which a page that computes nothing itself has a few functions. */
const isNumerics = (id: string) => /\/shared\/(math|random)\/[^/]+$/.test(id);

/** What more labs than that have, all desks load: it is idle in a few, and all are drawn after fewer requests. */
function rounded(users: readonly number[]): readonly number[] {
  const labs = pages.flatMap((own, page) => (own.includes(desk) ? [page] : []));
  const isCommon = users.filter((page) => labs.includes(page)).length > labs.length * common;
  return isCommon ? [...new Set([...users, ...labs])].sort((a, b) => a - b) : users;
}

/**
 * How the page is cut into files. What one page alone has, or none before something is asked for, the bundler places by itself. No file needs
 * another that needs it: what a module imports has all its pages.
 */
export function pageChunks(): Rolldown.CodeSplittingOptions {
  let known: ReturnType<typeof usersOf> | undefined;
  const name = (id: string, context: Rolldown.ChunkingContext) => {
    known ??= usersOf((one) => context.getModuleInfo(one));
    const exact = known.get(id) ?? [];
    const users = isNumerics(id) ? exact : rounded(exact);
    if (users.length < 2 || id === entry || /\.css(\?|$)/.test(id)) return null;
    return `shared-${createHash("sha256").update(users.join()).digest("hex").slice(0, 6)}`;
  };
  return { includeDependenciesRecursively: false, groups: [{ debugName: "pages", name }] };
}
