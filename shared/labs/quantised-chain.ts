import { limits } from "../experiment/limits.ts";
import { sizeOf } from "../nets/tensor.ts";
import { NotFiniteError } from "../not-finite.ts";
import {
  type FloatGraph,
  type FloatNode,
  graphOfChain,
  NoIntegersError,
  quantiseGraph,
  quantiseText,
  shapesOf,
  withDerived,
  withThreshold,
} from "../quant/float/index.ts";
import {
  costOf,
  encodeGraph,
  parseGraph,
  readingOf,
  SumsTooLargeError,
  valueNamed,
  valuesOf,
} from "../quant/graph/index.ts";
import type { Lab } from "./lab.ts";
import { netToPublish, type PublishedChain, type PublishedNet, type TrainedRun, type Unfit } from "./published-net.ts";
import { QUANTISER } from "./quantiser.ts";
import type { PublishedText } from "./text-to-publish.ts";
import type { TrainedChain } from "./trained-chain.ts";

export type QuantisedChain =
  | {
      readonly kind: "ready";
      readonly bytes: Uint8Array<ArrayBuffer>;
      /** Names of classes that the bytes hold. */
      readonly classes?: readonly string[];
      /** Rows of the data by which its ranges were calibrated, where they were here. */
      readonly rows?: number;
    }
  | { readonly kind: "unfit"; readonly why: Unfit };

/** Multiply-adds that calibration rows may take together: this is done while somebody waits. */
const WORK = 400_000_000;

/** The net of a run (`netToPublish`) as a graph (`quantised`). Undefined where there is none. */
export function quantisedChain(lab: Lab, run: TrainedRun): QuantisedChain | undefined {
  const found = netToPublish(lab, run);
  return found?.kind === "net" ? quantised(found.net) : found;
}

/**
 * A trained net as a graph of integer operations (`shared/quant`): what is published, and asked at the edge. It takes rows as the data have them (pixels as
 * shares of 255) and gives probabilities of classes, or numbers in the unit of the target. Calibrated by min-max over rows of the data. `hear`: rows that have gone through, and
 * how many there are. QUANTISER is raised with any change of the bytes.
 */
export function quantised(net: PublishedNet, hear?: Hear): QuantisedChain {
  try {
    return "text" in net ? quantisedText(net, hear) : quantisedLayers(net, hear);
  } catch (error) {
    if (error instanceof NoIntegersError) return { kind: "unfit", why: "layers" };
    if (error instanceof NotFiniteError) return { kind: "unfit", why: "not-finite" };
    if (error instanceof SumsTooLargeError) return { kind: "unfit", why: "sums" };
    throw error;
  }
}

type Hear = (done: number, of: number) => void;

/** Signs that calibrate, at most. */
const SIGNS = 2048;

function quantisedText(
  { float, text, codes, sequence, quantiser = QUANTISER }: PublishedText,
  hear: Hear | undefined,
): QuantisedChain {
  const most = Math.min(SIGNS, Math.floor(WORK / workOf(float)));
  // Whole sequences, at even distances.
  const rows = fewer(Float32Array.from(codes), sequence, Math.max(2, Math.floor(most / sequence)));
  const told = hear && { hear: (done: number) => hear(done, rows.length) };
  const graph = quantiseText(float, text, rows, { sequence, ...told });
  const cost = costOf(graph);
  if (cost.parameters > limits.inference.parameters || !readingOf(graph, cost)) return { kind: "unfit", why: "size" };
  return { kind: "ready", bytes: encodeGraph({ quantiser, ...graph }), rows: rows.length };
}

function quantisedLayers(net: PublishedChain, hear: Hear | undefined): QuantisedChain {
  const { classes } = net;
  const float = floatOf(net);
  const perRow = workOf(float);
  if (perRow > limits.inference.multiplyAdds) return { kind: "unfit", why: "size" };
  const rows = fewer(net.rows, sizeOf(float.input.shape), Math.max(8, Math.floor(WORK / perRow)));
  const count = rows.length / sizeOf(float.input.shape);
  const { graph } = quantiseGraph(float, rows, hear ? { hear: (done) => hear(done, count) } : {});
  const { parameters, multiplyAdds } = costOf(graph);
  const { inference } = limits;
  const isLarge = parameters > inference.parameters || multiplyAdds > inference.multiplyAdds;
  if (isLarge) return { kind: "unfit", why: "size" };
  const named = classes && { classes: [...classes] };
  return { kind: "ready", bytes: encodeGraph({ quantiser: QUANTISER, ...graph, ...named }), ...named, rows: count };
}

/** A graph that an output of the run is, with the names of its classes, where it gives the odds of as many. */
export function withClasses(bytes: Uint8Array<ArrayBuffer>, classes: readonly string[]): QuantisedChain {
  const graph = parseGraph(bytes);
  const [output] = graph.outputs;
  const isOfThem =
    graph.nodes.find(({ name }) => name === output)?.op === "softmax" &&
    sizeOf(valueNamed(valuesOf(graph), output).shape) === classes.length;
  if (!isOfThem) return { kind: "ready", bytes };
  return { kind: "ready", bytes: encodeGraph({ ...graph, classes: [...classes] }), classes };
}

/** From rows as the data have them to answers in the data's units. */
function floatOf({ chain, weights }: PublishedChain): FloatGraph {
  const { derived, isBlackAndWhite, inputScale, outputScale } = chain;
  const plain = graphOfChain(chain, weights);
  const own = derived?.length ? withDerived(plain, derived) : isBlackAndWhite ? withThreshold(plain) : plain;
  return inUnits({ ...own, input: { ...own.input, ...scalesOf(inputScale, sizeOf(own.input.shape)) } }, outputScale);
}

/** Means and then deviations of columns, where they are standardised. */
function scalesOf(scale: TrainedChain["inputScale"], size: number): Omit<FloatGraph["input"], "shape"> {
  if (scale?.length !== 2 * size) return {};
  const all = Float32Array.from(scale);
  const [offsets, scales] = [all.slice(0, size), all.slice(size)];
  return offsets.every((offset) => offset === 0) && scales.every((one) => one === 1) ? {} : { offsets, scales };
}

/** With the last layer's numbers in the unit of the target: times its deviation, plus its mean. */
function inUnits(float: FloatGraph, scale: TrainedChain["outputScale"]): FloatGraph {
  const last = float.nodes.at(-1);
  if (!scale || last?.op !== "dense" || scale.length !== 2 * last.units) return float;
  const { units } = last;
  const changed: FloatNode = {
    ...last,
    weights: last.weights.map((weight, at) => weight * scale[units + (at % units)]),
    bias: last.bias.map((bias, j) => bias * scale[units + j] + scale[j]),
  };
  return { ...float, nodes: [...float.nodes.slice(0, -1), changed] };
}

/** Multiply-adds of a row in floats: each weight of a convolution at each place of its outputs. */
function workOf(float: FloatGraph): number {
  const shapes = shapesOf(float);
  return float.nodes.reduce((sum, node) => {
    if (node.op === "dense") return sum + node.weights.length;
    if (node.op === "gru" || node.op === "lstm") return sum + node.weights.length + node.recurrentWeights.length;
    if (node.op === "attention") return sum + 2 * node.steps * (shapes.get(node.name)?.[0] ?? 0);
    if (node.op !== "conv2d" && node.op !== "depthwise2d") return sum;
    const [height, width] = shapes.get(node.name) ?? [];
    return sum + node.weights.length * height * width;
  }, 1);
}

/** At most so many of the rows, at even distances. */
function fewer(rows: Float32Array, width: number, most: number): Float32Array {
  const all = rows.length / width;
  if (all <= most) return rows;
  const out = new Float32Array(most * width);
  for (let n = 0; n < most; n++) {
    const from = Math.floor((n * all) / most) * width;
    out.set(rows.subarray(from, from + width), n * width);
  }
  return out;
}
