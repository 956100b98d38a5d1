/** One comparison: how much work a second we do, and how much others do in the same run. */
export interface Row {
  readonly work: string;
  /** Of the figures: "samples/s", "GFLOP/s", … (more is better). */
  readonly unit: string;
  /** Repeated measurements. */
  readonly ours: readonly number[];
  /** Repeated measurements by name of the peer. */
  readonly peers: Readonly<Record<string, readonly number[]>>;
  /** Ratio that we aim at, by name of the peer. */
  readonly goals?: Readonly<Record<string, number>>;
  /** Peers that are not on this machine, and other things worth saying. */
  readonly notes?: readonly string[];
}

/** A part of a bench that ended by an error. */
export interface Broken {
  readonly work: string;
  readonly error: Error;
}

export interface Bench {
  readonly name: string;
  run(): Promise<readonly (Row | Broken)[]>;
}

/**
 * Work a second of `work()` (which does `amount` units), measured `repeats` times after one warm-up; each measurement lasts at least `seconds`.
 */
export async function rate(
  amount: number,
  work: () => void | Promise<void>,
  { repeats = 5, seconds = 0.3 } = {},
): Promise<number[]> {
  await work();
  const rates: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    let times = 0;
    let elapsed = 0;
    while (elapsed < seconds * 1000) {
      await work();
      times++;
      elapsed = performance.now() - start;
    }
    rates.push((amount * times * 1000) / elapsed);
  }
  return rates;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
