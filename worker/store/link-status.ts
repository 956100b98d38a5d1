import { findWeights, markOpened, type WeightsStatus } from "./links.ts";

/**
 * Questions to one model come in bursts, and each would ask the index whether the link still lives. What it said holds for a second in this
 * isolate; a deletion in this isolate is known at once, elsewhere within that second.
 */
const holds = 1000;
const maxEntries = 256;
const known = new Map<string, { readonly status: WeightsStatus; readonly until: number }>();

/** As `findWeights`, at most a second old. `now` in milliseconds. Links that are not there are asked for each time. */
export async function recentWeights(db: D1Database, id: string, now: number): Promise<WeightsStatus | undefined> {
  const found = known.get(id);
  if (found !== undefined && now < found.until) return found.status;
  known.delete(id);
  const status = await findWeights(db, id);
  if (status === undefined || status.deleted !== null || status.banned) return status;
  await markOpened(db, id, status.opened, now);
  known.set(id, { status, until: now + holds });
  const [oldest] = known.keys();
  if (known.size > maxEntries) known.delete(oldest);
  return status;
}

export function forgetLinkStatus(id: string): void {
  known.delete(id);
}
