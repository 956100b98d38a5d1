/**
 * Sparse codes of rows of numbers over a dictionary of atoms, and the learning of the dictionary, all in float64. Scalar reference:
 * shared/kernels/factors/sparse-scalar.ts, with the same bits. One dictionary a module instance.
 */
import { alloc } from "./lib/memory";
export { alloc };
export { improve, remember } from "./lib/sparse-learning";
export { descend, iterate } from "./lib/sparse-lasso";
export { correlate, prepare, reconstruct } from "./lib/sparse-products";
export { pursue, pursueKnown } from "./lib/sparse-pursuit";
export {
  atoms,
  atomStride,
  codes,
  correlations,
  gram,
  inputStride,
  known,
  losses,
  past,
  pastInputs,
  patches,
  reconstructions,
  setUp,
} from "./lib/sparse-state";
