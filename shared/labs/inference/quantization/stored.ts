/** What the integers of a format stand for, weight by weight. */
import type { FloatGraph, QuantiseOptions } from "../../../quant/float/index.ts";
// Not by its door: pages show these without what quantises.
import { type FloatProduct, quantisedWeights } from "../../../quant/float/weights.ts";

export const isFloatProduct = (node: FloatGraph["nodes"][number]): node is FloatProduct =>
  node.op === "dense" || node.op === "conv2d" || node.op === "depthwise2d";

/** outputs × taps. `scale`: of the codes that go into the product. */
export function storedWeights(node: FloatProduct, scale: number, options: QuantiseOptions): Float32Array {
  const { matrix, steps } = quantisedWeights(node, node.op === "dense" ? 1 : node.kernel[0], scale, {
    weights: "per-channel",
    storage: "int8",
    group: 32,
    ...options,
  });
  const taps = matrix.length / steps.length;
  return Float32Array.from(matrix, (w, at) => w * steps[Math.floor(at / taps)]);
}
