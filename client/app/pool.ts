import { effect } from "@preact/signals";
import { createBrowserPool } from "../compute/browser/pool.ts";
import type { Pool } from "../compute/job.ts";
import { threads } from "./threads.ts";

let made: Pool | null = null;

/** The one pool of the page. Its threads start with the first work. */
export function pool(): Pool {
  if (made) return made;
  const fresh = createBrowserPool({ threads: threads.peek() });
  effect(() => fresh.resize(threads.value));
  made = fresh;
  return fresh;
}
