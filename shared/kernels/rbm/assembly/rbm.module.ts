/**
 * Restricted Boltzmann machine with binary or Gaussian visible units and binary hidden ones, float32 weights: contrastive divergence, its persistent form,
 * fast weights, tempered chains, annealed importance sampling, and exact enumeration of binary units. Scalar reference: shared/kernels/rbm, with the
 * same bits. One machine a module instance.
 */
export { alloc } from "../../../wasm/lib/memory";
export { anneal, annealAll, logRatio, temper } from "./anneal";
export {
  enumerateRow,
  enumerationLargeBias,
  enumerationMatrix,
  enumerationReady,
  enumerationRow,
  enumerationSetUp,
  enumerationSmallBias,
} from "./enumerate";
export { freeEnergy, pseudoLikelihood, reconstructionError } from "./evaluate";
export {
  drawVisible,
  negativePhase,
  positivePhase,
  present,
  presentReal,
  startParticles,
  swapChains,
  weightsChanged,
} from "./phases";
export {
  baseBias,
  baseLogVariance,
  fastHiddenBias,
  fastVisibleBias,
  fastWeights,
  hiddenBias,
  hiddenVelocity,
  logVariance,
  negative,
  negativeCount,
  negativeHidden,
  positive,
  positiveCount,
  positiveHidden,
  setUp,
  setUpFast,
  varianceVelocity,
  visibleBias,
  visibleVelocity,
  weights,
  weightsVelocity,
} from "./state";
export { roughSigmoid } from "./rough";
export { update } from "./update";
export { baseChanged, startAtBase } from "./visible";
