export { type Evidence, evidenceOf, logDensities } from "./emissions.ts";
export { type LogMessages, logMessages } from "./logarithms.ts";
export {
  type Chain,
  type DiscreteEmissions,
  type Emissions,
  type GaussianEmissions,
  type Hmm,
  longestOf,
  type Observations,
  sequencesOf,
  statesOf,
} from "./model.ts";
export { type Posterior, posteriorOf } from "./posterior.ts";
export { type Beliefs, beliefsOf, filter, smooth } from "./smooth.ts";
export { largest, type Path, type Survivors, survivors, viterbi } from "./viterbi.ts";
