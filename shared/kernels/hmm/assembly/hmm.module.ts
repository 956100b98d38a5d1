/** Forward–backward of hidden Markov models, one sequence a call. Scalar reference: shared/kernels/hmm/smooth.ts, with the same bits. */
export {
  backward,
  filtered,
  forward,
  initial,
  posterior,
  predicted,
  products,
  setUpEvidence,
  setUpModel,
  shifts,
  symbols,
  table,
  transitions,
  transposed,
  weights,
} from "./smooth";
