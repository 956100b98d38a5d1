/**
 * Sparse codes of rows of numbers over a dictionary of atoms, and the learning of the dictionary, all in float64. Scalar reference:
 * shared/kernels/sparse/scalar.ts, with the same bits. One dictionary a module instance.
 */
import { alloc } from "../../../wasm/lib/memory";
export { alloc };
export { fade, improve, remember } from "./learning";
export { descend, iterate } from "./lasso";
export { correlate, multiplyAtoms, reconstruct, transpose } from "./products";
export { pursue, pursueKnown } from "./pursuit";
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
} from "./state";
