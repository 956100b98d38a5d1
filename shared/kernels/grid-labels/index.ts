export {
  beliefSweep,
  beliefsOf,
  believedLabels,
  bestLabels,
  type Messages,
  type Product,
  type Propagation,
  propagation,
  silence,
} from "./beliefs.ts";
export { conditionalOf } from "./conditional.ts";
export { type Cut, cutMoves, expanded, type GridNet, gridNet, isPotts, minimumCut, swapped } from "./cut.ts";
export {
  blanketOf,
  energyOf,
  type FieldShape,
  type GridField,
  gridField,
  likeliestLabels,
  localCosts,
  type Neighbour,
  type Neighbourhood,
} from "./field.ts";
export { gibbsSweep } from "./gibbs.ts";
export { icmSweep } from "./icm.ts";
export { freeEnergyOf, meanFieldStart, meanFieldSweep } from "./mean-field.ts";
export { byBrightness, type Mixture, mixtureStep, startMixture } from "./mixture.ts";
export { type Classes, contrastWeight, flippedCosts, normalCosts, type Observed } from "./potentials.ts";
