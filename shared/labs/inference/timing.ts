/** How time is taken where clocks tick rarely: of so many passes together that the clock can tell, each device in its turn. */
import type { Later } from "../../later.ts";
import { quantileOfSorted } from "../../stats/quantile.ts";

/** Milliseconds since some moment. */
export type Clock = () => number;

/** Milliseconds that a measurement lasts at least, and ticks of the clock: its error is then at most a tenth. */
const LEAST = 0.5;
const TICKS = 10;
/** Passes of one measurement at most: a clock that stands still must not hang the run. */
const MOST_PASSES = 2 ** 16;

/** The smallest step of a clock, in milliseconds, of a few that it made; 0 where it makes none. */
export function tickOf(clock: Clock): number {
  let least = Number.POSITIVE_INFINITY;
  let last = clock();
  for (let seen = 0, looked = 0; seen < 5 && looked < 2e6; looked++) {
    const now = clock();
    if (now > last) {
      least = Math.min(least, now - last);
      seen++;
    }
    last = now;
  }
  return Number.isFinite(least) ? least : 0;
}

/** Milliseconds that a measurement by this clock lasts at least. */
export const spanFor = (tick: number): number => Math.max(LEAST, TICKS * tick);

/** Milliseconds of passes before any is measured, and passes at most: engines compile anew what runs often, and are slow until then. */
const WARM = 12;
const MOST_WARM = 4096;

export function warmUp(pass: () => void, clock: Clock): void {
  const from = clock();
  for (let done = 0; done < MOST_WARM && clock() - from < WARM; done++) pass();
}

/** The same of passes that are waited for. */
export async function warmUpLater(pass: () => Later<void>, clock: Clock): Promise<void> {
  const from = clock();
  for (let done = 0; done < MOST_WARM && clock() - from < 8 * WARM; done++) await pass();
}

/** How many passes take at least `least` milliseconds: doubled until they do, then as many as that rate needs. */
export function passesFor(pass: () => void, clock: Clock, least: number): number {
  for (let passes = 1; passes < MOST_PASSES; passes *= 2) {
    const took = timed(pass, passes, clock) * passes;
    if (took >= least) return Math.max(1, Math.min(passes, Math.ceil((passes * least) / took)));
  }
  return MOST_PASSES;
}

/** Milliseconds of one pass: the mean of `passes`. */
export function timed(pass: () => void, passes: number, clock: Clock): number {
  const from = clock();
  for (let i = 0; i < passes; i++) pass();
  return (clock() - from) / passes;
}

/** The same of passes that are waited for, one after the other. */
export async function timedLater(pass: () => Later<void>, passes: number, clock: Clock): Promise<number> {
  const from = clock();
  for (let i = 0; i < passes; i++) await pass();
  return (clock() - from) / passes;
}

export async function passesForLater(pass: () => Later<void>, clock: Clock, least: number): Promise<number> {
  for (let passes = 1; passes < MOST_PASSES; passes *= 2) {
    const took = (await timedLater(pass, passes, clock)) * passes;
    if (took >= least) return Math.max(1, Math.min(passes, Math.ceil((passes * least) / took)));
  }
  return MOST_PASSES;
}

/** What several rounds measured of the same. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly least: number;
  readonly count: number;
}

/** By order statistics, between neighbours in proportion (Hyndman & Fan 1996, type 7). Undefined for none. */
export function spreadOf(values: ArrayLike<number>): Spread | undefined {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const { length } = sorted;
  if (length === 0) return undefined;
  return { p50: quantileOfSorted(sorted, 0.5), p95: quantileOfSorted(sorted, 0.95), least: sorted[0], count: length };
}
