/**
 * Processes whose code is loaded with the first that is opened. A page shows a lab, its threads compute: where the code that computes is large, the
 * page need not carry it.
 */
import { andThen, type Later } from "../later.ts";
import type { LabBody, Opener } from "./lab.ts";

/**
 * What a lab says in place of its openers: their kinds, and where they come from; and what they declare as measured, by kind, which has to be known
 * before.
 */
export function deferred<K extends string>(
  kinds: readonly K[],
  load: () => Promise<Readonly<Record<K, Opener>>>,
  measured: Partial<Readonly<Record<K, readonly string[]>>> = {},
): Pick<LabBody, "processes" | "ready"> {
  let openers: Readonly<Record<K, Opener>> | undefined;
  const ready = async () => {
    openers ??= declaring(await load(), measured);
    return openers;
  };
  /** At once where they are there: nothing that is known waits. */
  const found = (kind: K): Later<Opener> => openers?.[kind] ?? ready().then((all) => all[kind]);
  const openerOf = (kind: K): Opener => ({
    measured: measured[kind] ?? [],
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

function declaring<K extends string>(
  openers: Readonly<Record<K, Opener>>,
  measured: Partial<Readonly<Record<K, readonly string[]>>>,
): Readonly<Record<K, Opener>> {
  const timed = Object.entries<Opener>(openers).find(
    ([kind, opener]) => opener.measured.join() !== (measured[kind as K] ?? []).join(),
  );
  if (timed)
    throw new Error(
      `process "${timed[0]}" declares ${timed[1].measured.join(", ") || "nothing"} as measured (where it is deferred, say the same)`,
    );
  return openers;
}
