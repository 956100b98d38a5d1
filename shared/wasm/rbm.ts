/**
 * Restricted Boltzmann machine with binary units, float32 weights: contrastive divergence and its persistent form, annealed importance sampling
 * and exact enumeration. Scalar reference: shared/kernels/rbm, with the same bits. One machine a module instance.
 */
import { alloc } from "./lib/memory";
export { alloc };
export {
  baseBias,
  hiddenBias,
  hiddenVelocity,
  negative,
  negativeCount,
  negativeHidden,
  positive,
  positiveCount,
  positiveHidden,
  setUp,
  visibleBias,
  visibleVelocity,
  weights,
  weightsVelocity,
} from "./lib/rbm-state";
export { negativePhase, positivePhase, present, reconstructionError, startParticles, weightsChanged } from "./lib/rbm-phases";
export { update } from "./lib/rbm-training";
export { freeEnergy, pseudoLikelihood } from "./lib/rbm-evaluation";
export { anneal, drawVisible, startAtBase } from "./lib/rbm-annealing";
export {
  enumerateRow,
  enumerationLargeBias,
  enumerationMatrix,
  enumerationReady,
  enumerationRow,
  enumerationSetUp,
  enumerationSmallBias,
} from "./lib/rbm-enumerate";
