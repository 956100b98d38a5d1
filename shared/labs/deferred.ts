/**
 * Processes whose code is loaded with the first that is opened. A page shows a lab, its threads compute: where the code that computes is large, the
 * page need not carry it.
 */
import { andThen, type Later } from "../later.ts";
import type { LabBody, Opener } from "./lab.ts";

/**
 * What a lab says in place of its openers: their kinds, and where they come from. None of them may declare anything measured: that would have to be
 * known before.
 */
export function deferred<K extends string>(
  kinds: readonly K[],
  load: () => Promise<Readonly<Record<K, Opener>>>,
): Pick<LabBody, "processes" | "ready"> {
  let openers: Readonly<Record<K, Opener>> | undefined;
  const ready = async () => {
    openers ??= withoutTimes(await load());
    return openers;
  };
  /** At once where they are there: nothing that is known waits. */
  const found = (kind: K): Later<Opener> => openers?.[kind] ?? ready().then((all) => all[kind]);
  const openerOf = (kind: K): Opener => ({
    measured: [],
    open: (...given) => andThen(found(kind), (opener) => opener.open(...given)),
    member: (task, ...given) =>
      andThen(found(kind), ({ member }) => {
        if (member === undefined) throw new RangeError(`process "${kind}" has no gang`);
        return member(task, ...given);
      }),
  });
  return {
    ready: async () => void (await ready()),
    processes: Object.fromEntries(kinds.map((kind) => [kind, openerOf(kind)])),
  };
}

function withoutTimes<T extends Readonly<Record<string, Opener>>>(openers: T): T {
  const timed = Object.entries(openers).find(([, { measured }]) => measured.length > 0);
  if (timed)
    throw new Error(`process "${timed[0]}" declares ${timed[1].measured.join(", ")} as measured (do not defer it)`);
  return openers;
}
