import { concatenate } from "./chains.ts";
import { essBulk, essTail, mcseMean, rhat } from "./convergence.ts";
import { mean, standardDeviation } from "./moments.ts";

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
  const entries = {
    mean: mean(all),
    sd: standardDeviation(all),
    mcse: mcseMean(chains),
    rhat: rhat(chains),
    essBulk: essBulk(chains),
    essTail: essTail(chains),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as unknown as Summary;
}
