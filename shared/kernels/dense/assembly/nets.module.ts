/** Dense nets in float32, and matrix products. */
export { alloc } from "../../../wasm/lib/memory";
export { gemmNN, gemmNT, gemmTN } from "../../../wasm/lib/gemm";
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
} from "./dense";
