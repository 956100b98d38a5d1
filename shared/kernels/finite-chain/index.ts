export {
  type AverageError,
  autocorrelations,
  autocorrelationTime,
  centred,
  discardErrors,
  expectation,
  thinnedError,
} from "./averages.ts";
export { chainOf, type FiniteChain, matrixOf, SeveralPartsError, stepDistribution } from "./chain.ts";
export { EveryStart, totalVariation } from "./distance.ts";
export { bell, boxes, cube, cycle, metropolis, ordersOf, shuffle, wells } from "./families.ts";
export { cumulativeRows, drawStates, moveAll } from "./simulate.ts";
export { decay, type Spectrum, spectrumOf } from "./spectrum.ts";
