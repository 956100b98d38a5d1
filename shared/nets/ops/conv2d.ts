/**
 * Convolution of pictures (samples × height × width × channels) with filters (kh × kw × channels × outputs), and its two derivatives. All three come from
 * one form, Σ dy · (x ∗ w), which is linear in x, w and dy: each operation is its derivative by one of them, so that derivatives of one are the others.
 * Zeros around a picture are multiplied like any other number.
 */
import * as kernels from "../kernels/convolution.ts";
import { convolutionArguments } from "../kernels/windows.ts";
import { apply, type Operation, type Tensor, told } from "../tensor.ts";
import { add } from "./add.ts";
import { reshape } from "./reshape.ts";
import { sumAxis } from "./sum.ts";
import { pairOf, type WindowOptions, type Windows, walk, windowsOf } from "./windows.ts";

const filtersOf = (outputs: number): kernels.Filters => ({ outputs, groups: 1 });

function multiplyAdds({ kernel, out }: Windows, samples: number, channels: number, outputs: number): number {
  return samples * out[0] * out[1] * kernel[0] * kernel[1] * channels * outputs;
}

/** y = bias + x ∗ w, or without the bias: from the bias (or zero) on, the sum over rows, columns and channels of the filter, ascending. */
export const conv2dOperation: Operation<Windows> = {
  name: "conv2d",
  shape([x, w, bias], { kernel, out }) {
    if (w.length !== 4 || w[0] !== kernel[0] || w[1] !== kernel[1] || w[2] !== x[3])
      throw new RangeError(
        `conv2d of pictures with ${x[3]} channels with filters ${told(w)} (must be ${kernel.join(" × ")} × ${x[3]} × outputs)`,
      );
    if (bias !== undefined && (bias.length !== 1 || bias[0] !== w[3]))
      throw new RangeError(`conv2d with bias of shape ${told(bias)} (must be ${w[3]})`);
    return [x[0], ...out, w[3]];
  },
  perSample: ([x]) => x.perSample,
  gradient({ inputs: [x, w, bias], attributes }, dy) {
    const windows = attributes as Windows;
    const slopes = [conv2dInput(dy, w, windows), conv2dFilter(x, dy, windows)];
    return bias ? [...slopes, sumOfPixels(dy)] : slopes;
  },
  scalar({ x: [x, w, bias = null], y, shapes, attributes }, { round }) {
    kernels.conv2d(walk(attributes, shapes[0]), filtersOf(shapes[1][3]), x, w, bias, y, round);
  },
  wasm(module, { x: [x, w, bias = 0], y, shapes, attributes }) {
    const sizes = convolutionArguments(walk(attributes, shapes[0]), shapes[1][3]);
    return () => module.conv2d(...sizes, x, w, bias, y);
  },
  multiplyAdds: ([x, w], windows) => multiplyAdds(windows, x[0], x[3], w[3]),
};

/** Slope of a bias: over rows and columns of each picture in order, over samples by shards. */
export function sumOfPixels(dy: Tensor): Tensor {
  const [samples, height, width, channels] = dy.shape;
  return sumAxis(reshape(dy, [samples * height * width, channels]), 0);
}

/**
 * By the pictures: each pixel collects from the windows that it is a part of. The sum from zero over rows and columns of outputs, then output channels,
 * ascending, over all taps that the strides allow; outputs beyond the edge are zeros.
 */
export const conv2dInputOperation: Operation<Windows> = {
  name: "conv2dInput",
  shape([dy, w], { height, width, out }) {
    if (dy.length !== 4 || dy[1] !== out[0] || dy[2] !== out[1] || w.length !== 4 || dy[3] !== w[3])
      throw new RangeError(`conv2dInput of shapes ${told(dy)} and ${told(w)} (last axes must be equal)`);
    return [dy[0], height, width, w[2]];
  },
  perSample: ([dy]) => dy.perSample,
  gradient({ inputs: [dy, w], attributes }, slope) {
    const windows = attributes as Windows;
    return [conv2dWith(slope, w, windows), conv2dFilter(slope, dy, windows)];
  },
  scalar({ x: [dy, w], y, shapes, shape, attributes }, { round }) {
    kernels.conv2dInput(walk(attributes, shape), filtersOf(shapes[1][3]), dy, w, y, round);
  },
  wasm(module, { x: [dy, w], y, shapes, shape, attributes }) {
    const sizes = convolutionArguments(walk(attributes, shape), shapes[1][3]);
    return () => module.conv2dInput(...sizes, dy, w, y);
  },
  multiplyAdds: ([dy, w], windows) => multiplyAdds(windows, dy[0], w[2], w[3]),
};

/** By the filters: the sum over samples, rows and columns of outputs, ascending from zero; over samples within each shard, then as a tree. */
export const conv2dFilterOperation: Operation<Windows> = {
  name: "conv2dFilter",
  shape([x, dy], { out, kernel }) {
    if (x[0] !== dy[0] || dy.length !== 4 || dy[1] !== out[0] || dy[2] !== out[1])
      throw new RangeError(`conv2dFilter of shapes ${told(x)} and ${told(dy)} (must have as many samples)`);
    return [...kernel, x[3], dy[3]];
  },
  perSample: () => 0,
  reducesSamples: ([x, dy]) => x.perSample > 0 || dy.perSample > 0,
  gradient({ inputs: [x, dy], attributes }, slope) {
    const windows = attributes as Windows;
    return [conv2dInput(dy, slope, windows), conv2dWith(x, slope, windows)];
  },
  scalar({ x: [x, dy], y, shapes, attributes, segment }, { round }) {
    kernels.conv2dFilter(walk(attributes, shapes[0]), filtersOf(shapes[1][3]), x, dy, y, segment, round);
  },
  wasm(module, { x: [x, dy], y, shapes, attributes, segment }) {
    const sizes = convolutionArguments(walk(attributes, shapes[0]), shapes[1][3]);
    const samples = Math.max(1, Math.min(segment, shapes[0][0]));
    return () => module.conv2dFilter(...sizes, x, dy, y, samples);
  },
  multiplyAdds: ([x, dy], windows) => multiplyAdds(windows, x[0], x[3], dy[3]),
};

function conv2dWith(x: Tensor, w: Tensor, windows: Windows): Tensor {
  return apply(conv2dOperation, [x, w], windows);
}

function conv2dInput(dy: Tensor, w: Tensor, windows: Windows): Tensor {
  return apply(conv2dInputOperation, [dy, w], windows);
}

function conv2dFilter(x: Tensor, dy: Tensor, windows: Windows): Tensor {
  return apply(conv2dFilterOperation, [x, dy], windows);
}

/** Pictures N × H × W × C with filters kh × kw × C × outputs, and a bias of one number for each output where there is one. */
export function conv2d(x: Tensor, filters: Tensor, bias?: Tensor, options?: WindowOptions): Tensor {
  const windows = windowsOf("conv2d", x.shape, filterSides("conv2d", filters), options);
  return apply(conv2dOperation, bias ? [x, filters, bias] : [x, filters], windows);
}

export interface TransposeOptions {
  readonly stride?: number | readonly [number, number];
  /** Of the convolution that goes the other way; "same" where it is left out. */
  readonly padding?: "same" | "valid";
  /** Height and width of what comes out, where others than those below are meant: any that the convolution brings back to those of x. */
  readonly size?: readonly [height: number, width: number];
}

/**
 * The convolution's way back, which makes pictures larger: x (N × h × w × inputs) with filters kh × kw × outputs × inputs. Under "same" sides are h·stride,
 * under "valid" h·stride + max(kh − stride, 0), as in tensorflow.js.
 */
export function conv2dTranspose(x: Tensor, filters: Tensor, bias?: Tensor, options: TransposeOptions = {}): Tensor {
  const kernel = filterSides("conv2dTranspose", filters);
  const { padding = "same" } = options;
  const stride = pairOf("stride", options.stride ?? 1);
  const sides =
    options.size ??
    kernel.map((k, axis) => {
      const more = padding === "valid" ? Math.max(k - stride[axis], 0) : 0;
      return x.shape[axis + 1] * stride[axis] + more;
    });
  const pictures = [x.shape[0], ...sides, filters.shape[2]];
  const windows = windowsOf("conv2dTranspose", pictures, kernel, { stride, padding });
  const [height, width] = windows.out;
  if (height !== x.shape[1] || width !== x.shape[2])
    throw new RangeError(
      `conv2dTranspose of pictures ${x.shape[1]} × ${x.shape[2]} to ${sides.join(" × ")} (must be a size whose convolution has that of the pictures, not ${height} × ${width})`,
    );
  const y = conv2dInput(x, filters, windows);
  return bias ? add(y, bias) : y;
}

function filterSides(name: string, { shape }: Tensor): readonly [number, number] {
  if (shape.length !== 4)
    throw new RangeError(`${name} with filters of shape ${told(shape)} (must be kh × kw × channels × outputs)`);
  return [shape[0], shape[1]];
}
