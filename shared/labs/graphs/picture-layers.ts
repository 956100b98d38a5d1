import { depthsOf, type Inputs, topologicalOrder } from "../../math/dag.ts";
import type { CardPicture } from "../picture.ts";

export type GraphPicture = CardPicture & { readonly kind: "graph" };

/** A graph without circles. */
export interface PlainGraph {
  /** Of each node those that lead to it, or that it is joined to. */
  readonly inputs: Inputs;
  readonly directed: boolean;
  /** What is known. */
  readonly filled: readonly number[];
}

/** More are not told apart on a card. */
const MOST_NODES = 40;
const SWEEPS = 4;

/** A graph in layers, every node below those that lead to it, in an order that keeps what belongs together near each other. */
export function inLayers({ inputs: all, directed, filled }: PlainGraph): GraphPicture {
  const kept = topologicalOrder(all).slice(0, MOST_NODES);
  const inputs = kept.map((node) => all[node].map((input) => kept.indexOf(input)).filter((input) => input >= 0));
  const depths = depthsOf(inputs, () => true);
  const layers = orderedLayers(inputs, depths);
  const places = kept.map((_, node): readonly [number, number] => {
    const layer = layers[depths[node] - 1];
    return [digits((layer.indexOf(node) + 0.5) / layer.length), digits((depths[node] - 0.5) / layers.length)];
  });
  const lines = inputs.flatMap((from, node) => from.map((input) => [input, node] as const));
  const known = kept.flatMap((node, i) => (filled.includes(node) ? [i] : []));
  return { kind: "graph", directed, places, lines, filled: known };
}

/** By the mean place of what each node is joined to, above it and below it in turn. */
function orderedLayers(inputs: Inputs, depths: Int32Array): readonly (readonly number[])[] {
  const outputs = inputs.map((_, node) => [...inputs.keys()].filter((other) => inputs[other].includes(node)));
  const layers = Array.from({ length: Math.max(0, ...depths) }, (_, layer) =>
    [...inputs.keys()].filter((node) => depths[node] === layer + 1),
  );
  const places = new Float64Array(inputs.length);
  const spread = (layer: readonly number[]) => {
    for (const [i, node] of layer.entries()) places[node] = (i + 0.5) / layer.length;
  };
  for (const layer of layers) spread(layer);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const joined = sweep % 2 === 0 ? inputs : outputs;
    for (const layer of sweep % 2 === 0 ? layers : layers.toReversed()) {
      const mean = (node: number) =>
        joined[node].length === 0
          ? places[node]
          : joined[node].reduce((sum, other) => sum + places[other], 0) / joined[node].length;
      const means = new Map(layer.map((node) => [node, mean(node)]));
      layer.sort((a, b) => (means.get(a) as number) - (means.get(b) as number) || a - b);
      spread(layer);
    }
  }
  return layers;
}

const digits = (value: number) => Math.round(1000 * value) / 1000;
