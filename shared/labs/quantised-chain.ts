import type { Table } from "../data/table.ts";
import type { Params } from "../experiment/fields.ts";
import { limits } from "../experiment/limits.ts";
import { sizeOf } from "../nets/tensor.ts";
import { NotFiniteError } from "../not-finite.ts";
import { type FloatGraph, type FloatNode, graphOfChain, NoIntegersError, quantiseGraph } from "../quant/float/index.ts";
import { costOf, encodeGraph } from "../quant/graph/index.ts";
import type { Fold } from "./fold.ts";
import type { Lab } from "./lab.ts";

/** A finished run of a net lab. */
export interface TrainedRun {
  readonly fold: Fold;
  readonly params: Params;
  readonly data: Table | null;
}

/** Why a net has no quantised graph: a layer has no form in integers; a weight is not finite; beyond what the edge takes; inputs that are not columns of the data. */
export type Unfit = "layers" | "not-finite" | "size" | "inputs";

export type QuantisedChain =
  | { readonly kind: "ready"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "unfit"; readonly why: Unfit };

/** Rows that calibrate, and multiply-adds that they may take together: this is done while somebody waits. */
const ROWS = 256;
const WORK = 60_000_000;

/**
 * The trained net of a finished run as a graph of integer operations (`shared/quant`): what is published, and asked at the edge. It takes rows as the data have them (pixels as
 * shares of 255) and gives probabilities of classes, or numbers in the unit of the target. Calibrated by min-max over rows of the data at even distances. Undefined where
 * the lab has no such net or its run is not finished.
 */
export function quantisedChain(lab: Lab, { fold, params, data }: TrainedRun): QuantisedChain | undefined {
  const chain = lab.chain?.(fold, params, data);
  const weights = chain?.weights ?? lab.weights?.(fold);
  if (!chain || !weights || !data) return undefined;
  const size = sizeOf(chain.input);
  const columns = inputColumns(data);
  if (columns.length !== size) return { kind: "unfit", why: "inputs" };
  try {
    const { inputScale, targetScale } = fold.output("evaluate") ?? {};
    const plain = graphOfChain(chain, weights);
    const float = inUnits(
      { ...plain, input: { ...plain.input, ...scalesOf(inputScale?.values, size) } },
      targetScale?.values,
    );
    const perRow = workOf(float);
    if (perRow > limits.inference.multiplyAdds) return { kind: "unfit", why: "size" };
    const count = Math.min(ROWS, data.rows, Math.max(8, Math.floor(WORK / perRow)));
    const { graph } = quantiseGraph(float, calibrationRows(data, columns, count));
    const { parameters, multiplyAdds } = costOf(graph);
    const { inference } = limits;
    const isLarge = parameters > inference.parameters || multiplyAdds > inference.multiplyAdds;
    return isLarge ? { kind: "unfit", why: "size" } : { kind: "ready", bytes: encodeGraph(graph) };
  } catch (error) {
    if (error instanceof NoIntegersError) return { kind: "unfit", why: "layers" };
    if (error instanceof NotFiniteError) return { kind: "unfit", why: "not-finite" };
    throw error;
  }
}

/** The columns that a net is given: all, but that which is predicted where rows have no classes and are no pictures. */
function inputColumns({ labels, image, columns, target }: Table): readonly number[] {
  const predicted = labels || image ? undefined : (target ?? columns - 1);
  return Array.from({ length: columns }, (_, c) => c).filter((c) => c !== predicted);
}

/** Means and then deviations of columns, where they are standardised. */
function scalesOf(scale: ArrayLike<number> | undefined, size: number): Omit<FloatGraph["input"], "shape"> {
  if (scale?.length !== 2 * size) return {};
  const all = Float32Array.from(scale);
  const [offsets, scales] = [all.slice(0, size), all.slice(size)];
  return offsets.every((offset) => offset === 0) && scales.every((one) => one === 1) ? {} : { offsets, scales };
}

/** With the last layer's numbers in the unit of the target: times its deviation, plus its mean. */
function inUnits(float: FloatGraph, target: ArrayLike<number> | undefined): FloatGraph {
  const last = float.nodes.at(-1);
  if (!target || last?.op !== "dense" || target.length !== 2 * last.units) return float;
  const { units } = last;
  const changed: FloatNode = {
    ...last,
    weights: last.weights.map((weight, at) => weight * target[units + (at % units)]),
    bias: last.bias.map((bias, j) => bias * target[units + j] + target[j]),
  };
  return { ...float, nodes: [...float.nodes.slice(0, -1), changed] };
}

/** Multiply-adds of a row in floats, at most: each weight of a convolution at each place of its inputs. */
function workOf({ input, nodes }: FloatGraph): number {
  const places = sizeOf(input.shape) / (input.shape[2] ?? sizeOf(input.shape));
  return nodes.reduce((sum, node) => {
    if (node.op === "dense") return sum + node.weights.length;
    return node.op === "conv2d" || node.op === "depthwise2d" ? sum + node.weights.length * places : sum;
  }, 1);
}

/** Bytes are shares of 255. */
function calibrationRows(
  { values, columns: all, rows }: Table,
  columns: readonly number[],
  count: number,
): Float32Array {
  const unit = values instanceof Uint8Array ? 255 : 1;
  return Float32Array.from({ length: count * columns.length }, (_, at) => {
    const row = Math.floor((Math.floor(at / columns.length) * rows) / count);
    return values[row * all + columns[at % columns.length]] / unit;
  });
}
