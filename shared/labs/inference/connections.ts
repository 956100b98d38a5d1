/** The connections of a net that can be pruned: the weights of its dense layers and convolutions, each with what it feeds. */
import type { Arrays } from "../../arrays.ts";
import type { Chain, ChainLayer } from "../../nets/chain.ts";

/** A layer with weights as a matrix, taps × outputs, row-major: the memory itself. A tap of a convolution is (row, column, channel). */
export interface Connections {
  readonly name: string;
  readonly weights: Float32Array;
  readonly bias: Float32Array | undefined;
  readonly taps: number;
  readonly outputs: number;
}

type Weighted = ChainLayer & { readonly kind: "dense" | "convolution" };

export const weightedLayers = ({ layers }: Chain): readonly Weighted[] =>
  layers.filter((layer): layer is Weighted => layer.kind === "dense" || layer.kind === "convolution");

/** Views of the parameters by name: in the order of the layers. */
export function connectionsOf(
  chain: Chain,
  parameters: Readonly<Record<string, Float32Array>>,
): readonly Connections[] {
  return weightedLayers(chain).map((layer) => {
    const weights = parameters[`${layer.name}.weights`];
    const outputs = layer.kind === "dense" ? layer.units : layer.filters;
    return {
      name: layer.name,
      weights,
      bias: parameters[`${layer.name}.bias`],
      taps: weights.length / outputs,
      outputs,
    };
  });
}

/** Copies of the parameters, to be pruned. */
export function copyOf(weights: Arrays): Readonly<Record<string, Float32Array>> {
  return Object.fromEntries(Object.entries(weights).map(([name, { values }]) => [name, new Float32Array(values)]));
}

/** The numbers themselves, of weights of a training. */
export function floatsOf(weights: Arrays): Readonly<Record<string, Float32Array>> {
  return Object.fromEntries(Object.entries(weights).map(([name, { values }]) => [name, values as Float32Array]));
}

/** The same numbers with the shapes of `like`. */
export function shapedAs(like: Arrays, parameters: Readonly<Record<string, Float32Array>>): Arrays {
  return Object.fromEntries(
    Object.entries(like).map(([name, { shape }]) => [name, { shape, values: parameters[name] }]),
  );
}

export const zerosIn = (values: ArrayLike<number>): number => {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === 0) count++;
  return count;
};

/** Share of the weights, biases apart, that are 0. */
export function sparsityOf(layers: readonly Pick<Connections, "weights">[]): number {
  const all = layers.reduce((sum, { weights }) => sum + weights.length, 0);
  return layers.reduce((sum, { weights }) => sum + zerosIn(weights), 0) / all;
}
