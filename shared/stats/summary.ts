import { concatenate } from "./chains.ts";
import { essBulk, essTail, mcseMean, normaliseRanks, rhat } from "./convergence.ts";
import { mean, standardDeviation } from "./moments.ts";
import { medianOfSorted } from "./quantile.ts";

/** What is known of one quantity from its chains; a diagnostic without value is absent. */
export interface Summary {
  readonly mean: number;
  readonly sd: number;
  readonly mcse?: number;
  readonly rhat?: number;
  readonly essBulk?: number;
  readonly essTail?: number;
}

export function summarise(chains: readonly Float64Array[]): Summary {
  const all = concatenate(chains);
  // Sorted and ranked once for all diagnostics: that is most of their work.
  const sorted = all.slice().sort();
  const normalised = normaliseRanks(chains);
  const entries = {
    mean: mean(all),
    sd: standardDeviation(all),
    mcse: mcseMean(chains),
    rhat: rhat(chains, medianOfSorted(sorted), normalised),
    essBulk: essBulk(chains, normalised),
    essTail: essTail(chains, sorted),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as unknown as Summary;
}
