import { effect } from "@preact/signals";
import type { Pool } from "../compute/job.ts";
import { latePool } from "../compute/late-pool.ts";
import { threads } from "./threads.ts";

let made: Pool | null = null;

/** The one pool of the page. Its code comes, and its threads start, with the first work. */
export function pool(): Pool {
  if (made) return made;
  const load = async (size: number) =>
    (await import("../compute/browser/pool.ts")).createBrowserPool({ threads: size });
  const fresh = latePool(load, threads.peek());
  effect(() => fresh.resize(threads.value));
  made = fresh;
  return fresh;
}
