import { foldIn, integer, type Key, uniform } from "../../shared/random/index.ts";
import { type StorageFault, storageFaults } from "./database.ts";
import type { Fault, Scenario } from "./faults.ts";

/** How a module fares that the run needs. */
export const moduleFaults = ["none", "refused", "HTTP 404", "hangs", "does not compile"] as const;
export type ModuleFault = (typeof moduleFaults)[number];

/** How the threads fare, all of them alike: one good thread would do. */
export const scriptFaults = [
  "none",
  "script 404",
  "spawn throws",
  "silent start",
  "lab's code lost",
  "throws",
] as const;
export type ScriptFault = (typeof scriptFaults)[number];

/** What a seed decides about a page on which one experiment is run. */
export interface PageScenario extends Pick<Scenario, "threads" | "walks" | "steps" | "cost" | "latency"> {
  readonly module: ModuleFault;
  /** Milliseconds from the request of a module to its end. */
  readonly moduleTakes: number;
  readonly script: ScriptFault;
  /** The slice in which a thread throws. */
  readonly slice: number;
  readonly storage: StorageFault;
  readonly goodTransactions: number;
  readonly locksDenied: boolean;
  /** Whether the data are a file of the reader's own, which lies in the browser's storage. */
  readonly ownFile: boolean;
  /** When the page is reloaded; null: never. */
  readonly reloadAt: number | null;
  readonly pauseAt: number | null;
  /** The page asks for what its runs need as soon as it is open. */
  readonly isWarmed: boolean;
}

/** Each of the three kinds of fault befalls about two pages in three, alone or together. */
export function drawPage(key: Key): PageScenario {
  const pick = (stream: number, n: number) => integer(foldIn(key, stream), 0, n);
  const chance = (stream: number) => uniform(foldIn(key, stream), 0);
  const befalls = 1 + pick(0, 7);
  const from = <T>(stream: number, bit: number, kinds: readonly [T, ...T[]]) =>
    befalls & bit ? kinds[1 + pick(stream, kinds.length - 1)] : kinds[0];
  return {
    threads: 1 + pick(1, 3),
    walks: 1 + pick(2, 3),
    steps: 1 + pick(3, 300),
    cost: [0.05, 1, 10][pick(4, 3)],
    latency: [0.01, 1, 5][pick(5, 3)],
    module: from(6, 1, moduleFaults),
    // A frame is 16 ms: what ends in one is what a pending frame may overwrite.
    moduleTakes: pick(7, 101),
    script: from(8, 2, scriptFaults),
    slice: pick(9, 12),
    storage: from(10, 4, storageFaults),
    goodTransactions: pick(11, 12),
    locksDenied: chance(12) < 0.1,
    ownFile: chance(13) < 0.3,
    reloadAt: chance(14) < 0.3 ? pick(15, 3000) : null,
    pauseAt: chance(16) < 0.2 ? pick(17, 1500) : null,
    isWarmed: chance(18) < 0.5,
  };
}

/** The same run where nothing goes wrong. */
export const healthyPage = (scenario: PageScenario): PageScenario => ({
  ...scenario,
  module: "none",
  script: "none",
  storage: "none",
  locksDenied: false,
  reloadAt: null,
  pauseAt: null,
});

/** What the threads of a page do, as the simulation of threads knows it. */
export function threadFault({ script, slice }: PageScenario): Fault | null {
  if (script === "none" || script === "lab's code lost") return null;
  return { kind: script, slice };
}
