/** What of a graph's tensors goes beyond the bounds of single numbers. */
import type { TypedArray } from "../../arrays.ts";
import { LARGEST_SUM } from "../net.ts";
import { isProduct, matrixOf, type QuantGraph } from "./tensors.ts";
import { type Value, valueNamed } from "./values.ts";
import { runsOf, weightsOf } from "./weights.ts";

/** A sum that could leave the range in which float64 has every product exactly: of too many inputs. */
export class SumsTooLargeError extends RangeError {
  override readonly name = "SumsTooLargeError";
}

/** Throws a RangeError for blocks out of order, and a SumsTooLargeError for sums that could leave the range in which float64 has every product exactly. */
export function checkSums(graph: QuantGraph, values: ReadonlyMap<string, Value>): void {
  for (const node of graph.nodes) {
    const x = valueNamed(values, node.inputs[0]);
    if (node.op === "gru" || node.op === "lstm")
      for (const part of ["", "state-"])
        checkRows(
          node.name,
          stepPart(graph, node.name, part, "weights") as Int8Array,
          stepPart(graph, node.name, part, "bias"),
          x.code.top,
        );
    if (!isProduct(node)) continue;
    if (node.storage.kind === "sparse") {
      const [outputs, taps] = matrixOf(node, x);
      const [runs, length] = runsOf(node, taps);
      const across = Math.ceil(length / 4);
      checkBlocks(graph, node.name, node.storage.blocks, runs * across);
      checkPadding(graph, node.name, outputs, length, across);
    }
    checkRows(node.name, weightsOf(graph, node, x), graph.tensors[`${node.name}.bias`], x.code.top);
  }
}

const stepPart = ({ tensors }: QuantGraph, node: string, part: string, name: string) =>
  tensors[`${node}.${part}${name}`];

function checkRows(node: string, weights: Int8Array, bias: TypedArray, top: number): void {
  const taps = weights.length / bias.length;
  for (let j = 0; j < bias.length; j++) {
    let sum = 0;
    for (let i = j * taps; i < (j + 1) * taps; i++) sum += Math.abs(weights[i]);
    const most = Math.abs(bias[j]) + sum * top;
    if (most >= LARGEST_SUM)
      throw new SumsTooLargeError(`node ${node}: sums up to ${most} in output ${j} (must be below ${LARGEST_SUM})`);
  }
}

function checkBlocks({ tensors }: QuantGraph, name: string, blocks: number, columns: number): void {
  const [starts, own] = [tensors[`${name}.starts`], tensors[`${name}.columns`]];
  if (starts[0] !== 0 || starts[starts.length - 1] !== blocks)
    throw new RangeError(
      `node ${name}: blocks from ${starts[0]} to ${starts[starts.length - 1]} (must be 0 to ${blocks})`,
    );
  for (let g = 0; g + 1 < starts.length; g++) {
    if (starts[g + 1] < starts[g])
      throw new RangeError(
        `node ${name}: blocks of group ${g} end at ${starts[g + 1]} (must be at least ${starts[g]})`,
      );
    for (let b = starts[g]; b < starts[g + 1]; b++)
      if (own[b] >= columns || (b > starts[g] && own[b] <= own[b - 1]))
        throw new RangeError(`node ${name}: column ${own[b]} of block ${b} (must rise, and be below ${columns})`);
  }
}

/** Blocks are multiplied whole: what of them lies beyond a row of the window would meet numbers of another one. */
function checkPadding({ tensors }: QuantGraph, name: string, outputs: number, length: number, across: number): void {
  const [blocks, columns, starts] = ["blocks", "columns", "starts"].map((part) => tensors[`${name}.${part}`]);
  for (let g = 0; g + 1 < starts.length; g++)
    for (let b = starts[g]; b < starts[g + 1]; b++)
      for (let at = 0; at < 16; at++) {
        const isInside = 4 * g + (at >> 2) < outputs && 4 * (columns[b] % across) + (at & 3) < length;
        if (isInside || blocks[16 * b + at] === 0) continue;
        const weight = blocks[16 * b + at];
        throw new RangeError(`node ${name}: weight ${weight} in block ${b} beyond its taps or outputs (must be 0)`);
      }
}
