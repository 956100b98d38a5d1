/** Random tensors, number i of the minibatch that of index i of its stream: the bits of shared/random. */
import { type Shape, sizeOf } from "../../tensor.ts";
import { each, type GpuCall, type GpuKernels } from "../kernel.ts";

interface DrawAttributes {
  readonly shape: Shape;
  readonly stream: number;
}

/** Four at a time: a call of Philox gives as many words. */
function fours(of: (j: number) => string): string {
  const stores = [0, 1, 2, 3].map(
    (j) => `  if (4u * i + ${j}u < call.size) { memory[call.y + 4u * i + ${j}u] = ${of(j)}; }`,
  );
  return `  let words = wordsAt(keyOf(call.key), vec2u(4u * i, 0u));\n${stores.join("\n")}`;
}

export const draws = {
  /** Uniforms are multiples of 2⁻²⁴: whether one is below the rate is asked of integers. */
  dropMask({ y, shape, attributes: { stream, rate }, key }: GpuCall<DrawAttributes & { readonly rate: number }>) {
    const size = sizeOf(shape);
    const body = fours((j) => `select(call.kept, 0.0, (words[${j}] >> 8u) < call.least)`);
    return [
      each(Math.ceil(size / 4), body, {
        uses: ["wordsAt"],
        integers: { y, size, key: key(stream), least: Math.ceil(rate * 2 ** 24) },
        floats: { kept: 1 / (1 - rate) },
      }),
    ];
  },

  normals({ y, shape, attributes: { stream }, key }: GpuCall<DrawAttributes>) {
    const size = sizeOf(shape);
    const body = fours((j) => `normalOfWords(words[${j & 2}], words[${(j & 2) + 1}], ${j}u)`);
    return [each(Math.ceil(size / 4), body, { uses: ["normal32"], integers: { y, size, key: key(stream) } })];
  },
} satisfies GpuKernels;
