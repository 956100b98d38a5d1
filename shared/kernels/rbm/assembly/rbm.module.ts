/**
 * Restricted Boltzmann machine with binary units, float32 weights: contrastive divergence and its persistent form, annealed importance sampling
 * and exact enumeration. Scalar reference: shared/kernels/rbm, with the same bits. One machine a module instance.
 */
export { alloc } from "../../../wasm/lib/memory";
export * from "./machine";
export {
  enumerateRow,
  enumerationLargeBias,
  enumerationMatrix,
  enumerationReady,
  enumerationRow,
  enumerationSetUp,
  enumerationSmallBias,
} from "./enumerate";
