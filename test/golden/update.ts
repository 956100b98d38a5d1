import type { Params } from "../../shared/experiment/fields.ts";

/** A short form as it was when its digest was written down: the same even when the lab estimates its work otherwise now. */
export interface Golden {
  readonly params: Params;
  /** The lab's revision that gave the digest. */
  readonly revision: number;
  readonly digest: string;
}

/**
 * The entry that is written in the place of `before`. Throws where the digest changed and the lab's revision did not grow: results published
 * under that revision would be called different.
 */
export function renewed(name: string, before: Golden | undefined, now: Golden): Golden {
  if (before === undefined) return now;
  const { revision, digest } = now;
  if (revision < before.revision) {
    throw new Error(`${name} has revision ${revision} after ${before.revision} (a revision never falls)`);
  }
  if (digest !== before.digest && revision === before.revision) {
    throw new Error(
      `${name} gives another digest under revision ${revision} (raise the lab's revision; where the preset itself is another, take its entry out)`,
    );
  }
  return now;
}
