/** The elementary functions of shared/math for the kernels in WebAssembly: the same source, hence the same bits. */
export { digamma } from "../digamma";
export { exp, expm1, logAddExp, sigmoid, softplus, tanh } from "../exponential";
export { log, log1p } from "../logarithm";
export { pow } from "../power";
export { erf, erfc, lgamma } from "../special";
export { logSumExp } from "./sums";
export { cos, cosTurns, sin, sinTurns } from "../trigonometric";
