import type { Afterwards } from "../afterwards.ts";
import { findWeights, markOpened, type WeightsStatus } from "./links.ts";

/**
 * Questions to one model come in bursts, and each would ask the index whether the link still lives. What it said holds for a second in this
 * isolate; a deletion in this isolate is known at once, elsewhere within that second. Halfway the index is asked anew by a question that does not wait for
 * it, so that of a burst only the first does.
 */
const holds = 1000;
const renews = holds / 2;
const maxEntries = 256;

interface Known {
  readonly status: WeightsStatus;
  /** When the index was asked. */
  readonly asked: number;
  isRenewed: boolean;
}

const known = new Map<string, Known>();
/** Deletions in this isolate: what was asked before one and is answered after it may be of a link that was deleted. */
let deletions = 0;

/** As `findWeights`, at most a second old. `now` in milliseconds. Links that are not there are asked for each time. */
export async function recentWeights(
  db: D1Database,
  id: string,
  now: number,
  afterwards: Afterwards,
): Promise<WeightsStatus | undefined> {
  const found = known.get(id);
  if (found === undefined || now >= found.asked + holds) return ask(db, id, now);
  if (now >= found.asked + renews && !found.isRenewed) {
    found.isRenewed = true;
    await afterwards(ask(db, id, now));
  }
  return found.status;
}

async function ask(db: D1Database, id: string, now: number): Promise<WeightsStatus | undefined> {
  const before = deletions;
  const status = await findWeights(db, id);
  if (status === undefined || status.deleted !== null || status.banned) {
    known.delete(id);
    return status;
  }
  await markOpened(db, id, status.opened, now);
  if (deletions !== before || now < (known.get(id)?.asked ?? now)) return status;
  known.delete(id);
  known.set(id, { status, asked: now, isRenewed: false });
  const [oldest] = known.keys();
  if (known.size > maxEntries) known.delete(oldest);
  return status;
}

export function forgetLinkStatus(id: string): void {
  deletions++;
  known.delete(id);
}
