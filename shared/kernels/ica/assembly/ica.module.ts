/** Independent component analysis: whitening and the passes over whitened data. Scalar reference: shared/kernels/ica/scalar.ts. */
export { alloc } from "../../../wasm/lib/memory";
export {
  add,
  begin,
  BYTES,
  CUBE,
  EVALUATE,
  EXP,
  FLOAT32,
  fourths,
  input,
  LOGCOSH,
  mean,
  products,
  setUp,
  slopes,
  weights,
  whiten,
  whitening,
} from "./ica";
export { multiply } from "../../../linalg/assembly/matrices";
export { symmetricEigen, symmetricEigenWorkspace } from "../../../linalg/assembly/symmetric-eigen";
