import { glorot, zeros } from "../initial.ts";
import { parameter } from "../leaves.ts";
import { conv2d, conv2dTranspose, type TransposeOptions } from "../ops/conv2d.ts";
import { depthwise2d } from "../ops/depthwise2d.ts";
import { checkPictures, pairOf, type WindowOptions } from "../ops/windows.ts";
import type { Tensor } from "../tensor.ts";
import { checkUnits, inLayer, type WeightOptions } from "./layer.ts";

/** Height and width of the filters; a number for both. */
export type Kernel = number | readonly [number, number];

/**
 * Convolution of pictures N × H × W × C with as many filters as channels come out. `<name>.weights`: kh × kw × C × channels; `<name>.bias`: channels.
 * "same" padding and stride 1 where nothing else is said.
 */
export function convLayer(
  name: string,
  x: Tensor,
  channels: number,
  kernel: Kernel,
  { initial = glorot, bias = true, ...windows }: WeightOptions & WindowOptions = {},
): Tensor {
  return inLayer(name, () => {
    checkPictures("convolution", x.shape);
    checkUnits("channels", channels);
    const [kh, kw] = pairOf("size of filters", kernel);
    const inputs = x.shape[3];
    const weights = parameter(
      `${name}.weights`,
      [kh, kw, inputs, channels],
      initial(kh * kw * inputs, kh * kw * channels),
    );
    return conv2d(x, weights, biasOf(name, bias, channels), windows);
  });
}

/** The way back of a convolution, which makes pictures larger by the stride. `<name>.weights`: kh × kw × channels × C, of what comes out first. */
export function convTransposeLayer(
  name: string,
  x: Tensor,
  channels: number,
  kernel: Kernel,
  { initial = glorot, bias = true, ...windows }: WeightOptions & TransposeOptions = {},
): Tensor {
  return inLayer(name, () => {
    checkPictures("transposed convolution", x.shape);
    checkUnits("channels", channels);
    const [kh, kw] = pairOf("size of filters", kernel);
    const inputs = x.shape[3];
    const weights = parameter(
      `${name}.weights`,
      [kh, kw, channels, inputs],
      initial(kh * kw * inputs, kh * kw * channels),
    );
    return conv2dTranspose(x, weights, biasOf(name, bias, channels), windows);
  });
}

/** Each channel with a filter of its own. `<name>.weights`: kh × kw × C; `<name>.bias`: C. */
export function depthwiseLayer(
  name: string,
  x: Tensor,
  kernel: Kernel,
  { initial = glorot, bias = true, ...windows }: WeightOptions & WindowOptions = {},
): Tensor {
  return inLayer(name, () => {
    checkPictures("convolution", x.shape);
    const [kh, kw] = pairOf("size of filters", kernel);
    const channels = x.shape[3];
    const weights = parameter(`${name}.weights`, [kh, kw, channels], initial(kh * kw, kh * kw));
    return depthwise2d(x, weights, biasOf(name, bias, channels), windows);
  });
}

function biasOf(name: string, isWanted: boolean, channels: number): Tensor | undefined {
  return isWanted ? parameter(`${name}.bias`, [channels], zeros) : undefined;
}
