/**
 * Elementary functions in float64 whose bits are the same on every machine: only +, −, ×, ÷, √ and comparisons.
 * The engines' own Math.exp, Math.sin … differ from each other. The same source is compiled to WebAssembly
 * (assembly/elementary.ts): these files use only what TypeScript and AssemblyScript both read, so an integer that is a
 * float64 says `: number`. NaN results are the canonical NaN.
 */
export { digamma } from "./digamma.ts";
export { exp, expm1, logAddExp, sigmoid, softplus, tanh } from "./exponential.ts";
export { log, log1p } from "./logarithm.ts";
export { pow } from "./power.ts";
export { erf, erfc, lgamma } from "./special.ts";
export { logSumExp } from "./sums.ts";
export { cos, cosTurns, sin, sinTurns } from "./trigonometric.ts";
