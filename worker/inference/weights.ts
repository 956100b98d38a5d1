import { decodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import {
  codeWidth,
  inputWidth,
  multiplyAddsOf,
  outputWidth,
  parametersOf,
  parseQuantNet,
  type QuantNet,
} from "../../shared/quant/index.ts";

/** What published weights can be queried for. */
export interface Model {
  readonly kind: "dense-int8";
  /** How many numbers a picture, a code and a reconstruction have. */
  readonly inputs: number;
  readonly code: number;
  readonly outputs: number;
  readonly parameters: number;
  /** Multiply-adds of one picture through the whole net. */
  readonly multiplyAdds: number;
}

/** Throws an ExperimentError for arrays that are not valid safetensors. */
export function checkArrays(bytes: Uint8Array): void {
  decodeSafetensors(bytes, "arrays");
}

/** Throws an ExperimentError for weights that are not a quantised net within the caps. */
export function describeModel(bytes: Uint8Array): Model {
  return modelOf(parseQuantNet(bytes));
}

export function modelOf(net: QuantNet): Model {
  return {
    kind: "dense-int8",
    inputs: inputWidth(net),
    code: codeWidth(net),
    outputs: outputWidth(net),
    parameters: parametersOf(net),
    multiplyAdds: multiplyAddsOf(net),
  };
}
