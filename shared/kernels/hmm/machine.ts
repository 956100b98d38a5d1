import type { Hmm, Observations } from "./model.ts";
import type { Beliefs } from "./smooth.ts";

/** Beliefs that are filled; before and after what was observed only where they are asked for. */
export type SomeBeliefs = Pick<Beliefs, "posterior"> & Partial<Beliefs>;

/**
 * Forward–backward of one sequence, the rows [from, to): fills beliefs, adds to the expected numbers of transitions (K × K) where they are asked for, and returns the
 * log-likelihood; NaN where logarithms must answer, with nothing added.
 */
export type Smoother = (
  range: readonly [number, number],
  beliefs: SomeBeliefs,
  pairs: Float64Array | undefined,
) => number;

/** Forward–backward on one device, of models without durations: the scalar and the wasm machine give the same bits. */
export type HmmMachine = (model: Hmm, data: Observations) => Smoother;
