import { array } from "../../../arrays.ts";
import { EveryStart, expectation, stepDistribution, totalVariation } from "../../../kernels/finite-chain/index.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { type ChainParams, problemOf } from "./problem.ts";

/** States up to which the distributions from all of them are followed. */
export const FOLLOWED = 128;

interface Saved {
  readonly distribution: Float64Array;
  /** Of every start, one after another; empty where they are not followed. */
  readonly all: Float64Array;
}

/**
 * The distribution over the states, step by step: matrix powers. Record row t is that after t + 1 steps: `distribution` (states), `totalVariation` from the
 * equilibrium, `worst`: that of the worst start, `mean`: what the average estimates.
 */
export const exact = drive((params: ChainParams, { data }, { saved }: Start<Saved>) => {
  const { chain, start, f } = problemOf(params, data);
  const now = saved?.distribution ?? start.slice();
  const next = new Float64Array(chain.states);
  const every = chain.states <= FOLLOWED ? new EveryStart(chain, saved?.all) : undefined;
  const gap = array(Float64Array.of(Number.POSITIVE_INFINITY), []);
  const records = {
    distribution: array(new Float64Array(chain.states)),
    totalVariation: gap,
    mean: gap,
    ...(every && { worst: gap }),
  };
  return {
    advance: eachStep<string>(records, (_, row) => {
      stepDistribution(chain, now, next);
      now.set(next);
      every?.step();
      row.distribution = now;
      row.totalVariation = totalVariation(now, chain.stationary);
      row.mean = expectation(now, f);
      if (every) row.worst = every.distance();
    }),
    save: () => ({ distribution: now.slice(), all: every?.save() ?? new Float64Array(0) }),
    output: () => ({ stationary: array(chain.stationary), start: array(start), f: array(f) }),
  };
});
