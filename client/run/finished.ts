/** The last results that this page computed, whole, so that they need not be computed again to be looked at beside another. */
import type { Displayed } from "./session-types.ts";

const most = 4;
const kept = new Map<string, Displayed>();

export function keepFinished(shown: Displayed | null): void {
  if (shown?.source !== "run" || !shown.result) return;
  const { digest } = shown.result;
  kept.delete(digest);
  kept.set(digest, shown);
  for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest);
}

export function findFinished(digest: string): Displayed | undefined {
  return kept.get(digest);
}
