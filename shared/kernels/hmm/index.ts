export { type Evidence, evidenceOf, logDensities } from "./emissions.ts";
export { baumWelch, countStates, firstPart, longestRun, observedRows, parametersOf, type Step } from "./learn.ts";
export { type LogMessages, logMessages } from "./logarithms.ts";
export type { HmmMachine } from "./machine.ts";
export { type LearningOptions, maximise } from "./maximise.ts";
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
export { openHmm } from "./open.ts";
export { type Posterior, posteriorOf, type Smoothed, smoothedOf } from "./posterior.ts";
export { emit, type Sample, sample, sampleStates } from "./sample.ts";
export { type Beliefs, beliefsOf, filter, smooth } from "./smooth.ts";
export { blank, floorsOf, overallOf, type StartOptions, startOf } from "./starts.ts";
export { largest, type Path, type Survivors, survivors, viterbi } from "./viterbi.ts";
