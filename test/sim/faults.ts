import { foldIn, integer, type Key, uniform } from "../../shared/random/index.ts";

/** What may go wrong with one thread; most of it while it does its n-th slice of steps. */
export const faultKinds = [
  "throws",
  "closes itself",
  "exits",
  "loops for ever",
  "unclonable message",
  "message error",
  "loses a message",
  "answers twice",
  "answers late",
  "unreachable",
  "memory refused",
  "script 404",
  "spawn throws",
  "silent start",
  "100 times slow",
  "float self-test off by one bit",
  "integer self-test off by one bit",
  "NaN",
  "skips a step",
  "never arrives to help",
  "fails to help",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  readonly slice: number;
}

/** What happens to the page meanwhile, in the order of the times (ms). */
export type PageEvent =
  | { readonly at: number; readonly kind: "pause"; readonly for: number }
  | { readonly at: number; readonly kind: "resize"; readonly threads: number }
  | { readonly at: number; readonly kind: "question" }
  | { readonly at: number; readonly kind: "abort" };

export interface Scenario {
  readonly threads: number;
  readonly walks: number;
  readonly steps: number;
  /** Tasks that several threads may work on. */
  readonly fits: number;
  /** Whether threads can share memory. */
  readonly isolated: boolean;
  /** Milliseconds a step. */
  readonly cost: number;
  readonly latency: number;
  readonly page: readonly PageEvent[];
  /** Frozen in [from, to): nothing reaches the page, and no timer of it fires. */
  readonly frozen: { readonly from: number; readonly to: number } | null;
  /** Hidden from here on: timers fire once a minute. */
  readonly hiddenFrom: number;
  /** When a second run begins beside the first, on the same threads; null: never. */
  readonly secondAt: number | null;
  /** The fault of the n-th thread that is started, null for a healthy one. */
  faultOf(thread: number): Fault | null;
}

/** Everything that a seed decides. */
export function drawScenario(key: Key): Scenario {
  const pick = (stream: number, n: number) => integer(foldIn(key, stream), 0, n);
  const chance = (stream: number) => uniform(foldIn(key, stream), 0);
  // From hopeless (every thread is faulty) to nearly healthy.
  const rate = [0.15, 0.3, 0.6, 0.9, 1][pick(0, 5)];
  const page: PageEvent[] = [];
  if (chance(1) < 0.3) page.push({ at: pick(2, 4000), kind: "pause", for: 1 + pick(3, 20_000) });
  if (chance(4) < 0.3) page.push({ at: pick(5, 4000), kind: "resize", threads: 1 + pick(6, 5) });
  if (chance(7) < 0.4) page.push({ at: pick(8, 4000), kind: "question" });
  if (chance(9) < 0.08) page.push({ at: pick(10, 6000), kind: "abort" });
  const from = pick(12, 5000);
  return {
    threads: 1 + pick(13, 4),
    walks: 1 + pick(14, 5),
    steps: 1 + pick(15, 400),
    fits: [0, 0, 1, 2][pick(24, 4)],
    isolated: chance(25) < 0.9,
    cost: [0.05, 1, 10, 30][pick(16, 4)],
    latency: [0.01, 1, 5][pick(17, 3)],
    page: page.sort((a, b) => a.at - b.at),
    frozen: chance(18) < 0.2 ? { from, to: from + pick(19, 120_000) } : null,
    hiddenFrom: chance(20) < 0.2 ? pick(21, 5000) : Infinity,
    secondAt: chance(22) < 0.3 ? pick(23, 2000) : null,
    faultOf(thread) {
      const own = foldIn(key, 1000, thread);
      if (uniform(own, 0) >= rate) return null;
      return { kind: faultKinds[integer(foldIn(own, 1), 0, faultKinds.length)], slice: integer(foldIn(own, 2), 0, 12) };
    },
  };
}
