import type { Hmm } from "../kernels/hmm/model.ts";

/** A hidden Markov model with what its numbers are called. */
export interface HiddenChain {
  /** In the order of the model's; by name in rising order. */
  readonly states: readonly string[];
  /** Of discrete emissions. */
  readonly symbols?: readonly string[];
  readonly model: Hmm;
}
