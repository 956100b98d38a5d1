import { median, rate } from "./bench.ts";

export type Rates<Name extends string> = Readonly<Record<Name, number[]>>;

/** Work a second of several runners, in turn in each round, so that the machine's moods strike all alike. `amount`: units that one call does. */
export async function race<Name extends string>(
  runners: Readonly<Record<Name, () => void | Promise<void>>>,
  amount: number,
  { rounds = 7, seconds = 0.15 } = {},
): Promise<Rates<Name>> {
  const names = Object.keys(runners) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) rates[name].push(...(await rate(amount, runners[name], { repeats: 1, seconds })));
  }
  return rates;
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
