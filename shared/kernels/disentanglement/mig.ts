/**
 * Mutual information gap (Chen, Li, Grosse & Duvenaud 2018, eq. 6): of each factor, by how much the code that knows most of it is ahead of the next one,
 * as a share of what there is to know. Codes are discretised into 20 equal parts of their range, as Locatello et al. 2019 do; factors that are numbers too.
 */
import { byFactor, type CodeByFactor, type Codes, type Factor, gaps, meanOf } from "./codes.ts";
import { BINS, binned, binsOfFactor, entropy, mutualInformation } from "./information.ts";

export interface Mig {
  readonly mig: number;
  /** Mutual information over the entropy of the factor, 0 to 1: code × factor. */
  readonly information: CodeByFactor;
}

export function migOf(codes: Codes, factors: readonly Factor[]): Mig {
  const states = factors.map(binsOfFactor);
  const entropies = states.map(entropy);
  const information = byFactor(codes, factors, (code, _, j) =>
    entropies[j] > 0 ? mutualInformation(binned(code, BINS), states[j]) / entropies[j] : 0,
  );
  return { mig: meanOf(gaps(information)), information };
}
