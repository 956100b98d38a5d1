import { median } from "./bench.ts";
import { processorSeconds } from "./processor.ts";

export type Rates<Name extends string> = Readonly<Record<Name, number[]>>;

/** What is called again and again; or what runs in another process and measures itself: calls a second, over so many seconds. */
export type Runner = (() => void | Promise<void>) | { rate(seconds: number): Promise<number> };

/**
 * Work a second of several runners, in turn in each round, so that the machine's moods strike all alike; `amount`: units that one call does. Seconds
 * are those that this thread had a core: all runners compute in it alone, and a core shared with others does not change them.
 */
export async function race<Name extends string>(
  runners: Readonly<Record<Name, Runner>>,
  amount: number,
  { rounds = 7, seconds = 0.15, warmUps = 2 } = {},
): Promise<Rates<Name>> {
  const names = Object.keys(runners) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  // The first rounds run while the engine still compiles.
  for (let round = -warmUps; round < rounds; round++) {
    for (const name of names) {
      const runner = runners[name];
      const times = typeof runner === "function" ? await timed(runner, seconds) : await runner.rate(seconds);
      if (round >= 0) rates[name].push(amount * times);
    }
  }
  return rates;
}

/** Calls a second. */
async function timed(work: () => void | Promise<void>, seconds: number): Promise<number> {
  const start = processorSeconds();
  let times = 0;
  let elapsed = 0;
  while (elapsed < seconds) {
    await work();
    times++;
    elapsed = processorSeconds() - start;
  }
  return times / elapsed;
}

/** How much faster: the median of the rounds' ratios, and best against best, which a loaded machine blurs least. */
export function compared(ours: readonly number[], peer: readonly number[]): string {
  const ratios = ours.map((x, round) => x / peer[round]);
  const best = Math.max(...ours) / Math.max(...peer);
  return `${median(ratios).toPrecision(3)} × as the median of the rounds, ${best.toPrecision(3)} × best against best`;
}

/** One note a peer. */
export function comparisons(ours: readonly number[], peers: Rates<string>): string[] {
  return Object.entries(peers).map(([name, rates]) => `against ${name}: ${compared(ours, rates)}`);
}

/** Throws an error unless all values are that near: what computes something else is no peer. */
export function checkEqual(what: string, ours: ArrayLike<number>, theirs: ArrayLike<number>, within: number): void {
  const far = Array.from(ours).findIndex((x, i) => !(Math.abs(x - theirs[i]) <= within));
  if (ours.length !== theirs.length || far >= 0)
    throw new Error(`${what} differs at ${far}: ours ${ours[far]}, theirs ${theirs[far]} (must be within ${within})`);
}
