import { decodeSafetensors, readTensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { sizeOf } from "../../shared/nets/tensor.ts";
import { costOf, isGraph, parseGraph, type QuantGraph, valueNamed, valuesOf } from "../../shared/quant/graph/index.ts";
import {
  codeWidth,
  inputWidth,
  multiplyAddsOf,
  outputWidth,
  parametersOf,
  parseQuantNet,
  type QuantNet,
} from "../../shared/quant/index.ts";
import { textModel } from "../../shared/quant/text/index.ts";
import type { GraphModel, Model, TextNet } from "./model.ts";

/** Throws an ExperimentError for arrays that are not valid safetensors. */
export function checkArrays(bytes: Uint8Array): void {
  decodeSafetensors(bytes, "arrays");
}

/** Throws an ExperimentError for weights that are not a quantised net within the caps. */
export function describeModel(bytes: Uint8Array): Model {
  return isGraphFile(bytes) ? describeParsed(parseGraph(bytes)) : describeNet(parseQuantNet(bytes));
}

/** Whether a file says that it is a graph. Throws an ExperimentError for one that is not safetensors. */
export function isGraphFile(bytes: Uint8Array): boolean {
  return isGraph(readTensors(bytes, "weights", limits.weights, BYTES).metadata);
}

/** Of the types that either format has. */
const BYTES = { I8: 1, U8: 1, I32: 4, F32: 4, F64: 8 } as const;

const describeParsed = (graph: QuantGraph) => (graph.text ? describeText(graph) : describeGraph(graph));

/** One sign after another. */
function describeText(graph: QuantGraph): TextNet {
  const { parameters } = costOf(graph);
  const { alphabet, window, multiplyAdds } = textModel(graph);
  const { signs } = alphabet;
  return {
    kind: "text-int8",
    inputs: 1,
    outputs: signs.length,
    parameters: Math.max(1, parameters),
    multiplyAdds: Math.max(1, multiplyAdds),
    signs: signs.join(""),
    window,
  };
}

function describeNet(net: QuantNet): Model {
  return {
    kind: "dense-int8",
    inputs: inputWidth(net),
    code: codeWidth(net),
    outputs: outputWidth(net),
    parameters: parametersOf(net),
    multiplyAdds: multiplyAddsOf(net),
  };
}

/** The first of a graph's outputs is its answer. */
export function describeGraph(graph: QuantGraph): GraphModel {
  const { parameters, multiplyAdds } = costOf(graph);
  const last = graph.nodes.find(({ name }) => name === graph.outputs[0]);
  const shapeOut = valueNamed(valuesOf(graph), graph.outputs[0]).shape;
  return {
    kind: "graph-int8",
    inputs: sizeOf(graph.input.shape),
    outputs: sizeOf(shapeOut),
    // Of a graph that only gives rows another shape there are none.
    parameters: Math.max(1, parameters),
    multiplyAdds: Math.max(1, multiplyAdds),
    shape: [...graph.input.shape],
    shapeOut: [...shapeOut],
    classifies: last?.op === "softmax",
    ...(graph.classes && { classes: graph.classes }),
  };
}
