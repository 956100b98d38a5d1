import { limits } from "../shared/experiment/limits.ts";
import { expireLinks } from "./store/links.ts";
import { collectObjects } from "./store/objects.ts";
import { recount } from "./store/quota.ts";

const day = 86_400_000;

/** When a link goes unless somebody opens it before: milliseconds since 1970. */
export const expiryOf = ({ opened, created }: { readonly opened: number; readonly created: number }): number =>
  Math.max(opened, created) + limits.keep.unopened * day;

/**
 * What runs once a day: links that nobody opened for long go, then the objects that no link needs, then the room they took is counted as free.
 * Does a bounded part at a time, and what is left at the next run. Safe at any moment, twice at once, and after a run that was cut off.
 */
export async function collect(env: Env, now: number): Promise<{ readonly links: number; readonly objects: number }> {
  const { unopened, orphan, banned } = limits.keep;
  const links = await expireLinks(env.DB, now - unopened * day, now);
  const objects = await collectObjects(env, { now, grace: orphan * day, banned: banned * day });
  await recount(env.DB);
  return { links, objects };
}
