/** What of a graph's tensors goes beyond the bounds of single numbers. */
import { LARGEST_SUM } from "../net.ts";
import { isProduct, matrixOf, type QuantGraph } from "./tensors.ts";
import { type Value, valueNamed } from "./values.ts";
import { runsOf, weightsOf } from "./weights.ts";

/** Throws a RangeError for blocks out of order, and for sums that could leave the range in which float64 has every product exactly. */
export function checkSums(graph: QuantGraph, values: ReadonlyMap<string, Value>): void {
  for (const node of graph.nodes) {
    if (!isProduct(node)) continue;
    const x = valueNamed(values, node.inputs[0]);
    const [outputs, taps] = matrixOf(node, x);
    if (node.storage.kind === "sparse") {
      const [runs, length] = runsOf(node, taps);
      checkBlocks(graph, node.name, node.storage.blocks, runs * Math.ceil(length / 4));
    }
    const weights = weightsOf(graph, node, x);
    const bias = graph.tensors[`${node.name}.bias`];
    for (let j = 0; j < outputs; j++) {
      let most = Math.abs(bias[j]);
      for (let i = j * taps; i < (j + 1) * taps; i++) most += Math.abs(weights[i]) * x.code.top;
      if (most >= LARGEST_SUM)
        throw new RangeError(`node ${node.name}: sums up to ${most} in output ${j} (must be below ${LARGEST_SUM})`);
    }
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
