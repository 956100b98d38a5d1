import type { PictureSize } from "../../nets/moved.ts";
import type { CnnTaskParams } from "./fields.ts";

/** What parameters say of a net before it is built. */
export interface NetSize {
  /** Numbers that it learns. */
  readonly weights: number;
  /** Numbers that a sample fills, from the input to the last layer. */
  readonly values: number;
  /** Multiply-adds of one sample going through, and of what its derivatives add. */
  readonly forward: number;
  readonly backward: number;
}

export function sizeOfNet(
  { channels, dense, pooling, kernel }: CnnTaskParams,
  image: PictureSize,
  classes: number,
): NetSize {
  let { height, width } = image;
  let inputs: number = image.channels;
  let [weights, values, products, first] = [0, height * width * inputs, 0, 0];
  for (const filters of channels) {
    const taps = Number(kernel) ** 2 * inputs;
    weights += (taps + 1) * filters;
    values += height * width * filters;
    products += height * width * taps * filters;
    first ||= products;
    if (pooling !== "none") [height, width] = [height >> 1, width >> 1];
    inputs = filters;
  }
  inputs *= height * width;
  for (const units of [...dense, classes]) {
    weights += (inputs + 1) * units;
    values += units;
    products += inputs * units;
    inputs = units;
  }
  // Layers also bend and pool what they hold. On the way back weights and inputs get their slopes, pictures need none.
  return { weights, values, forward: products + 2 * values, backward: 2 * products - first + 3 * values };
}
