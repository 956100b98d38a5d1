/** Nets that go on with texts, in integers. */
import type { GraphHead } from "../graph/head.ts";
import type { QuantGraph } from "../graph/tensors.ts";
import type { FloatGraph } from "./graph.ts";
import { type QuantiseOptions, quantiseGraph } from "./quantise.ts";

/** `text` as in a graph's head. `codes`: signs by number that calibrate, read from nothing after each `sequence` of them. Throws what `quantiseGraph` throws. */
export function quantiseText(
  float: FloatGraph,
  text: NonNullable<GraphHead["text"]>,
  codes: ArrayLike<number>,
  options: QuantiseOptions & { readonly sequence: number },
): QuantGraph {
  return { text, ...quantiseGraph(float, Float32Array.from(codes), options).graph };
}
