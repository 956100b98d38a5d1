/** The twin of shared/math/elementary.ts: the same functions with the same bits, for the kernels in WebAssembly. */
export { exp, expm1, logAddExp, sigmoid, softplus, tanh } from "./elementary/exponential";
export { log, log1p } from "./elementary/logarithm";
export { pow } from "./elementary/power";
export { erf, erfc, lgamma } from "./elementary/special";
export { logSumExp } from "./elementary/sums";
export { cos, cosTurns, sin, sinTurns } from "./elementary/trigonometric";
