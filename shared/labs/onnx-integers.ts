import { readTensors } from "../data/readers/safetensors/safetensors.ts";
import { ExperimentError } from "../experiment/errors.ts";
import { limits } from "../experiment/limits.ts";
import { NoOnnxError, writeQuantised } from "../nets/onnx/quantised.ts";
import { isGraph, parseGraph } from "../quant/graph/index.ts";
import type { Lab } from "./lab.ts";
import type { TrainedRun, Unfit } from "./published-net.ts";
import { type QuantisedChain, quantisedChain } from "./quantised-chain.ts";
import { scalesBesideNet } from "./scales.ts";

const reasons: Readonly<Record<Unfit, string>> = {
  layers: "a layer without a form in integers",
  "not-finite": "weights that are not finite",
  size: "too large",
  sums: "a layer of so many inputs that their sums leave the integers",
  inputs: "inputs that are no columns of the data",
  signs: "an alphabet with control or direction characters",
};
/** Each has a sentence of its own in the reader's language. */
const codes = {
  layers: "no-integers-layers",
  "not-finite": "no-integers-not-finite",
  size: "no-integers-size",
  sums: "no-integers-sums",
  inputs: "no-integers-inputs",
  signs: "no-integers-signs",
} as const satisfies Readonly<Record<Unfit, string>>;

/**
 * The trained net of a finished run in integers as ONNX: the very graph that is published (the lab's own, or that of `quantisedChain`), between numbers. Samples in "x" as the data have them (pixels as
 * shares of 255, channels first), answers in "y". Undefined where the lab has no such net or its run is not finished. Throws an ExperimentError for a net that integers or
 * ONNX have no form of. `made`: that of the chain, where it is made elsewhere.
 */
export function onnxIntegers(lab: Lab, run: TrainedRun, made?: QuantisedChain): Uint8Array<ArrayBuffer> | undefined {
  const found = ownGraph(lab, run.fold) ?? made ?? quantisedChain(lab, run);
  if (!found) return undefined;
  if (found.kind === "unfit") {
    const code = codes[found.why];
    throw new ExperimentError("params", code, messageOf(reasons[found.why]));
  }
  try {
    const { rows } = found;
    const calibrated = rows === undefined ? {} : { calibration: `by ${rows} rows of the data` };
    const said = {
      lab: lab.id,
      ...scalesBesideNet(lab, run),
      ...lab.conventions?.(run.params, run.fold),
      ...inIntegers,
      ...calibrated,
    };
    return writeQuantised(parseGraph(found.bytes), said);
  } catch (error) {
    if (!(error instanceof NoOnnxError)) throw error;
    const value = `${error.node}: ${error.op}`;
    throw new ExperimentError("params", "not-in-integers", messageOf(value), { value });
  }
}

/** Of a lab that makes its graph itself; what other labs publish may be of another form. */
function ownGraph(lab: Lab, fold: TrainedRun["fold"]): QuantisedChain | undefined {
  const bytes = lab.model?.(fold);
  return bytes && isGraphFile(bytes) ? { kind: "ready", bytes } : undefined;
}

const isGraphFile = (bytes: Uint8Array) =>
  isGraph(readTensors(bytes, "weights", limits.weights, { I8: 1, U8: 1, I32: 4, F32: 4, F64: 8 }).metadata);

const messageOf = (reason: string) => `the net has no form in integers as ONNX: ${reason} (save it as ONNX of floats)`;

const inIntegers = {
  input: "samples as the data have them, pixels as shares of 255, channels first",
  integers:
    "activations uint8 (0 to 127 where a product reads them), weights int8 with a scale per output; the codes of Latente, or one off: it rounds exactly and halves up",
} as const;
