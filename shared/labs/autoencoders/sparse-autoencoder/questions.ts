/** What views ask of single units, by numbers alone. */
import type { NDArray } from "../../../arrays.ts";

/** The weight of each pixel of some pictures in the sum of a unit of the first layer, wᵢ xᵢ: pictures × pixels. `weights`: pixels × units. */
export function contributions({ shape, values }: NDArray, weights: NDArray, unit: number): NDArray<Float32Array> {
  const [pixels, units] = weights.shape;
  return {
    shape,
    values: Float32Array.from(values, (x, i) => x * weights.values[(i % pixels) * units + unit]),
  };
}

/** The units that a code has most to say by, |hⱼ|·‖dⱼ‖ with dⱼ the row of the decoder, strongest first. `decoder`: units × pixels. */
export function loudest(
  code: ArrayLike<number>,
  { shape: [units, pixels], values }: NDArray,
  most: number,
): readonly number[] {
  const weight = Array.from({ length: units }, (_, j) => {
    let square = 0;
    for (let i = 0; i < pixels; i++) square += values[j * pixels + i] ** 2;
    return Math.abs(code[j]) * Math.sqrt(square);
  });
  return weight
    .map((_, j) => j)
    .sort((a, b) => weight[b] - weight[a] || a - b)
    .slice(0, most);
}
