/**
 * Models of other programs as labs take them: a chain of our engine, cut into blocks, each a layer with weights and what follows it up to the next. Where a model has
 * what is not known here, the error names the layer.
 */
import type { Arrays, NDArray } from "../arrays.ts";
import type { DataNotice, ForeignModel, Table } from "../data/table.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { ChainLayer, ChainStep } from "../nets/chain.ts";
import { BATCH_EPSILON, BATCH_MOMENTUM, LAYER_EPSILON } from "../nets/conventions.ts";
import { ShapeError } from "../nets/layers/index.ts";
import { type FoundShape, type ReadChain, readChain } from "../nets/tfjs/read.ts";
import { isConfig, LayerError } from "../nets/tfjs/topology.ts";
import { takesRaw } from "./takes-raw.ts";

type Of<Kind extends ChainStep["kind"]> = ChainLayer & { readonly kind: Kind };

/** In this order: the layer, its normalisation, its activation, pooling, what makes vectors of pictures, dropout. */
export interface Block {
  readonly layer: Of<"dense"> | Of<"convolution">;
  readonly norm?: Of<"batch-normalisation"> | Of<"layer-normalisation">;
  readonly activation?: Of<"activation">;
  readonly pooling?: Of<"max-pooling"> | Of<"average-pooling">;
  readonly dropout: number;
}

export interface ForeignNet extends ReadChain {
  readonly blocks: readonly Block[];
}

/**
 * The net of a table that has a model. Throws an ExperimentError: for graphs, for a layer that is not known or in another place than the blocks have it, for layers
 * that do not go together.
 */
export function foreignNet(model: ForeignModel, weights: Arrays): ForeignNet {
  const read = foreignChain(model, weights);
  const odd: Odd = (layer, reason) => {
    const own = ownLayer(layer, read.found);
    return unknownLayer(model.name, own.name, reason ? `${own.kind}: ${reason}` : own.kind);
  };
  return { ...read, blocks: blocksOf(odd, read.chain.layers) };
}

/** As `foreignNet`, with layers in any order. Throws an ExperimentError for graphs, for a layer that is not known, for layers that do not go together. */
export function foreignChain({ name, text }: ForeignModel, weights: Arrays): ReadChain {
  const { modelTopology, format }: { readonly modelTopology?: unknown; readonly format?: unknown } = JSON.parse(text);
  if (!isConfig(modelTopology) || format === "graph-model" || "node" in modelTopology)
    throw new ExperimentError(
      "data.files",
      "model-is-graph",
      `${name} is a graph model, whose layers are not told apart (save it as a layers model)`,
      { name },
    );
  return named(name, () => readChain(modelTopology, weights));
}

/** An error about a layer, as the model itself calls it, and what of it is not known where it is not the whole layer. */
type Odd = (layer: ChainLayer, reason?: string) => ExperimentError;

/** Name and class that the model gives a layer: a layer that ends with an activation is two of ours. */
function ownLayer(
  { name, kind }: ChainLayer,
  found: readonly FoundShape[],
): { readonly name: string; readonly kind: string } {
  return found.find((one) => one.name === name || `${one.name}.activation` === name) ?? { name, kind };
}

function named<T>(model: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LayerError)
      throw unknownLayer(model, error.layer, error.reason ? `${error.kind}: ${error.reason}` : error.kind);
    if (error instanceof ShapeError) throw unknownLayer(model, error.layer, error.message);
    throw error;
  }
}

/** `what`: the layer's class, and what of it is not known. */
export function unknownLayer(model: string, layer: string, what: string): ExperimentError {
  return new ExperimentError(
    "data.files",
    "model-layer-unknown",
    `${model}: layer ${layer} (${what}) keeps this lab from training the net (leave it out, or use one that the lab has)`,
    { name: model, layer, value: what },
  );
}

type Growing = { -readonly [Part in keyof Block]: Block[Part] };

function blocksOf(odd: Odd, layers: readonly ChainLayer[]): readonly Block[] {
  const blocks: Growing[] = [];
  let isFlat = false;
  for (const layer of layers) {
    const last = blocks.at(-1);
    const isBent = Boolean(last?.activation || last?.pooling || (last?.dropout ?? 0) > 0 || isFlat);
    if (layer.kind === "dense" || layer.kind === "convolution") {
      blocks.push({ layer, dropout: 0 });
      isFlat = false;
    } else if (layer.kind === "flatten" && !isFlat) isFlat = blocks.length > 0;
    else if (!last) throw odd(layer);
    else if (layer.kind === "dropout" && last.dropout === 0) last.dropout = layer.rate;
    else if (layer.kind === "activation" && layer.activation === "linear") continue;
    else if (layer.kind === "activation" && !isBent) last.activation = ofOurs(odd, layer);
    else if ((layer.kind === "max-pooling" || layer.kind === "average-pooling") && !last.pooling && !isFlat)
      last.pooling = layer;
    else if ((layer.kind === "batch-normalisation" || layer.kind === "layer-normalisation") && !isBent && !last.norm)
      last.norm = ofOurs(odd, layer);
    else throw odd(layer, "not in this place");
  }
  return blocks;
}

/** Constants that labs do not let one choose. */
function ofOurs<L extends Of<"activation"> | Of<"batch-normalisation"> | Of<"layer-normalisation">>(
  odd: Odd,
  layer: L,
): L {
  const only = (what: string, found: number, own: number) => {
    if (found !== own) throw odd(layer, `${what} ${found} (must be ${own})`);
  };
  if (layer.kind === "activation") {
    if (layer.activation === "leaky-relu") only("slope", layer.slope ?? 0.01, 0.01);
    if (layer.activation === "elu") only("alpha", layer.alpha ?? 1, 1);
    return layer;
  }
  only("epsilon", layer.epsilon, layer.kind === "batch-normalisation" ? BATCH_EPSILON : LAYER_EPSILON);
  if (layer.kind === "batch-normalisation") only("momentum", layer.momentum, BATCH_MOMENTUM);
  only("scale", Number(layer.gain), 1);
  only("center", Number(layer.bias), 1);
  return layer;
}

/** A setting that all these blocks have alike. Throws an ExperimentError that names the first which has another. */
export function alike<T>(model: string, blocks: readonly Block[], of: (block: Block) => T): T | undefined {
  const [first] = blocks.map(of);
  const odd = blocks.find((block) => of(block) !== first);
  if (odd) throw unknownLayer(model, odd.layer.name, `${String(of(odd))}; ${String(first)}`);
  return first;
}

/**
 * The end as a lab of classes has it: one number for each, before a softmax. A single sigmoid becomes two classes, whose softmax is the same: logits 0 and z. Throws an
 * ExperimentError for another end, and for outputs that are not those of the data.
 */
export function endWeights(
  net: ForeignNet,
  model: string,
  outputs: number,
  isClasses: boolean,
): Readonly<Record<string, NDArray>> {
  const end = net.blocks.at(-1);
  if (end?.layer.kind !== "dense") throw unknownLayer(model, end?.layer.name ?? model, "no dense layer at the end");
  const own = weightsOf(net, end);
  const activation = end.activation?.activation ?? "linear";
  const isBinary = isClasses && outputs === 2 && end.layer.units === 1 && activation === "sigmoid";
  const isFit = activation === "linear" || (isClasses && activation === "softmax");
  if (!isBinary && (!isFit || end.norm || end.dropout > 0))
    throw unknownLayer(model, end.layer.name, `${end.norm?.kind ?? activation}, at the end`);
  if (isBinary) return { weights: widened(own.weights), bias: widened(own.bias) };
  if (end.layer.units !== outputs)
    throw new ExperimentError(
      "data.files",
      "model-outputs",
      `${model} has ${end.layer.units} outputs, the data ask for ${outputs} (choose data with as many classes, or another model)`,
      { name: model, value: end.layer.units, expected: outputs },
    );
  return own;
}

/** 0 before each number. */
function widened({ shape, values }: NDArray): NDArray {
  return {
    shape: [...shape.slice(0, -1), 2],
    values: Float32Array.from(values).reduce(pairs, new Float32Array(2 * values.length)),
  };
}

function pairs(out: Float32Array, value: number, i: number): Float32Array {
  out[2 * i + 1] = value;
  return out;
}

/** Of the block's first layer; a bias of zeros where it has none, which then learns. */
export function weightsOf(
  { weights }: ForeignNet,
  { layer }: Block,
): { readonly weights: NDArray; readonly bias: NDArray } {
  const own = weights[`${layer.name}.weights`];
  const outputs = own.shape[own.shape.length - 1];
  return {
    weights: own,
    bias: weights[`${layer.name}.bias`] ?? { shape: [outputs], values: new Float32Array(outputs) },
  };
}

/** Gain, bias and moving averages of a block's normalisation. */
export function normWeights({ weights }: ForeignNet, { norm }: Block): Readonly<Record<string, NDArray>> {
  const parts = ["gain", "bias", "mean", "variance"].filter((part) => norm && `${norm.name}.${part}` in weights);
  return Object.fromEntries(parts.map((part) => [part, weights[`${norm?.name}.${part}`]]));
}

/** Throws an ExperimentError for data whose samples are not what the net takes: so many numbers, or pictures of this shape. */
export function checkInput(net: ForeignNet, model: string, shape: readonly number[]): void {
  const size = (all: readonly number[]) => all.reduce((product, extent) => product * extent, 1);
  const { input } = net.chain;
  const isSame =
    input.length === 1 || shape.length === 1 ? size(input) === size(shape) : String(input) === String(shape);
  if (isSame) return;
  throw new ExperimentError(
    "data.files",
    "model-inputs",
    `${model} takes ${input.join(" × ")}, the data have ${shape.join(" × ")} (choose data of that size, or another model)`,
    { name: model, value: input.join(" × "), expected: shape.join(" × ") },
  );
}

/** Throws an ExperimentError at the first parameter that is not the net's, with the value that fits. */
export function checkParams(
  model: string,
  params: Readonly<Record<string, unknown>>,
  net: Readonly<Record<string, string | number>>,
): void {
  for (const [name, fits] of Object.entries(net)) {
    const value = Array.isArray(params[name]) ? params[name].join(", ") : (params[name] as string | number);
    if (value === fits) continue;
    throw new ExperimentError(
      `params.${name}`,
      "other-than-model",
      `${name}: ${value || "none"} (must be ${fits || "none"}, as in ${model})`,
      { value, fits, name: model },
    );
  }
}

/** What people are told of a table's model that can be trained on: its layers, and what is otherwise here than where it comes from. */
export function modelNotices({ model, weights }: Pick<Table, "model" | "weights">): readonly DataNotice[] {
  if (!model || !weights) return [];
  const net = readOrNull(model, weights);
  if (!net) return [];
  const { name } = model;
  const layers = net.found.map((own) => `${own.name} (${own.kind}): ${own.shape.join(" × ")}, ${own.parameters}`);
  return [
    { code: "model-layers", values: { name, value: layers.join("; ") } },
    ...(takesRaw({ model }) ? [{ code: "model-takes-raw", values: { name } }] : []),
    ...(net.frozen.length > 0 ? [{ code: "model-frozen", values: { name, value: net.frozen.join(", ") } }] : []),
    ...(net.penalised.length > 0
      ? [{ code: "model-penalised", values: { name, value: net.penalised.join(", ") } }]
      : []),
  ];
}

function readOrNull(model: ForeignModel, weights: Arrays): ForeignNet | null {
  try {
    return foreignNet(model, weights);
  } catch (error) {
    if (error instanceof ExperimentError) return null;
    throw error;
  }
}
