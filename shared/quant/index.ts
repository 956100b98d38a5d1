export { QUANT_ACTIVATIONS, type QuantActivation } from "./activations.ts";
export { type QuantEngine, scalarEngine, wasmEngine } from "./engine.ts";
export { encodeQuantNet, isQuantNet, parseQuantNet, QUANT_FORMAT } from "./format.ts";
export {
  codeWidth,
  decode,
  encode,
  inputWidth,
  outputValues,
  outputWidth,
  type Rows,
  reconstruct,
  sample,
} from "./infer.ts";
export { multiplyAddsOf, parametersOf, type QuantLayer, type QuantNet } from "./net.ts";
export { type FloatLayer, type FloatNet, quantise } from "./quantise.ts";
