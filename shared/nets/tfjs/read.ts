/** Layers models of tensorflow.js as chains of our engine, which train on from their weights. */
import type { Arrays, NDArray } from "../../arrays.ts";
import { type Chain, type ChainLayer, chainTensors } from "../chain.ts";
import { input } from "../leaves.ts";
import type { Shape } from "../tensor.ts";
import { convert } from "./layers.ts";
import { type Config, type FoundLayer, isConfig, LayerError, layersOf } from "./topology.ts";

export interface FoundShape {
  readonly name: string;
  readonly kind: string;
  readonly shape: Shape;
  readonly parameters: number;
}

export interface ReadChain {
  readonly chain: Chain;
  /** By the names that the chain gives them. */
  readonly weights: Arrays;
  /** The model's own layers: what comes out of each, and how many numbers it has learnt. */
  readonly found: readonly FoundShape[];
  /** Layers that were not to be trained, and those with penalties on their weights: here all train, and penalties are those of the experiment. */
  readonly frozen: readonly string[];
  readonly penalised: readonly string[];
}

/** Throws a LayerError for a layer that our engine does not have, and for a net that is no chain; a ShapeError for layers that do not go together. */
export function readChain(topology: Config, weights: Arrays): ReadChain {
  const { input: shape, layers } = layersOf(topology);
  const steps: ChainLayer[] = [];
  const shapes: FoundShape[] = [];
  const own: Record<string, NDArray> = {};
  let now: Shape = shape;
  for (const layer of layers) {
    const found = convert({ layer, shape: now, weight: (name) => weightOf(weights, layer, name) });
    steps.push(...found.layers);
    Object.assign(own, found.weights);
    const chain: Chain = { input: now, layers: found.layers };
    now = chainTensors(chain, input("x", [1, ...now]), false).output.shape.slice(1);
    const parameters = Object.values(found.weights).reduce((sum, { values }) => sum + values.length, 0);
    shapes.push({ name: layer.name, kind: layer.kind, shape: now, parameters });
  }
  return {
    chain: { input: shape, layers: steps },
    weights: Object.fromEntries(Object.entries(own).map(([name, array]) => [name, asFloats(array)])),
    found: shapes,
    frozen: layers.filter(({ config }) => config.trainable === false).map(({ name }) => name),
    penalised: layers.filter(isPenalised).map(({ name }) => name),
  };
}

const isPenalised = ({ config }: FoundLayer) =>
  ["kernel_regularizer", "bias_regularizer", "depthwise_regularizer", "activity_regularizer"].some((name) =>
    isConfig(config[name]),
  );

/** "dense/kernel", within whatever scope, with or without the ":0" of TensorFlow. */
function weightOf(weights: Arrays, layer: FoundLayer, name: string): NDArray {
  const found = Object.keys(weights).filter((full) => {
    const plain = full.replace(/:\d+$/, "");
    const cut = plain.lastIndexOf("/");
    return plain.slice(cut + 1) === name && `/${plain.slice(0, cut)}/`.includes(`/${layer.name}/`);
  });
  if (found.length === 1) return weights[found[0]];
  throw new LayerError(
    layer,
    found.length === 0 ? `its weight ${name} is missing` : `${found.join(", ")} are its ${name}`,
  );
}

const asFloats = ({ shape, values }: NDArray): NDArray => ({
  shape,
  values: values instanceof Float32Array ? values : Float32Array.from(values),
});
