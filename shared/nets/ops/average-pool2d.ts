/** Means over windows of pictures (samples × height × width × channels): of the cells inside the picture, so that zeros around it do not count. */

import * as kernels from "../kernels/pooling.ts";
import { poolArguments } from "../kernels/windows.ts";
import { constant } from "../leaves.ts";
import { apply, type Operation, sameShape, sizeOf, type Tensor, told } from "../tensor.ts";
import { multiply } from "./multiply.ts";
import { reshape } from "./reshape.ts";
import { sumAxis } from "./sum.ts";
import { checkPictures, pairOf, type WindowOptions, type Windows, walk, windowsOf } from "./windows.ts";

/** The sum from zero, rows and columns of the window ascending, divided by the number of cells. */
export const averagePool2dOperation: Operation<Windows> = {
  name: "averagePool2d",
  shape: ([x], { out }) => [x[0], ...out, x[3]],
  gradient: ({ attributes }, dy) => [averagePool2dInput(dy, attributes as Windows)],
  scalar: ({ x: [x], y, shapes, attributes }, { round }) => kernels.avgPool2d(walk(attributes, shapes[0]), x, y, round),
  wasm(module, { x: [x], y, shapes, attributes }) {
    const sizes = poolArguments(walk(attributes, shapes[0]));
    return () => module.avgPool2d(...sizes, x, y);
  },
  multiplyAdds: (_, { kernel }, shape) => kernel[0] * kernel[1] * sizeOf(shape),
};

/** Each slope divided by the number of cells of its window, added to each of them in the order of the outputs. */
export const averagePool2dInputOperation: Operation<Windows> = {
  name: "averagePool2dInput",
  shape([dy], { height, width, out }) {
    const outputs = [dy[0], ...out, dy[3]];
    if (!sameShape(dy, outputs))
      throw new RangeError(`averagePool2dInput with slopes ${told(dy)} (must be ${told(outputs)})`);
    return [dy[0], height, width, dy[3]];
  },
  gradient: ({ attributes }, slope) => [apply(averagePool2dOperation, [slope], attributes as Windows)],
  scalar: ({ x: [dy], y, shape, attributes }, { round }) =>
    kernels.avgPool2dInput(walk(attributes, shape), dy, y, round),
  wasm(module, { x: [dy], y, shape, attributes }) {
    const sizes = poolArguments(walk(attributes, shape));
    return () => module.avgPool2dInput(...sizes, dy, y);
  },
  multiplyAdds: ([dy], { kernel }) => kernel[0] * kernel[1] * sizeOf(dy),
};

function averagePool2dInput(dy: Tensor, windows: Windows): Tensor {
  return apply(averagePool2dInputOperation, [dy], windows);
}

/** Windows of one size, or rows × columns; strides as large as the windows where they are left out, padding "valid". */
export function averagePool2d(
  x: Tensor,
  size: number | readonly [number, number],
  options: WindowOptions = {},
): Tensor {
  const kernel = pairOf("size of windows", size);
  const windows = windowsOf("averagePool2d", x.shape, kernel, { stride: kernel, padding: "valid", ...options });
  return apply(averagePool2dOperation, [x], windows);
}

/** The mean of each channel over the whole picture: samples × channels. */
export function globalAveragePool(x: Tensor): Tensor {
  checkPictures("globalAveragePool", x.shape);
  const [samples, height, width, channels] = x.shape;
  const sum = sumAxis(reshape(x, [samples, height * width, channels], x.perSample), 1);
  return multiply(sum, constant(1 / (height * width)));
}
