/**
 * Restricted Boltzmann machine with binary units, float32 weights: contrastive divergence and its persistent form, annealed importance sampling
 * and exact enumeration. Scalar reference: shared/kernels/rbm, with the same bits. One machine a module instance.
 */
import { alloc } from "../../../wasm/lib/memory";
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
} from "./state";
export { negativePhase, positivePhase, present, reconstructionError, startParticles, weightsChanged } from "./phases";
export { update } from "./training";
export { freeEnergy, pseudoLikelihood } from "./evaluation";
export { anneal, drawVisible, startAtBase } from "./annealing";
export {
  enumerateRow,
  enumerationLargeBias,
  enumerationMatrix,
  enumerationReady,
  enumerationRow,
  enumerationSetUp,
  enumerationSmallBias,
} from "./enumerate";
