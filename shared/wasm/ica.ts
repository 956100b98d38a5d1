/** Independent component analysis: whitening and the passes over whitened data. Scalar reference: shared/kernels/factors/ica-scalar.ts. */
export { alloc } from "./lib/memory";
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
} from "./lib/ica";
export { symmetricEigen, symmetricEigenWorkspace } from "./lib/symmetric-eigen";
