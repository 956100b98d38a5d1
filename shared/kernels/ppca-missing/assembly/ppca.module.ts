/**
 * E-step of probabilistic PCA where cells are missing, in float64. Scalar reference: shared/kernels/ppca-missing/scalar.ts, with the same
 * bits. One model a module instance.
 */
import { alloc } from "../../../wasm/lib/memory";
export { alloc };
export { add, begin, first, latents, loadings, logLikelihood, present, residuals, second, setUp, squares } from "./ppca";
