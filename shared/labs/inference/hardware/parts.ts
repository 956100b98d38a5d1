/** The net cut into its stages, each as a net of its own: what it costs, and how it is run alone in floats and in integers. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Chain } from "../../../nets/chain.ts";
import { costOf, isProduct, type QuantGraph, valueNamed, valuesOf } from "../../../quant/graph/index.ts";
import { costsOf, sizeOf } from "../../nets/chain/shapes.ts";
import { type Stage, stagesOf } from "../../nets/chain/stages.ts";
import type { NumberFormat } from "../devices.ts";
import type { Work } from "./roofline.ts";

export interface Part {
  readonly stage: Stage;
  readonly chain: Chain;
  /** Null where the stage is no operation of its own in integers. */
  readonly graph: QuantGraph | null;
}

export function partsOfNet(chain: Chain, graph: QuantGraph): readonly Part[] {
  return stagesOf(chain).map((stage) => {
    const layers = stage.layers.map((l) => chain.layers[l]);
    return {
      stage,
      chain: { input: stage.before, layers },
      graph: partOf(
        graph,
        layers.map(({ name }) => name),
      ),
    };
  });
}

/** The nodes of these names, which follow each other, from the value that the first of them takes. */
function partOf(graph: QuantGraph, names: readonly string[]): QuantGraph | null {
  const nodes = graph.nodes.filter(({ name }) => names.includes(name));
  if (nodes.length === 0) return null;
  const { shape, code } = valueNamed(valuesOf(graph), nodes[0].inputs[0]);
  const own = nodes.map((node, n) => ({ ...node, inputs: [n === 0 ? "input" : nodes[n - 1].name] }));
  const tensors = Object.entries(graph.tensors).filter(([name]) =>
    nodes.some((node) => name.startsWith(`${node.name}.`)),
  );
  return {
    ...graph,
    input: { shape: [...shape], code },
    nodes: own as unknown as QuantGraph["nodes"],
    outputs: [nodes[nodes.length - 1].name],
    tensors: Object.fromEntries(tensors),
  };
}

/** Of each stage with `batch` samples together: weights are moved once, values of each sample in and out. Products of weights count alone. */
export function worksOf(chain: Chain, batch: number): readonly Work[] {
  const costs = costsOf(chain);
  return stagesOf(chain).map(({ layers, before, shape }) => {
    const sum = (of: "macs" | "weightBytes") => layers.reduce((total, l) => total + costs[l][of], 0);
    return {
      multiplyAdds: batch * sum("macs"),
      bytes: sum("weightBytes") + 4 * batch * (sizeOf(before) + sizeOf(shape)),
    };
  });
}

/** The same in integers: a byte for each number, and the bytes of the tensors. Null where a stage is none of its own. */
export function integerWorksOf(parts: readonly Part[], batch: number): readonly (Work | null)[] {
  return parts.map(({ graph }) => {
    if (!graph) return null;
    const { bytes, nodes } = costOf(graph);
    const products = nodes.filter(({ name }) => graph.nodes.some((node) => node.name === name && isProduct(node)));
    const last = nodes[nodes.length - 1];
    return {
      multiplyAdds: batch * products.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0),
      bytes: bytes + batch * (sizeOf(graph.input.shape) + last.values),
    };
  });
}

/** Rows of `work`, [stages, batches, 2]: multiply-adds and bytes; 0 and 0 where there is none. */
export function worksAsArray(
  chain: Chain,
  parts: readonly Part[],
  format: NumberFormat,
  batches: readonly number[],
): Arrays[string] {
  const all = batches.map((batch) => (format === "float32" ? worksOf(chain, batch) : integerWorksOf(parts, batch)));
  const numbers = parts.flatMap((_, s) => all.flatMap((works) => [works[s]?.multiplyAdds ?? 0, works[s]?.bytes ?? 0]));
  return array(Float64Array.from(numbers), [parts.length, batches.length, 2]);
}
