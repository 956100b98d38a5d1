import { decodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import {
  codeWidth,
  inputWidth,
  multiplyAddsOf,
  outputWidth,
  parametersOf,
  parseQuantNet,
} from "../../shared/quant/index.ts";
import type { Model } from "./model.ts";

/** Throws an ExperimentError for arrays that are not valid safetensors. */
export function checkArrays(bytes: Uint8Array): void {
  decodeSafetensors(bytes, "arrays");
}

/** Throws an ExperimentError for weights that are not a quantised net within the caps. */
export function describeModel(bytes: Uint8Array): Model {
  const net = parseQuantNet(bytes);
  return {
    kind: "dense-int8",
    inputs: inputWidth(net),
    code: codeWidth(net),
    outputs: outputWidth(net),
    parameters: parametersOf(net),
    multiplyAdds: multiplyAddsOf(net),
  };
}
