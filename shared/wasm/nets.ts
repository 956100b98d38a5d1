/** Dense nets in float32, and matrix products. */
export { alloc } from "./lib/memory";
export { gemmNN, gemmNT, gemmTN } from "./lib/gemm";
export {
  activation,
  adam,
  backward,
  compare,
  descend,
  firstMoment,
  forward,
  gradient,
  loadBytes,
  loadFloats,
  parameters,
  ready,
  secondMoment,
  setLayer,
  setUp,
  squaredError,
  squash,
} from "./lib/dense";
