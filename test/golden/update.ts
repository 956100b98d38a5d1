import type { Params } from "../../shared/experiment/fields.ts";

/** A short form as it was when its digest was written down: the same even when the lab estimates its work otherwise now. */
export interface Golden {
  readonly params: Params;
  /** The lab's revision that gave the digest. */
  readonly revision: number;
  readonly digest: string;
}

/**
 * The entry that is written in the place of `before`. `again` is the digest that the form of `before` gives now; undefined where the lab takes
 * its parameters no more. Throws where that changed and the lab's revision did not grow: results published under it would be called different.
 */
export function renewed(name: string, before: Golden | undefined, now: Golden, again: string | undefined): Golden {
  if (before === undefined) return now;
  const { revision } = now;
  if (revision < before.revision) {
    throw new Error(`${name} has revision ${revision} after ${before.revision} (a revision never falls)`);
  }
  if (again !== before.digest && revision === before.revision) {
    throw new Error(
      `${name} gives other bits under revision ${revision} (raise the lab's revision; for a preset with another seed or data take its entry out first)`,
    );
  }
  return now;
}
