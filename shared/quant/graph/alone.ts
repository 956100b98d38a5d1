import { type GraphHead, INPUT } from "./head.ts";
import { type QuantGraph, specsOfNode } from "./tensors.ts";
import { valueNamed, valuesOf } from "./values.ts";

/**
 * One node as a graph of its own, on the codes that it takes in the whole: for the time of one layer. Throws a RangeError for a node that is unknown, that takes more values
 * than one, or numbers of things.
 */
export function nodeAlone(graph: QuantGraph, name: string): QuantGraph {
  const node = graph.nodes.find((one) => one.name === name);
  if (!node)
    throw new RangeError(`unknown node ${name} (must be one of ${graph.nodes.map((one) => one.name).join(", ")})`);
  const x = valueNamed(valuesOf(graph), node.inputs[0]);
  if (node.inputs.length > 1 || x.things !== undefined)
    throw new RangeError(`node ${name} alone (must take one value, of codes)`);
  const head: GraphHead = {
    input: { shape: [...x.shape], code: x.code },
    nodes: [{ ...node, inputs: [INPUT] }],
    outputs: [name],
  };
  const tensors = specsOfNode(node, x).map((spec) => [spec.name, graph.tensors[spec.name]] as const);
  return { ...head, tensors: Object.fromEntries(tensors) };
}
