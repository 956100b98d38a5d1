/**
 * Convolution of each channel of pictures (samples × height × width × channels) with a filter of its own (kh × kw × channels), and its two derivatives:
 * as those of `conv2d.ts`, without the sum over channels.
 */
import * as kernels from "../kernels/convolution.ts";
import { poolArguments } from "../kernels/windows.ts";
import { apply, type Operation, type Shape, type Tensor, told } from "../tensor.ts";
import { sumOfPixels } from "./conv2d.ts";
import { type WindowOptions, type Windows, walk, windowsOf } from "./windows.ts";

const filtersOf = ([, , , channels]: Shape): kernels.Filters => ({ outputs: channels, groups: channels });

const multiplyAdds = ({ kernel, out }: Windows, samples: number, channels: number) =>
  samples * out[0] * out[1] * kernel[0] * kernel[1] * channels;

/** y = bias + x ∗ w, or without the bias: from the bias (or zero) on, the sum over rows and columns of the filter, ascending. */
export const depthwise2dOperation: Operation<Windows> = {
  name: "depthwise2d",
  shape([x, w, bias], { kernel, out }) {
    if (w.length !== 3 || w[0] !== kernel[0] || w[1] !== kernel[1] || w[2] !== x[3])
      throw new RangeError(
        `depthwise2d of pictures with ${x[3]} channels with filters ${told(w)} (must be ${kernel.join(" × ")} × ${x[3]})`,
      );
    if (bias !== undefined && (bias.length !== 1 || bias[0] !== x[3]))
      throw new RangeError(`depthwise2d with bias of shape ${told(bias)} (must be ${x[3]})`);
    return [x[0], ...out, x[3]];
  },
  perSample: ([x]) => x.perSample,
  gradient({ inputs: [x, w, bias], attributes }, dy) {
    const windows = attributes as Windows;
    const slopes = [depthwise2dInput(dy, w, windows), depthwise2dFilter(x, dy, windows)];
    return bias ? [...slopes, sumOfPixels(dy)] : slopes;
  },
  scalar({ x: [x, w, bias = null], y, shapes, attributes }, { round }) {
    kernels.conv2d(walk(attributes, shapes[0]), filtersOf(shapes[0]), x, w, bias, y, round);
  },
  wasm(module, { x: [x, w, bias = 0], y, shapes, attributes }) {
    const sizes = poolArguments(walk(attributes, shapes[0]));
    return () => module.depthwise2d(...sizes, x, w, bias, y);
  },
  multiplyAdds: ([x], windows) => multiplyAdds(windows, x[0], x[3]),
};

/** By the pictures: the sum from zero over rows and columns of outputs, ascending; outputs beyond the edge are zeros. */
export const depthwise2dInputOperation: Operation<Windows> = {
  name: "depthwise2dInput",
  shape([dy, w], { height, width, out }) {
    if (dy.length !== 4 || dy[1] !== out[0] || dy[2] !== out[1] || w.length !== 3 || dy[3] !== w[2])
      throw new RangeError(`depthwise2dInput of shapes ${told(dy)} and ${told(w)} (last axes must be equal)`);
    return [dy[0], height, width, dy[3]];
  },
  perSample: ([dy]) => dy.perSample,
  gradient({ inputs: [dy, w], attributes }, slope) {
    const windows = attributes as Windows;
    return [depthwise2dWith(slope, w, windows), depthwise2dFilter(slope, dy, windows)];
  },
  scalar({ x: [dy, w], y, shape, attributes }, { round }) {
    kernels.conv2dInput(walk(attributes, shape), filtersOf(shape), dy, w, y, round);
  },
  wasm(module, { x: [dy, w], y, shape, attributes }) {
    const sizes = poolArguments(walk(attributes, shape));
    return () => module.depthwise2dInput(...sizes, dy, w, y);
  },
  multiplyAdds: ([dy], windows) => multiplyAdds(windows, dy[0], dy[3]),
};

/** By the filters: the sum over samples, rows and columns of outputs, ascending from zero; over samples within each shard, then as a tree. */
export const depthwise2dFilterOperation: Operation<Windows> = {
  name: "depthwise2dFilter",
  shape([x, dy], { out, kernel }) {
    if (x[0] !== dy[0] || dy.length !== 4 || dy[1] !== out[0] || dy[2] !== out[1] || x[3] !== dy[3])
      throw new RangeError(
        `depthwise2dFilter of shapes ${told(x)} and ${told(dy)} (samples and channels must be equal)`,
      );
    return [...kernel, x[3]];
  },
  perSample: () => 0,
  reducesSamples: ([x, dy]) => x.perSample > 0 || dy.perSample > 0,
  gradient({ inputs: [x, dy], attributes }, slope) {
    const windows = attributes as Windows;
    return [depthwise2dInput(dy, slope, windows), depthwise2dWith(x, slope, windows)];
  },
  scalar({ x: [x, dy], y, shapes, attributes, segment }, { round }) {
    kernels.conv2dFilter(walk(attributes, shapes[0]), filtersOf(shapes[0]), x, dy, y, segment, round);
  },
  wasm(module, { x: [x, dy], y, shapes, attributes, segment }) {
    const sizes = poolArguments(walk(attributes, shapes[0]));
    const samples = Math.max(1, Math.min(segment, shapes[0][0]));
    return () => module.depthwise2dFilter(...sizes, x, dy, y, samples);
  },
  multiplyAdds: ([x], windows) => multiplyAdds(windows, x[0], x[3]),
};

function depthwise2dWith(x: Tensor, w: Tensor, windows: Windows): Tensor {
  return apply(depthwise2dOperation, [x, w], windows);
}

function depthwise2dInput(dy: Tensor, w: Tensor, windows: Windows): Tensor {
  return apply(depthwise2dInputOperation, [dy, w], windows);
}

function depthwise2dFilter(x: Tensor, dy: Tensor, windows: Windows): Tensor {
  return apply(depthwise2dFilterOperation, [x, dy], windows);
}

/** Pictures N × H × W × C with filters kh × kw × C, and a bias of one number for each channel where there is one. */
export function depthwise2d(x: Tensor, filters: Tensor, bias?: Tensor, options?: WindowOptions): Tensor {
  const { shape } = filters;
  if (shape.length !== 3)
    throw new RangeError(`depthwise2d with filters of shape ${told(shape)} (must be kh × kw × channels)`);
  const windows = windowsOf("depthwise2d", x.shape, [shape[0], shape[1]], options);
  return apply(depthwise2dOperation, bias ? [x, filters, bias] : [x, filters], windows);
}
